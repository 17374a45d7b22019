import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { FieldProvenance, RankedRecord, SurvivorshipRules } from './survivorship.ts';
import { readSurvivorshipRules } from './survivorship-rules.server.ts';

/** A profile's golden fields with, per field, the record that gave it. */
export type Profile = {
  id: number;
  publicId: string;
  name: string;
  givenName: string | null;
  familyName: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  address: {
    line1: string | null;
    line2: string | null;
    city: string | null;
    region: string | null;
    postalCode: string | null;
    country: string | null;
  };
  birthDate: string | null;
  language: string | null;
  tags: string[];
  provenance: FieldProvenance;
  firstSeenAt: Date;
};

/** What one source says of the person. */
export type ProfileRecord = RankedRecord & {
  source: string;
  sourceKind: string;
  externalId: string;
  kind: string;
  name: string;
  company: string | null;
  email: string | null;
  emails: string[];
  phone: string | null;
  phones: string[];
  address: string;
  birthDate: string | null;
  language: string | null;
  tags: string[];
  custom: Record<string, string>;
  accountState: string | null;
  versionAt: Date | null;
  deletedAt: Date | null;
};

export type ProfileDetail = {
  profile: Profile;
  /** By which the golden fields were chosen. */
  rules: SurvivorshipRules;
  records: ProfileRecord[];
  identifiers: { kind: string; value: string; verified: boolean; sources: string[] }[];
};

type ProfileRow = {
  id: number;
  public_id: string;
  display_name: string;
  given_name: string | null;
  family_name: string | null;
  company: string | null;
  email: string | null;
  phone: string | null;
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  birth_date: string | null;
  language: string | null;
  tags: string[];
  provenance: FieldProvenance;
  first_seen_at: Date;
};

/**
 * A profile by its public id. An id that was merged away leads to the profile that has its records now, so that old
 * addresses keep working. Null if nobody has it. O(the profile's records).
 */
export async function readProfile(tx: Tx, publicId: string): Promise<ProfileDetail | null> {
  const [row] = await tx.rows<ProfileRow>(sql`
    select p.* from customer_record r
    join profile_member m on m.shop_id = r.shop_id and m.record_id = r.id
    join profile p on p.shop_id = r.shop_id and p.id = m.profile_id
    where r.shop_id = ${tx.shopId} and r.public_id = ${publicId}::uuid`);
  if (!row) {
    return null;
  }
  return {
    profile: toProfile(row),
    rules: await readSurvivorshipRules(tx),
    records: await readRecords(tx, row.id),
    identifiers: await readIdentifiers(tx, row.id),
  };
}

function toProfile(row: ProfileRow): Profile {
  const { line1, line2, city, region, country } = row;
  return {
    id: row.id,
    publicId: row.public_id,
    name: row.display_name,
    givenName: row.given_name,
    familyName: row.family_name,
    company: row.company,
    email: row.email,
    phone: row.phone,
    address: { line1, line2, city, region, postalCode: row.postal_code, country },
    birthDate: row.birth_date,
    language: row.language,
    tags: row.tags,
    provenance: row.provenance,
    firstSeenAt: row.first_seen_at,
  };
}

async function readRecords(tx: Tx, profileId: number): Promise<ProfileRecord[]> {
  return tx.rows<ProfileRecord>(sql`
    select r.id, s.name as source, s.kind as "sourceKind", r.external_id as "externalId", r.kind,
           coalesce(nullif(trim(concat_ws(' ', r.given_name, r.family_name)), ''), r.full_name, '') as name, r.company,
           r.email, r.emails, r.phone, r.phones, r.source_id as "sourceId", r.provenance, s.trust_rank as "trustRank",
           coalesce(case when r.version_at > '1970-01-02' then r.version_at end, r.created_at_source) as "saidAt",
           r.deleted_at is not null as "isDeleted",
           concat_ws(', ', r.line1, r.line2, r.city, r.region, r.postal_code, r.country) as address,
           r.birth_date as "birthDate", r.language, r.tags, r.custom, r.account_state as "accountState",
           case when r.version_at > '1970-01-02' then r.version_at end as "versionAt", r.deleted_at as "deletedAt"
    from profile_member m
    join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
    join source s on s.shop_id = r.shop_id and s.id = r.source_id
    where m.shop_id = ${tx.shopId} and m.profile_id = ${profileId}
    order by r.id limit 200`);
}

async function readIdentifiers(tx: Tx, profileId: number): Promise<ProfileDetail['identifiers']> {
  return tx.rows(sql`
    select i.kind, i.value_normal as value, bool_or(i.verified) as verified, array_agg(distinct s.name) as sources
    from profile_member m
    join identifier i on i.shop_id = m.shop_id and i.record_id = m.record_id
    join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
    join source s on s.shop_id = m.shop_id and s.id = r.source_id
    where m.shop_id = ${tx.shopId} and m.profile_id = ${profileId}
    group by i.kind, i.value_normal order by i.kind, i.value_normal limit 200`);
}
