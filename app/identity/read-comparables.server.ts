import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type Comparable, toComparable } from './comparable.ts';

type Row = {
  id: number;
  given_name: string | null;
  family_name: string | null;
  full_name: string | null;
  company: string | null;
  emails: string[];
  phones: string[];
  birth_date: string | null;
  country: string | null;
  line1: string | null;
  line2: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  account_state: string | null;
  ids: { kind: string; value: string; verified: boolean }[] | null;
};

/**
 * Records as comparisons read them. Names that a till read off payment cards identify nobody and are left out. With ids
 * in proportion to them; with null the whole shop. About 20 µs a record.
 */
export async function readComparables(tx: Tx, recordIds: readonly number[] | null): Promise<Comparable[]> {
  const rows = await tx.rows<Row>(sql`
    select r.id, r.given_name, r.family_name, r.full_name, r.company, r.emails, r.phones, r.birth_date, r.country, r.line1, r.line2,
           r.city, r.region, r.postal_code, r.account_state,
           (select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value_normal, 'verified', i.verified) order by i.kind, i.value_normal)
            from identifier i where i.shop_id = r.shop_id and i.record_id = r.id and i.kind not in ('email', 'phone')) as ids
    from customer_record r
    where r.shop_id = ${tx.shopId} and r.kind <> 'instant'
      and (${recordIds === null} or r.id = any(${[...(recordIds ?? [])]}::bigint[]))
    order by r.id`);
  return rows.map(toRecord);
}

function toRecord(row: Row): Comparable {
  return toComparable({
    id: row.id,
    givenName: row.given_name,
    familyName: row.family_name,
    fullName: row.full_name,
    companies: row.company ? [row.company] : [],
    emails: row.emails,
    phones: row.phones,
    birthDate: row.birth_date,
    country: row.country,
    address: { line1: row.line1, line2: row.line2, city: row.city, region: row.region, postalCode: row.postal_code },
    ids: row.ids ?? [],
    verifiedAccount: row.account_state === 'enabled',
  });
}
