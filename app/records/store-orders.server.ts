import { hash } from 'node:crypto';
import { type CopyValue, type Stage, stageRows } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { latestByExternalId, type Origin } from './cleaned.ts';
import { LINE_COLUMNS, lineRows } from './order-lines.ts';
import { keepStatements } from './statement-history.server.ts';
import { recordIds, type StoreCounts } from './store-customers.server.ts';
import { dropLines, insertLines } from './store-order-lines.server.ts';
import { addOrderParts, beginUnknown } from './store-order-parts.server.ts';
import { storeIds } from './store-stores.server.ts';
import type { OrderAmounts, OrderInput } from './types.ts';

/** Everything of an order but its keys, its day, its refunds and its lines. */
export const ORDER_COLUMNS = [
  'record_id',
  'name',
  'channel',
  'store_id',
  'placed_at',
  'currency',
  'gross_minor',
  'discount_minor',
  'tax_minor',
  'shipping_minor',
  'tip_minor',
  'total_minor',
  'status',
  'is_test',
  'cancelled_at',
  'tax_included',
  'staff',
  'note',
  'custom',
  'tags',
  'discount_codes',
  'visit',
  'receiver',
  'parts',
  'version_at',
  'content_hash',
  'deleted_at',
] as const;

const ORDERS: Stage = {
  name: 'stage_order',
  like: 'sales_order',
  columns: ['external_id', ...ORDER_COLUMNS],
  further: { has_lines: 'boolean' },
};

export type StoredOrders = StoreCounts & {
  /** External ids of orders that are new or changed. */
  touchedOrders: string[];
  /** Records that own, or owned until now, an order that is new or changed. */
  touchedRecords: number[];
};

/**
 * Writes orders of one source with their lines; parts that a file tells of an order later on are added to it
 * (store-order-parts). An order that names a customer who is not known yet makes an empty record
 * for him. A statement older than what is kept changes nothing. Idempotent; a handful of statements for any number of
 * rows, O(rows + lines). Sums of refunds are set by settleRefunds, which the caller runs afterwards.
 */
export async function storeOrders(tx: Tx, origin: Origin, orders: readonly OrderInput[]): Promise<StoredOrders> {
  const parts = orders.filter((order) => order.continues);
  if (parts.length === 0) {
    return storeWhole(tx, origin, orders);
  }
  const begun = orders.filter((order) => !order.continues);
  const whole = await storeWhole(tx, origin, [...begun, ...(await beginUnknown(tx, origin, begun, parts))]);
  const added = await addOrderParts(tx, origin, parts);
  return {
    ...whole,
    changed: whole.changed + added.changed,
    touchedOrders: [...new Set([...whole.touchedOrders, ...added.touchedOrders])],
    touchedRecords: [...new Set([...whole.touchedRecords, ...added.touchedRecords])],
  };
}

async function storeWhole(tx: Tx, origin: Origin, orders: readonly OrderInput[]): Promise<StoredOrders> {
  const hashed = orders.map((order) => ({ order, hash: digestOf(order) }));
  const latest = latestByExternalId(hashed, ({ order, hash }) => ({
    id: order.externalId,
    version: order.versionAt,
    hash,
  }));
  const rows = latest.length === orders.length ? latest : withAsides(latest, orders);
  if (rows.length === 0) {
    return { created: 0, changed: 0, unchanged: 0, touchedOrders: [], touchedRecords: [] };
  }
  const staged = await valuesOf(tx, origin, rows);
  await keepStatements(tx, origin, 'order', ofSource(origin, rows), () =>
    rows.map((row, index) => ({
      key: row.order.externalId,
      recordId: staged[index]![1],
      body: bodyOf(row, staged[index]!),
    })),
  );
  const withLines = staged.map((row, index) => [...row, rows[index]!.order.lines !== undefined]);
  const from = await stageRows(tx, ORDERS, withLines);
  const created = await insertNew(tx, origin, from);
  const isAllNew = created.length === rows.length;
  const changed = isAllNew ? [] : await changeKnown(tx, origin, from);
  if (!isAllNew && rows.some(({ order }) => order.visit || order.receiver)) await fillAsides(tx, origin, from);
  const touched = [...changed, ...created];
  await dropLines(tx, changed, from);
  await insertLines(
    tx,
    touched,
    rows.map((row) => row.order),
  );
  const owners = touched.flatMap((row) => [row.record_id, row.record_before]).filter((id) => id !== null);
  return {
    created: created.length,
    changed: changed.filter((row) => row.origin_before !== origin.origin).length,
    unchanged: rows.length - touched.length,
    touchedOrders: touched.map((row) => row.external_id),
    touchedRecords: [...new Set(owners)],
  };
}

/** Of an order told several times in one version, the visit and the receiver count that any of them tells: see fillAsides. */
function withAsides<Row extends { order: OrderInput }>(rows: readonly Row[], orders: readonly OrderInput[]): Row[] {
  const keyOf = ({ externalId, versionAt }: OrderInput) => `${versionAt?.getTime()} ${externalId}`;
  const told = new Map<string, Pick<OrderInput, 'visit' | 'receiver'>>();
  for (const order of orders) {
    const { visit, receiver } = order;
    told.set(keyOf(order), { ...told.get(keyOf(order)), ...(visit && { visit }), ...(receiver && { receiver }) });
  }
  return rows.map((row) => ({ ...row, order: { ...told.get(keyOf(row.order)), ...row.order } }));
}

/** Digest of what an order says, so that a repeated statement changes nothing; what parts add to it leaves it as it is. */
function digestOf(order: OrderInput): string {
  return hash('sha1', JSON.stringify(order), 'base64url');
}

/** An order as its row is staged: its id, its owner, and the rest in the order of ORDER_COLUMNS. */
type Staged = [externalId: string, recordId: number | null, ...values: CopyValue[]];

function ofSource({ sourceId }: Origin, rows: readonly { order: OrderInput }[]) {
  return sql`t.source_id = ${sourceId} and t.external_id = any(${rows.map(({ order }) => order.externalId)}::text[])`;
}

/** An order and its lines as JSON, by column; no lines where the source has said nothing of them. */
function bodyOf(row: { order: OrderInput }, [, ...values]: Staged): Record<string, unknown> {
  const columns = Object.fromEntries(ORDER_COLUMNS.map((column, index) => [column, values[index]]));
  const lines = [...lineRows([row.order])].map(([, ...line]) =>
    Object.fromEntries(LINE_COLUMNS.map((column, index) => [column, line[index]])),
  );
  return { ...columns, lines: row.order.lines === undefined ? null : lines };
}

async function valuesOf(
  tx: Tx,
  origin: Origin,
  rows: readonly { order: OrderInput; hash: string }[],
): Promise<Staged[]> {
  const customers = rows.map(({ order }) => order.customerExternalId).filter((id) => id !== null);
  const records = await recordIds(tx, origin, customers);
  const stores = await storeIds(
    tx,
    origin,
    rows.map(({ order }) => order.store).filter((store) => store != null),
  );
  return rows.map(({ order, hash }) => [
    order.externalId,
    order.customerExternalId === null ? null : records.get(order.customerExternalId)!,
    ...orderValues(order, stores),
    hash,
    order.deletedAt ?? null,
  ]);
}

/** Amounts are kept in the shop's currency where the source gives both. */
function orderValues(order: OrderInput, stores: ReadonlyMap<string, number>): CopyValue[] {
  const amounts: OrderAmounts = order.shopAmounts?.amounts ?? order.amounts;
  return [
    order.name,
    order.channel,
    order.store ? stores.get(order.store.externalId) : null,
    order.placedAt,
    order.shopAmounts?.currency ?? order.currency,
    amounts.grossMinor ?? 0,
    amounts.discountMinor ?? 0,
    amounts.taxMinor ?? 0,
    amounts.shippingMinor ?? 0,
    amounts.tipMinor ?? 0,
    amounts.totalMinor,
    order.status,
    order.isTest ?? false,
    order.cancelledAt,
    order.taxIncluded,
    order.staffName,
    order.note,
    order.custom ?? {},
    order.tags ?? [],
    order.discountCodes ?? [],
    order.visit,
    order.receiver,
    null,
    order.versionAt,
  ];
}

type Touched = {
  id: number;
  external_id: string;
  record_id: number | null;
  record_before: number | null;
  origin_before?: string;
};

async function changeKnown(tx: Tx, origin: Origin, staged: Sql): Promise<Touched[]> {
  // A deletion stays, whatever is said of the order afterwards.
  const kept: Readonly<Record<string, string>> = {
    deleted_at: 'least(o.deleted_at, s.deleted_at)',
    visit: asideOf('visit'),
    receiver: asideOf('receiver'),
  };
  const assignments = ORDER_COLUMNS.map((column) => `${column} = ${kept[column] ?? `s.${column}`}`).join(', ');
  return tx.rows<Touched>(sql`
    with before as (
      select o.id, o.record_id as record_before, o.origin as origin_before
      from sales_order o join ${staged} s on s.external_id = o.external_id
      where o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.content_hash <> s.content_hash
        and (s.version_at is null or o.version_at is null or (s.version_at, s.content_hash) >= (o.version_at, o.content_hash))
    )
    update sales_order o
    set ${raw(assignments)}, day = (s.placed_at at time zone ${origin.timeZone})::date, origin = ${origin.origin}
    from ${staged} s, before b
    where o.shop_id = ${tx.shopId} and o.id = b.id and s.external_id = o.external_id
    returning o.id, o.external_id, o.record_id, b.record_before, b.origin_before`);
}

/** SQL: of several that are told of one version of an order one wins in any order of arrival. */
function asideOf(column: 'visit' | 'receiver'): string {
  return `case when s.version_at = o.version_at then greatest(s.${column}::text, o.${column}::text)::jsonb else s.${column} end`;
}

/** Visit and receiver of orders that were fetched before these were kept: told again in the same version they would be held known. */
async function fillAsides(tx: Tx, origin: Origin, staged: Sql): Promise<void> {
  await tx.run(sql`
    update sales_order o
    set visit = greatest(s.visit::text, o.visit::text)::jsonb, receiver = greatest(s.receiver::text, o.receiver::text)::jsonb
    from ${staged} s
    where o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.external_id = s.external_id and o.version_at = s.version_at
      and (s.visit is not null and (o.visit is null or o.visit::text < s.visit::text)
           or s.receiver is not null and (o.receiver is null or o.receiver::text < s.receiver::text))`);
}

async function insertNew(tx: Tx, origin: Origin, staged: Sql): Promise<Touched[]> {
  return tx.rows<Touched>(sql`
    insert into sales_order (shop_id, source_id, external_id, day, origin, net_minor, ${raw(ORDER_COLUMNS.join(', '))})
    select ${tx.shopId}, ${origin.sourceId}, s.external_id, (s.placed_at at time zone ${origin.timeZone})::date, ${origin.origin},
           case when ${raw(countsNowhere('s'))} then 0 else s.total_minor end,
           ${raw(ORDER_COLUMNS.map((column) => `s.${column}`).join(', '))}
    from ${staged} s
    where not exists (select from sales_order o
                      where o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.external_id = s.external_id)
    order by s.placed_at, s.external_id
    returning id, external_id, record_id, null::bigint as record_before`);
}

/** SQL: whether an order (or a staged one) of this alias counts in no figure. */
export function countsNowhere(alias: string): string {
  return `(${alias}.is_test or ${alias}.deleted_at is not null or ${alias}.status in ('cancelled', 'voided'))`;
}
