import { type Comparable, toComparable } from './comparable.ts';

/** Values of which a person has said that they never identify anybody (a staff phone, a kiosk's mailbox): `kind:value` as compared. */
export type NobodysValues = ReadonlySet<string>;

/** Values as they were kept, in the form in which records are compared. */
export function nobodysValues(kept: readonly { kind: string; value: string }[]): NobodysValues {
  return new Set(kept.map(({ kind, value }) => `${kind}:${comparedForm(kind, value)}`));
}

/** The form in which a value of this kind is compared; '' for what is never compared anyway. */
export function comparedForm(kind: string, value: string): string {
  if (kind === 'email') return toComparable({ id: 0, emails: [value] }).emails[0] ?? '';
  if (kind === 'phone') return toComparable({ id: 0, phones: [value] }).phones[0] ?? '';
  return toComparable({ id: 0, ids: [{ kind, value }] }).ids[0]?.value ?? '';
}

/** The record without these values; itself where it has none of them. */
export function withoutValues(record: Comparable, nobodys: NobodysValues): Comparable {
  if (nobodys.size === 0) return record;
  const stays = record.emails.map((value) => !nobodys.has(`email:${value}`));
  const keptEmails = record.emails.filter((_, at) => stays[at]);
  const phones = record.phones.filter((value) => !nobodys.has(`phone:${value}`));
  const ids = record.ids.filter(({ kind, value }) => !nobodys.has(`${kind}:${value}`));
  const kept = keptEmails.length + phones.length + ids.length;
  if (kept === record.emails.length + record.phones.length + record.ids.length) return record;
  const deskMailbox = record.deskMailbox.filter((_, at) => stays[at]);
  return { ...record, emails: keptEmails, deskMailbox, phones, ids };
}
