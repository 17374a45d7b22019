import type pg from 'pg';

type Row = Record<string, unknown>;

/** Every kept row of a shop as text, by table, sorted. */
export type Snapshot = Record<string, string[]>;

/** Columns that tell when and by what a row came, or that count up: they differ where the truth does not. */
const ARRIVAL = new Set([
  'shop_id',
  'id',
  'public_id',
  'origin',
  'first_seen_at',
  'changed_at',
  'recorded_at',
  'last_heard_at',
  'created_at',
  'updated_at',
  'installed_at',
  'night_begun',
  'received_at',
  'held_at',
  'repeated_at',
  'repeats',
  'processed_at',
  'carried_out_at',
  'entered_at',
  'due_at',
  'data_key_wrapped',
  'data_key_id',
  'payload',
  'event_id',
  'customer',
  'result',
  'attempts',
  'repeats',
  'repeated_at',
  'summary',
  'model_version',
  'fitted_at',
  // Counted by what products say, which may come after the orders: made good at night.
  'goods_changed_at',
  'stock_at',
  'categories_count',
  'vendors_count',
  'costed_goods_minor',
  'goods_cost_minor',
  'last_category',
]);

/** Columns that hold a hash by the shop's own secret, and so differ from shop to shop. */
const HASHED: Readonly<Record<string, string>> = { blocking_key: 'key', receiver_key: 'key' };

/** Tables whose rows tell how things came about, not how they are. */
const HISTORY = [
  'merge_event',
  'record_move',
  'segment_event',
  'audit_log',
  'session',
  'api_budget',
  'backfill_operation',
  'erased_fingerprint',
  'upload_chunk',
  'segment_touch',
  'quality_run',
  'check_run',
  'check_run_staff',
  'identity_check',
  'identity_difference',
  'incident',
  'incident_event',
  'watch_alarm',
  'watch_run',
  'watch_baseline',
  'quality_repair',
  'quality_repair_change',
  'file_verdict',
  'upkeep',
  'alert_channel',
  'alert_delivery',
];

/** Tables that a job of the night derives anew: they are as old as its last turn. */
const NIGHTLY = [
  'value_model',
  'value_score',
  'product_advice',
  'advice_exam',
  'figure',
  'probable_owner',
  'owner_exam',
];

/**
 * All that is known of a shop, with natural keys in place of ids and without the instants of arrival: two stores that
 * heard the same in any order must give the same text.
 */
export async function snapshotOf(owner: pg.Client, shopId: number): Promise<Snapshot> {
  const tables = await tenantTables(owner, [...HISTORY, ...NIGHTLY]);
  const rows = new Map<string, Row[]>();
  for (const table of tables) {
    rows.set(table, await rowsOf(owner, table, shopId));
  }
  const keys = naturalKeys(rows);
  const snapshot: Snapshot = {};
  for (const [table, all] of rows) {
    snapshot[table] = all.map((row) => JSON.stringify(inNaturalKeys(table, row, keys))).sort();
  }
  return snapshot;
}

/** Rows of a shop in every table that has tenants, and its jobs, by name; tables without any are left out. */
export async function rowsLeft(owner: pg.Client, shopId: number): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await tenantTables(owner, [])) {
    counts[table] = (await rowsOf(owner, table, shopId)).length;
  }
  const jobs = await owner.query(
    "select from graphile_worker._private_jobs where (payload ->> 'shopId')::bigint = $1",
    [shopId],
  );
  counts['jobs'] = jobs.rowCount ?? 0;
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

async function tenantTables(owner: pg.Client, but: readonly string[]): Promise<string[]> {
  const found = await owner.query<{ relname: string }>(
    `select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all($1) order by 1`,
    [but],
  );
  return found.rows.map((row) => row.relname);
}

async function rowsOf(owner: pg.Client, table: string, shopId: number): Promise<Row[]> {
  const found = await owner.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where shop_id = $1`, [
    shopId,
  ]);
  return found.rows.map(({ row }) => row);
}

type Keys = Record<'source' | 'record' | 'order' | 'store' | 'profile' | 'segment', Map<unknown, string>>;

function naturalKeys(rows: ReadonlyMap<string, Row[]>): Keys {
  const of = (table: string) => rows.get(table) ?? [];
  const source = new Map(of('source').map((row) => [row['id'], String(row['name'])]));
  const withSource = (table: string) =>
    new Map(of(table).map((row) => [row['id'], `${source.get(row['source_id'])}/${String(row['external_id'])}`]));
  const record = withSource('customer_record');
  const members = new Map<unknown, string[]>();
  for (const member of of('profile_member')) {
    members.set(member['profile_id'], [
      ...(members.get(member['profile_id']) ?? []),
      String(record.get(member['record_id'])),
    ]);
  }
  return {
    source,
    record,
    order: withSource('sales_order'),
    store: withSource('store'),
    profile: new Map([...members].map(([id, list]) => [id, list.sort().join('+')])),
    segment: new Map(of('segment').map((row) => [row['id'], String(row['handle'])])),
  };
}

const REFERENCES: Readonly<Record<string, keyof Keys>> = {
  source_id: 'source',
  record_id: 'record',
  record_a: 'record',
  record_b: 'record',
  order_id: 'order',
  store_id: 'store',
  profile_id: 'profile',
  payer_id: 'profile',
  household_id: 'profile',
  segment_id: 'segment',
};

function inNaturalKeys(table: string, row: Row, keys: Keys): Row {
  const natural: Row = {};
  for (const [column, value] of Object.entries(row)) {
    const kind = REFERENCES[column];
    if (kind && value !== null) {
      natural[column] = keys[kind].get(value) ?? `unknown ${kind}`;
    } else if (!ARRIVAL.has(column) && HASHED[table] !== column) {
      natural[column] = value;
    }
  }
  if ('record_a' in natural) {
    // Which of a pair is named first goes by id.
    const [first, second] = [natural['record_a'], natural['record_b']].sort();
    Object.assign(natural, { record_a: first, record_b: second });
  }
  if (table === 'profile') {
    natural['id'] = keys.profile.get(row['id']);
    natural['sources'] = (row['sources'] as unknown[]).map((id) => keys.source.get(id)).sort();
    natural['provenance'] = Object.fromEntries(
      Object.entries(row['provenance'] as Row).map(([field, id]) => [field, keys.record.get(id)]),
    );
  }
  return natural;
}

/** Where two snapshots differ, for a failure that can be read: `table: - only in the first, + only in the second`. */
export function differences(a: Snapshot, b: Snapshot): string[] {
  const found: string[] = [];
  for (const table of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [new Set(a[table] ?? []), new Set(b[table] ?? [])];
    found.push(...[...left].filter((row) => !right.has(row)).map((row) => `${table}: - ${row}`));
    found.push(...[...right].filter((row) => !left.has(row)).map((row) => `${table}: + ${row}`));
    if ((a[table]?.length ?? 0) !== (b[table]?.length ?? 0)) {
      found.push(`${table}: ${a[table]?.length ?? 0} rows against ${b[table]?.length ?? 0}`);
    }
  }
  return found;
}
