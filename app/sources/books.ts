import { dayInZone } from '#app/normalise/instant.ts';

/** What the books of a source count. */
export type BooksSubject = 'order' | 'refund' | 'customer';

/**
 * How here and there can differ.
 * - `missed`: the source told it and it never came.
 * - `late`: it came, more than ten minutes after it happened, or after something newer about the same thing.
 * - `doubled`: it came more than once, or stands here more than once.
 * - `changed`: it is here with other contents.
 */
export type DifferenceKind = 'missed' | 'late' | 'doubled' | 'changed';

/** `harmless`: the books agree nevertheless (counted once, said again later). `open`: a person has to look. */
export type DifferenceState = 'found' | 'healed' | 'harmless' | 'open';

/** One thing that differs. */
export type Difference = {
  subject: BooksSubject;
  kind: DifferenceKind;
  /** Id of the order, refund or customer in the source; of the sale's first row for a till. */
  externalId: string;
  name: string | null;
  /** The message that would have told it (`orders/create`), or what else tells two differences of one thing apart. */
  message: string;
  /** Calendar day in the shop's zone to which it belongs. */
  day: string;
  /** Field → [here, there], and what else explains it. */
  detail: Record<string, unknown>;
  state: DifferenceState;
};

/** What a source says of one object, as kept while a run compares. */
export type BooksEntry = {
  subject: BooksSubject;
  externalId: string;
  orderExternalId?: string | null;
  name?: string | null;
  happenedAt: Date;
  versionAt: Date | null;
  /** Total of an order, amount of a refund, what a customer has spent. */
  amountMinor: number;
  /** Our word for an order's state. */
  state?: string;
  /** Further contents, by the column in which they are kept here. */
  said?: Record<string, unknown>;
};

/** Days of orders that a run looks back on unless somebody asks for others. */
export const USUAL_DAYS = 30;

/** Calendar days `YYYY-MM-DD`, both included. */
export type BooksWindow = { from: string; to: string };

const DAY_MS = 86_400_000;

/** The last `days` days up to and with today, in the shop's zone. */
export function lastDays(days: number, timeZone: string, now: Date): BooksWindow {
  const to = dayInZone(now, timeZone);
  return { from: new Date(Date.parse(to) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to };
}
