import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { RecordInput } from '#app/records/types.ts';
import { applyWins, type StandingValues, type WinnableColumn, winRules } from './column-wins.ts';
import type { Mapping } from './mapping.ts';

/** A slice's records as the mapping's rules of what wins let them be written. Reads what stands only if a rule asks for it. */
export async function letWin(
  tx: Tx,
  sourceId: number,
  mapping: Mapping,
  records: readonly RecordInput[],
): Promise<readonly RecordInput[]> {
  const rules = winRules(mapping);
  if (rules.length === 0) {
    return records;
  }
  const ids = records.filter((record) => record.kind === 'customer').map((record) => record.externalId);
  return applyWins(rules, records, await standingValues(tx, sourceId, ids));
}

type Standing = { external_id: string } & Partial<Record<WinnableColumn, string | null>>;

async function standingValues(tx: Tx, sourceId: number, externalIds: readonly string[]): Promise<StandingValues> {
  const rows = await tx.rows<Standing>(sql`
    select external_id, given_name, family_name, full_name, company, email, phone, line1, line2, city, region, postal_code, country,
           language, note, birth_date
    from customer_record where shop_id = ${tx.shopId} and source_id = ${sourceId} and external_id = any(${[...externalIds]}::text[])`);
  return new Map(rows.map(({ external_id, ...values }) => [external_id, values]));
}
