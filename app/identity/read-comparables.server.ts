import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import { type Comparable, toComparable } from './comparable.ts';
import { valuesOfNobody } from './never-identifies.server.ts';
import { type NobodysValues, withoutValues } from './nobodys-values.ts';
import type { RecordSet } from './record-set.ts';
import { RecordSetBuilder } from './record-set-builder.ts';
import { identityRecordOf, type StoredRecord } from './stored-record.ts';

const SELECT = (shopId: number): Sql => sql`
  select r.id, r.source_id, r.kind, r.given_name, r.family_name, r.full_name, r.company, r.email, r.emails, r.phone, r.phones, r.birth_date,
         r.country, r.line1, r.line2, r.city, r.region, r.postal_code, r.account_state, nullif(r.custom, '{}'::jsonb) as custom,
         (select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value_normal, 'verified', i.verified) order by i.kind, i.value_normal)
          from identifier i where i.shop_id = r.shop_id and i.record_id = r.id and i.kind not in ('email', 'phone')) as ids
  from customer_record r where r.shop_id = ${shopId}`;

/** What a till reads off payment cards names nobody: such a record is kept and never compared. */
const isComparable = ({ kind }: StoredRecord): boolean => kind !== 'instant';

/**
 * Records as comparisons read them, in order of id. Names that a till read off payment cards identify nobody and are left out, as are
 * values of which somebody has said so. About 20 µs a record.
 */
export async function readComparables(tx: Tx, recordIds: readonly number[]): Promise<Comparable[]> {
  const nobodys = await valuesOfNobody(tx);
  const rows = await readRows(tx, recordIds);
  return rows.filter(isComparable).map((row) => comparableOf(row, nobodys));
}

/** Records of a shop that are in memory at a time, as rows and as comparables: some 5 kB each. */
const AT_ONCE = 4_000;

/** The same of the whole shop, some thousand at a time. Constant memory. */
async function* comparablesOfShop(tx: Tx): AsyncGenerator<Comparable[]> {
  const nobodys = await valuesOfNobody(tx);
  for (let after = 0; ; ) {
    const rows = await tx.rows<StoredRecord>(
      sql`${SELECT(tx.shopId)} and r.id > ${after} order by r.id limit ${AT_ONCE}`,
    );
    yield rows.filter(isComparable).map((row) => comparableOf(row, nobodys));
    if (rows.length < AT_ONCE) {
      return;
    }
    after = rows.at(-1)!.id;
  }
}

/** All records of the shop that can be compared, laid out in order of id; `each` sees them before. About 1 kB a record. */
export async function layOutShop(
  tx: Tx,
  each: (records: readonly Comparable[]) => Promise<void> = async () => {},
): Promise<RecordSet> {
  const builder = new RecordSetBuilder();
  for await (const records of comparablesOfShop(tx)) {
    await each(records);
    for (const record of records) {
      builder.add(record);
    }
  }
  return builder.build();
}

function comparableOf(row: StoredRecord, nobodys: NobodysValues): Comparable {
  return withoutValues(toComparable(identityRecordOf(row)), nobodys);
}

function readRows(tx: Tx, recordIds: readonly number[]): Promise<StoredRecord[]> {
  return tx.rows<StoredRecord>(
    sql`${SELECT(tx.shopId)} and r.id = any(${[...recordIds]}::bigint[]) order by r.id`,
    eventPlan('identity-read-records', recordIds.length),
  );
}

/** The records that one decision looks at, each read once. */
export class RecordShelf {
  readonly #tx: Tx;
  readonly #nobodys: NobodysValues;
  /** By id: null where there is a record that is not compared; nothing where there is none. */
  readonly #records = new Map<number, Comparable | null>();
  readonly #asked = new Set<number>();

  constructor(tx: Tx, nobodys: NobodysValues) {
    this.#tx = tx;
    this.#nobodys = nobodys;
  }

  /** Those of these records that can be compared, in order of id. */
  async take(recordIds: Iterable<number>): Promise<Comparable[]> {
    const wanted = [...new Set(recordIds)];
    await this.#fetch(wanted.filter((id) => !this.#asked.has(id)));
    return wanted.flatMap((id) => this.#records.get(id) ?? []).sort((x, y) => x.id - y.id);
  }

  /** Those of these ids that are records, comparable or not; they must have been asked for before. */
  existing(recordIds: readonly number[]): number[] {
    return recordIds.filter((id) => this.#records.has(id));
  }

  async #fetch(recordIds: readonly number[]): Promise<void> {
    if (recordIds.length === 0) return;
    for (const id of recordIds) this.#asked.add(id);
    for (const row of await readRows(this.#tx, recordIds)) {
      this.#records.set(row.id, isComparable(row) ? comparableOf(row, this.#nobodys) : null);
    }
  }
}
