import { type Formatting, money, plural } from '#app/components/format.ts';
import type { BooksSubject, DifferenceKind, DifferenceState } from '#app/sources/books.ts';

/** A difference as pages need it. */
export type DifferenceView = {
  id: number;
  subject: BooksSubject;
  kind: DifferenceKind;
  externalId: string;
  name: string | null;
  message: string;
  day: string;
  detail: Record<string, unknown>;
  state: DifferenceState;
};

export const KIND_WORDS: Readonly<Record<DifferenceKind, string>> = {
  missed: 'Missed',
  late: 'Late',
  doubled: 'Doubled',
  changed: 'Changed',
};

export const STATE_WORDS = {
  found: { label: 'Found', tone: 'attention' },
  healed: { label: 'Healed', tone: 'success' },
  harmless: { label: 'No harm', tone: 'info' },
  open: { label: 'Needs a look', tone: 'critical' },
} as const;

const SUBJECT_WORDS: Readonly<Record<BooksSubject, string>> = {
  order: 'Order',
  refund: 'Refund',
  customer: 'Customer',
};

/** What a difference is about, e.g. `Order #1042`. */
export function nameOfDifference({ subject, name, externalId }: DifferenceView): string {
  if (externalId.startsWith('day ')) {
    return subject === 'order' ? 'Sales of the day' : 'Refunds of the day';
  }
  return `${SUBJECT_WORDS[subject]} ${subject === 'refund' && name ? `of ${name}` : (name ?? externalId)}`;
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  total: 'total',
  amount: 'amount',
  status: 'state',
  test: 'test order',
  customer: 'customer',
};

/** What differed, in a sentence. */
export function sayDifference(one: DifferenceView, format: Formatting): string {
  switch (one.kind) {
    case 'late':
      return sayLate(one);
    case 'doubled':
      return sayDoubled(one);
    case 'missed':
      return sayMissed(one);
    case 'changed':
      return sayChanged(one, format);
  }
}

function sayLate({ detail }: DifferenceView): string {
  const seconds = Number(detail['delaySeconds'] ?? 0);
  const delay = seconds >= 7200 ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / 60)} minutes`;
  const topic = String(detail['topic'] ?? '');
  return detail['overtaken'] && seconds < 600
    ? `Shopify’s message ${topic} came after a newer one. The newer one counts.`
    : `Shopify’s message ${topic} came ${delay} after it happened.`;
}

function sayDoubled({ detail, message }: DifferenceView): string {
  if (detail['times']) {
    return `Shopify’s message ${String(detail['topic'])} came ${String(detail['times'])} times. It counts once.`;
  }
  if (message === 'daily total') {
    return `${plural(-Number(detail['missing'] ?? 0), 'sale')} more stand here than the till counts.`;
  }
  return message === 'stands here twice'
    ? 'The same receipt, instant and total stand here twice.'
    : 'It stands here and the source does not tell it.';
}

function sayMissed({ detail, message }: DifferenceView): string {
  if (message === 'daily total') {
    const refused = Array.isArray(detail['refused']) ? detail['refused'].length : 0;
    const where =
      refused > 0
        ? ` ${plural(refused, 'refused row')} of its files may hold them.`
        : ' Bring in the file of that day.';
    return `${plural(Number(detail['missing'] ?? 0), 'sale')} that the till counts are not here.${where}`;
  }
  if (message.endsWith('/delete')) {
    return `It is gone in Shopify, and the message ${message} never came.`;
  }
  return detail['saidAgain']
    ? `The message ${message} never came. A later one told the same.`
    : `The message ${message} never came.`;
}

function sayChanged({ detail, message }: DifferenceView, format: Formatting): string {
  const parts = Object.entries(FIELD_WORDS).flatMap(([field, word]) => {
    const pair = detail[field];
    return Array.isArray(pair) && pair.length === 2
      ? [`${word} ${say(field, pair[0], format)} here, ${say(field, pair[1], format)} there`]
      : [];
  });
  if (message === 'daily total') {
    return 'As many sales as the till counts, with another sum.';
  }
  return parts.length > 0 ? `${parts.join('; ')}.` : `It had changed, and ${message} never came.`;
}

function say(field: string, value: unknown, format: Formatting): string {
  const isMoney = field === 'total' || field === 'amount';
  return isMoney && typeof value === 'number' ? money(value, format) : String(value ?? 'nothing').replaceAll('_', ' ');
}
