import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { CustomerRecordInput, RecordInput } from '#app/records/types.ts';
import { onlyWhatIsEmpty, type StandingRecord } from './fill-empty.ts';

/** Where what hangs on people is kept. */
const TABLES = {
  order: 'sales_order',
  refund: 'refund',
  interaction: 'interaction',
  feedback: 'feedback',
  loyalty: 'loyalty_entry',
} as const;

type Dependent = keyof typeof TABLES;

/**
 * A slice of a file that is older than what is here, as it may be written: of customers what fills empty fields, of sales, refunds, visits,
 * reviews and points those that are not here yet. What brings its own date of change is left to that; consents are weighed by theirs. One
 * index probe a record.
 */
export async function fillEmpty(
  tx: Tx,
  { sourceId, origin }: { sourceId: number; origin: string },
  records: readonly RecordInput[],
): Promise<RecordInput[]> {
  const customers = records.filter(
    (record): record is CustomerRecordInput => record.kind === 'customer' && isUndated(record),
  );
  const standing = await readStanding(
    tx,
    sourceId,
    customers.map((record) => record.externalId),
  );
  const here = new Map<string, ReadonlySet<string>>();
  for (const kind of Object.keys(TABLES) as Dependent[]) {
    const ids = records.flatMap((record) => (record.kind === kind && isUndated(record) ? [record.externalId] : []));
    here.set(kind, await readKnown(tx, TABLES[kind], { sourceId, origin }, ids));
  }
  return records.flatMap((record) => {
    if (record.kind === 'consent' || !isUndated(record)) {
      return [record];
    }
    const known = record.kind === 'customer' ? standing.get(record.externalId) : undefined;
    if (record.kind === 'customer' && known) {
      return [onlyWhatIsEmpty(record, known)];
    }
    return here.get(record.kind)?.has(record.externalId) ? [] : [record];
  });
}

const isUndated = (record: RecordInput): boolean => record.versionAt === null;

async function readStanding(
  tx: Tx,
  sourceId: number,
  externalIds: readonly string[],
): Promise<Map<string, StandingRecord>> {
  if (externalIds.length === 0) {
    return new Map();
  }
  const rows = await tx.rows<{ external_id: string } & StandingRecord>(sql`
    select r.*, exists (select from identifier i where i.shop_id = r.shop_id and i.record_id = r.id and i.kind not in ('email', 'phone')) as identifiers
    from customer_record r
    where r.shop_id = ${tx.shopId} and r.source_id = ${sourceId} and r.external_id = any(${[...new Set(externalIds)]}::text[])`);
  return new Map(rows.map((row) => [row.external_id, row]));
}

/** Which of these somebody else has told of: what this file itself has begun it may go on with. */
async function readKnown(
  tx: Tx,
  table: string,
  { sourceId, origin }: { sourceId: number; origin: string },
  externalIds: readonly string[],
): Promise<Set<string>> {
  if (externalIds.length === 0) {
    return new Set();
  }
  const rows = await tx.rows<{ id: string }>(sql`
    select external_id as id from ${raw(table)}
    where shop_id = ${tx.shopId} and source_id = ${sourceId} and origin <> ${origin} and external_id = any(${[...new Set(externalIds)]}::text[])`);
  return new Set(rows.map((row) => row.id));
}
