import type { CustomerRecordInput } from '#app/records/types.ts';

/** What belongs together: a part of another name or address beside what is here would make a third. By column, as it stands. */
const GROUPS = [
  [
    ['givenName', 'familyName', 'fullName'],
    ['given_name', 'family_name', 'full_name'],
  ],
  [
    ['line1', 'line2', 'city', 'region', 'postalCode', 'country'],
    ['line1', 'line2', 'city', 'region', 'postal_code', 'country'],
  ],
  [
    ['email', 'emailVerified', 'otherEmails'],
    ['email', 'emails'],
  ],
  [
    ['phone', 'otherPhones'],
    ['phone', 'phones'],
  ],
  [['company'], ['company']],
  [['birthDate'], ['birth_date']],
  [['language'], ['language']],
  [['note'], ['note']],
  [['accountState'], ['account_state']],
  [['tags'], ['tags']],
  [['totals'], ['totals']],
  [['createdAt'], ['created_at_source']],
  [['identifiers'], ['identifiers']],
] as const satisfies readonly (readonly [readonly (keyof CustomerRecordInput)[], readonly string[]])[];

/** A record of a customer as it stands, by column; `identifiers`: whether it has any beside its addresses and numbers. */
export type StandingRecord = Readonly<Record<string, unknown>> & { custom: Readonly<Record<string, unknown>> | null };

/** What a statement adds to a record where that says nothing yet. Pure. */
export function onlyWhatIsEmpty(record: CustomerRecordInput, standing: StandingRecord): CustomerRecordInput {
  const filling: Record<string, unknown> = { ...record };
  for (const [keys, columns] of GROUPS) {
    if (columns.some((column) => stands(standing[column]))) {
      for (const key of keys) delete filling[key];
    }
  }
  if (record.custom !== undefined) {
    const known = standing.custom ?? {};
    filling['custom'] = Object.fromEntries(Object.entries(record.custom).filter(([key]) => !(key in known)));
  }
  return filling as CustomerRecordInput;
}

function stands(value: unknown): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : value !== null && value !== undefined && value !== '' && value !== false;
}
