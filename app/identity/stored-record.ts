import type { IdentityId, IdentityRecord } from './identity-record.ts';
import { personalFacts } from './personal-facts.ts';

/** What `customer_record` keeps of a person, as far as it tells who he is: columns as stored. */
export type StoredRecord = {
  id: number;
  source_id: number;
  kind: string;
  given_name: string | null;
  family_name: string | null;
  full_name: string | null;
  company: string | null;
  email: string | null;
  emails: readonly string[];
  phone: string | null;
  phones: readonly string[];
  birth_date: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  account_state: string | null;
  custom: Readonly<Record<string, unknown>> | null;
  ids: readonly IdentityId[] | null;
};

/**
 * A stored record as comparisons read it. An address or number that could not be read still tells people apart: it is compared as
 * typed where there is no other.
 */
export function identityRecordOf(row: StoredRecord): IdentityRecord {
  const facts = personalFacts(row.custom);
  return {
    id: row.id,
    sourceId: row.source_id,
    isGuest: row.kind === 'guest',
    givenName: row.given_name,
    familyName: row.family_name,
    fullName: row.full_name,
    companies: row.company ? [row.company] : [],
    emails: orAsTyped(row.emails, row.email),
    phones: orAsTyped(row.phones, row.phone),
    birthDate: row.birth_date,
    country: row.country,
    address: { line1: row.line1, line2: row.line2, city: row.city, region: row.region, postalCode: row.postal_code },
    ids: [...(row.ids ?? []), ...facts.ids],
    verifiedAccount: row.account_state === 'enabled',
    attributes: facts.attributes,
  };
}

function orAsTyped(normalised: readonly string[], typed: string | null): readonly string[] {
  return normalised.length === 0 && typed !== null ? [typed] : normalised;
}
