import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { ProfileFacts } from '#app/segments/facts.ts';
import type { RandomPerson } from '#test/factories/random-facts.ts';
import { factProducts, factSources, factStores } from '#test/factories/random-rows.ts';
import { handles } from '#test/factories/random-rules.ts';

type Row = Record<string, unknown>;

/** Writes people to the database exactly as their facts say, past the pipeline: derived tables hold what the facts hold. */
export async function writeFacts(tx: Tx, people: readonly RandomPerson[]): Promise<void> {
  for (const [table, rows] of Object.entries(surroundings)) {
    await insert(tx, table, rows);
  }
  await writePeople(tx, people);
}

/** The people alone, into a shop that has sources, stores, products and segments. */
export async function writePeople(tx: Tx, people: readonly RandomPerson[]): Promise<void> {
  for (const [table, rowsOf] of Object.entries(tables)) {
    await insert(tx, table, people.flatMap(rowsOf));
  }
}

/** Takes people out of every table but those of segments: what they were in is for the refresh to take back. */
export async function removePeople(tx: Tx, ids: readonly number[]): Promise<void> {
  const rowsOf: Record<string, string> = {
    profile: 'id * 1000',
    profile_metrics: 'profile_id * 1000',
    value_score: 'profile_id * 1000',
    profile_member: 'profile_id * 1000',
    consent_statement: 'record_id',
    order_line: 'order_id',
  };
  const tablesOfPeople = Object.keys(tables).filter((table) => !table.startsWith('segment_'));
  for (const table of tablesOfPeople) {
    await tx.run(sql`
      delete from ${raw(table)} where shop_id = ${tx.shopId} and (${raw(rowsOf[table] ?? 'id')}) / 1000 = any(${[...ids]}::bigint[])`);
  }
}

/** Ids that `writeFacts` gives the segments of `handles`. */
export function segmentId(handle: string): number {
  return (handles as readonly string[]).indexOf(handle) + 1;
}

const sources = factSources.map((source, index) => ({ ...source, id: index + 1 }));

/** What has to be there before anybody buys. */
const surroundings: Record<string, Row[]> = {
  source: sources,
  store: sources.flatMap((source) =>
    factStores.map((store, index) => ({ id: source.id * 10 + index, source_id: source.id, ...snake(store) })),
  ),
  product: sources.flatMap((source) =>
    factProducts.map((product, index) => ({
      id: source.id * 10 + index,
      source_id: source.id,
      title: '',
      ...snake(product),
    })),
  ),
  segment: handles.map((handle) => ({ id: segmentId(handle), handle, name: handle, rule_text: '', rule: {} })),
};

/** One person's rows, table by table. */
const tables: Record<string, (person: RandomPerson) => Row[]> = {
  profile: ({ facts: { id, person } }) => [
    { id, public_id: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`, ...snake(person) },
  ],
  profile_metrics: ({ facts: { id, metrics } }) => (metrics ? [{ profile_id: id, ...snake(metrics) }] : []),
  value_score: ({ facts: { id, scores } }) => (scores ? [{ profile_id: id, ...snake(scores) }] : []),
  profile_member: ({ facts: { id, records } }) => records.map((record) => ({ record_id: record.id, profile_id: id })),
  customer_record: ({ facts }) =>
    facts.records.map(({ sourceKind, sourceName: _, ...record }) => ({
      ...snake(record),
      source_id: sourceId(sourceKind),
      external_id: String(record.id),
    })),
  sales_order: ({ facts }) =>
    facts.orders.map(({ sourceKind, store, storeExternalId: _, lines: __, deleted, ...order }) => ({
      ...snake(order),
      source_id: sourceId(sourceKind),
      external_id: String(order.id),
      record_id: recordOf(facts, order.id),
      store_id: store === null ? null : sourceId(sourceKind) * 10 + factStores.findIndex(({ name }) => name === store),
      day: '2000-01-01',
      deleted_at: deleted ? '2026-01-01T00:00:00Z' : null,
    })),
  order_line: ({ facts }) =>
    facts.orders.flatMap((order) =>
      order.lines.map(({ productType: _, productTags: __, ...line }) => ({ order_id: order.id, ...snake(line) })),
    ),
  refund: ({ facts, refundOrders }) =>
    facts.refunds.map(({ orderChannel: _, orderStore: __, ofRealOrder: ___, ...refund }, index) => ({
      ...snake(refund),
      source_id: sourceId(facts.orders.find((order) => order.id === refundOrders[index])?.sourceKind ?? ''),
      external_id: String(refund.id),
      order_external_id: String(refundOrders[index]),
    })),
  interaction: ({ facts }) => facts.interactions.map((row) => hanging(facts, row)),
  feedback: ({ facts }) => facts.feedback.map((row) => hanging(facts, row)),
  loyalty_entry: ({ facts }) => facts.loyalty.map((row) => hanging(facts, row)),
  consent_statement: ({ facts }) =>
    facts.consents.map((consent, index) => ({ ...snake(consent), record_id: recordOf(facts, index) })),
  segment_member: ({ facts }) =>
    facts.memberships.map((handle) => ({ segment_id: segmentId(handle), profile_id: facts.id })),
  segment_event: ({ facts }) =>
    facts.segmentEvents.map(({ handle, ...event }) => ({
      ...snake(event),
      segment_id: segmentId(handle),
      profile_id: facts.id,
    })),
};

function hanging(facts: ProfileFacts, row: { id: number }): Row {
  return { ...snake(row), source_id: 1, external_id: String(row.id), record_id: recordOf(facts, row.id) };
}

/** Spreads what a person did over the person's records. */
function recordOf(facts: ProfileFacts, number: number): number | undefined {
  return facts.records[number % facts.records.length]?.id;
}

function sourceId(kind: string): number {
  return factSources.findIndex((source) => source.kind === kind) + 1;
}

/** Inserts rows as they are: keys are columns, JSON is turned into the column's own type by the table itself. */
async function insert(tx: Tx, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) {
    return;
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const list = raw(['shop_id', ...columns].join(', '));
  const withShopId = rows.map((row) => ({ ...row, shop_id: tx.shopId }));
  await tx.run(sql`
    insert into ${raw(table)} (${list}) overriding system value
    select ${list} from jsonb_populate_recordset(null::${raw(table)}, ${JSON.stringify(withShopId)}::jsonb)`);
}

function snake(row: object): Row {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}
