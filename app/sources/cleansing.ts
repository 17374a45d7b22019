import { countryOfPhone } from '#app/normalise/country.ts';
import { normaliseEmail } from '#app/normalise/email.ts';
import { caseName } from '#app/normalise/name-case.ts';
import { compileTransforms, type Transform } from './transforms.ts';

/** Columns of a customer's record that a rule may clean. What proves who somebody is (ids, numbers) is not among them. */
export const CLEANABLE = {
  given_name: 'First name',
  family_name: 'Last name',
  full_name: 'Full name',
  company: 'Company',
  line1: 'Address line 1',
  line2: 'Address line 2',
  city: 'City',
  region: 'Region',
  postal_code: 'Postal code',
  country: 'Country',
  language: 'Language',
  note: 'Note',
  email: 'E-mail',
} as const;

export type CleanableField = keyof typeof CLEANABLE;

export function isCleanable(field: string): field is CleanableField {
  return field in CLEANABLE;
}

/**
 * - `steps`: the merchant's own chain.
 * - `name_case`: `JAN VAN DER BERG` → `Jan van der Berg`; names that a person cased stay.
 * - `country_from_phone`: an empty country from the number's calling code.
 * - `email_domain`: `gmial.com` → `gmail.com`; only ever proposed, for the address may be meant.
 */
export type CleansingKind = 'steps' | 'name_case' | 'country_from_phone' | 'email_domain';

export type CleansingRule = { field: CleanableField; kind: CleansingKind; steps: Transform[] };

/** A record's columns as text, by name. */
export type CleansingRow = Readonly<Partial<Record<CleanableField | 'phone_e164', string | null>>>;

/** Columns that conditions and joins may look at. */
export const CLEANSING_COLUMNS: readonly string[] = [...Object.keys(CLEANABLE), 'phone_e164'];

/** The rule as a function: what the field should hold; null = as it is. Pure. */
export function compileCleansing(rule: CleansingRule): (row: CleansingRow) => { after: string | null } | null {
  const after = compileKind(rule);
  return (row) => {
    const before = row[rule.field] ?? null;
    const wanted = after(before, row)?.trim() || null;
    return wanted === before ? null : { after: wanted };
  };
}

type Compiled = (before: string | null, row: CleansingRow) => string | null;

function compileKind({ kind, steps }: CleansingRule): Compiled {
  switch (kind) {
    case 'steps':
      return compileSteps(steps);
    case 'name_case':
      return (before) => (before === null ? null : caseName(before));
    case 'country_from_phone':
      return (before, row) => before ?? countryOfPhone(row.phone_e164);
    case 'email_domain':
      return (before) => normaliseEmail(before)?.suggestion ?? before;
  }
}

function compileSteps(steps: readonly Transform[]): Compiled {
  const apply = compileTransforms(steps);
  const indexOf = (column: string) => CLEANSING_COLUMNS.indexOf(column);
  return (before, row) => {
    const cells = CLEANSING_COLUMNS.map((column) => row[column as CleanableField] ?? '');
    return apply(before ?? '', { cells, indexOf });
  };
}

/** Rules that most shops want, each with why. */
export const READY_MADE = [
  {
    key: 'names',
    name: 'First names written properly',
    description: 'ANNA and anna become Anna; van, de and Mc are known; names that somebody cased stay.',
    rule: { field: 'given_name', kind: 'name_case', mode: 'apply' },
  },
  {
    key: 'surnames',
    name: 'Last names written properly',
    description: 'DE LA CRUZ becomes de la Cruz, MCDONALD McDonald.',
    rule: { field: 'family_name', kind: 'name_case', mode: 'apply' },
  },
  {
    key: 'country',
    name: 'Country from the phone number',
    description: 'A number with its calling code says in which country it is; fills only what is empty.',
    rule: { field: 'country', kind: 'country_from_phone', mode: 'apply' },
  },
  {
    key: 'domains',
    name: 'Mistyped e-mail domains',
    description: 'gmial.com is proposed as gmail.com. You decide on each.',
    rule: { field: 'email', kind: 'email_domain', mode: 'propose' },
  },
] as const satisfies readonly {
  key: string;
  name: string;
  description: string;
  rule: { field: CleanableField; kind: CleansingKind; mode: 'apply' | 'propose' };
}[];
