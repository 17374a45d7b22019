import type { CustomerRecordInput, RecordInput } from '#app/records/types.ts';
import type { ColumnWins, Mapping } from './mapping.ts';

/** Fields of a person for which it can be said what wins: the key in a record, and the column in which it is kept. */
const FIELDS = {
  'customer.given_name': ['givenName', 'given_name'],
  'customer.family_name': ['familyName', 'family_name'],
  'customer.full_name': ['fullName', 'full_name'],
  'customer.company': ['company', 'company'],
  'customer.email': ['email', 'email'],
  'customer.phone': ['phone', 'phone'],
  'customer.line1': ['line1', 'line1'],
  'customer.line2': ['line2', 'line2'],
  'customer.city': ['city', 'city'],
  'customer.region': ['region', 'region'],
  'customer.postal_code': ['postalCode', 'postal_code'],
  'customer.country': ['country', 'country'],
  'customer.language': ['language', 'language'],
  'customer.note': ['note', 'note'],
  'customer.birth_date': ['birthDate', 'birth_date'],
} as const;

type WinnableField = keyof typeof FIELDS;
export type WinnableColumn = (typeof FIELDS)[WinnableField][1];

type ProfileAttribute = 'name' | 'email' | 'phone' | 'address' | 'company' | 'birth_date' | 'language';

/** Attributes of a profile that go together, by the column that belongs to them. */
const ATTRIBUTES: Readonly<Partial<Record<WinnableColumn, ProfileAttribute>>> = {
  given_name: 'name',
  family_name: 'name',
  full_name: 'name',
  company: 'company',
  email: 'email',
  phone: 'phone',
  line1: 'address',
  line2: 'address',
  city: 'address',
  region: 'address',
  postal_code: 'address',
  country: 'address',
  birth_date: 'birth_date',
  language: 'language',
};

/** Whether the rule of what wins can be chosen for a field. */
export function canChooseWinner(field: string | null): field is WinnableField {
  return field !== null && field in FIELDS;
}

/** What is kept of people of a source, by external id. */
export type StandingValues = ReadonlyMap<string, Readonly<Partial<Record<WinnableColumn, string | null>>>>;

type Rule = { field: WinnableField; wins: Exclude<ColumnWins, 'newest' | 'source'> };

/** The columns of a file whose values do not simply replace what is here. */
export function winRules({ columns }: Mapping): Rule[] {
  return columns.flatMap(({ field, wins = 'newest' }) =>
    canChooseWinner(field) && wins !== 'newest' && wins !== 'source' ? [{ field, wins }] : [],
  );
}

/** Attributes of profiles for which this source's word comes first. */
export function winningAttributes({ columns }: Mapping): ProfileAttribute[] {
  const named = columns.flatMap(({ field, wins }) =>
    wins === 'source' && canChooseWinner(field) ? (ATTRIBUTES[FIELDS[field][1]] ?? []) : [],
  );
  return [...new Set(named)].sort();
}

/** Records as they should be written, given what stands. Pure; O(records × rules). */
export function applyWins(
  rules: readonly Rule[],
  records: readonly RecordInput[],
  standing: StandingValues,
): RecordInput[] {
  return records.map((record) => {
    if (record.kind !== 'customer') {
      return record;
    }
    return rules.reduce((changed, rule) => applyRule(changed, rule, standing), record);
  });
}

function applyRule(record: CustomerRecordInput, { field, wins }: Rule, standing: StandingValues): CustomerRecordInput {
  const [key, column] = FIELDS[field];
  const told = record[key];
  if (told === undefined) {
    return record;
  }
  if (wins === 'never') {
    const { [key]: _untouched, ...rest } = record;
    return rest;
  }
  const stands = standing.get(record.externalId)?.[column] ?? '';
  if (stands === '') {
    return record;
  }
  const kept = { ...record, [key]: stands };
  return wins === 'both' && told !== null && told !== stands ? beside(kept, key, told) : kept;
}

/** The second value: a further address or number, or a custom value under the field's name. */
function beside(record: CustomerRecordInput, key: string, told: string): CustomerRecordInput {
  if (key === 'email') {
    return { ...record, otherEmails: [...(record.otherEmails ?? []), told] };
  }
  if (key === 'phone') {
    return { ...record, otherPhones: [...(record.otherPhones ?? []), told] };
  }
  return { ...record, custom: { ...record.custom, [`other_${key}`]: told } };
}
