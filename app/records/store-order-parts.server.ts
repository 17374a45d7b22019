import { createHash } from 'node:crypto';
import { copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';
import { LINE_COLUMNS, lineRows } from './order-lines.ts';
import { addPart, type OrderParts, PART_AMOUNTS } from './order-parts.ts';
import { keepAsTheyStand, keepStatements } from './statement-history.server.ts';
import type { OrderInput } from './types.ts';

const LINES = 'stage_part_line';

/** Bare orders for parts whose first rows are not here, in place of which nothing would hold them. */
export async function beginUnknown(
  tx: Tx,
  { sourceId }: Origin,
  begun: readonly OrderInput[],
  parts: readonly OrderInput[],
): Promise<OrderInput[]> {
  const ids = [...new Set(parts.map((part) => part.externalId))];
  const known = await tx.rows<{ id: string }>(sql`
    select external_id as id from sales_order
    where shop_id = ${tx.shopId} and source_id = ${sourceId} and external_id = any(${ids}::text[])`);
  const held = new Set([...known.map((row) => row.id), ...begun.map((order) => order.externalId)]);
  const bare = new Map<string, OrderInput>();
  for (const { continues: _, refunds: __, ...part } of parts) {
    if (!held.has(part.externalId)) {
      bare.set(part.externalId, { ...part, lines: [], amounts: { totalMinor: 0 } });
    }
  }
  return [...bare.values()];
}

/** What adding parts has changed, as StoredOrders has it. */
type Added = { changed: number; touchedOrders: string[]; touchedRecords: number[] };

type Standing = {
  id: number;
  external_id: string;
  record_id: number | null;
  origin: string;
  parts: OrderParts | null;
  last_position: number;
} & Record<(typeof PART_AMOUNTS)[number], number>;

/**
 * Adds to orders of one source what a file tells of them far below their first rows. A part that is there already changes
 * nothing; one that differs replaces itself and what followed it. Idempotent; a handful of statements, O(parts + lines).
 */
export async function addOrderParts(tx: Tx, origin: Origin, told: readonly OrderInput[]): Promise<Added> {
  const filter = sql`t.source_id = ${origin.sourceId} and t.external_id = any(${told.map((part) => part.externalId)}::text[])`;
  const standing = await tx.rows<Standing>(sql`
    select t.id, t.external_id, t.record_id, t.origin, t.parts, ${raw(PART_AMOUNTS.map((column) => `t.${column}`).join(', '))},
           (select coalesce(max(l.position), 0) from order_line l where l.shop_id = t.shop_id and l.order_id = t.id) as last_position
    from sales_order t where t.shop_id = ${tx.shopId} and ${filter}`);
  const orders = new Map(standing.map((row) => [row.external_id, { row, ...planOf(row) }]));
  for (const part of told) {
    const order = orders.get(part.externalId);
    const amounts = part.shopAmounts?.amounts ?? part.amounts;
    if (order) {
      addPart(order, part.continues!, hashOf(part), amounts, part.lines ?? []);
    }
  }
  const changed = [...orders.values()].filter((order) => order.cut !== null);
  // Also what changes nothing is a word of this origin: it holds when another's is taken back.
  await keepStatements(tx, origin, 'order', filter, () => []);
  if (changed.length > 0) {
    await write(tx, origin, changed);
  }
  await keepAsTheyStand(tx, origin, filter);
  return {
    changed: changed.filter(({ row }) => row.origin !== origin.origin).length,
    touchedOrders: changed.map(({ row }) => row.external_id),
    touchedRecords: changed.map(({ row }) => row.record_id).filter((id) => id !== null),
  };
}

function planOf(row: Standing) {
  const amounts = Object.fromEntries(PART_AMOUNTS.map((column) => [column, row[column]])) as Record<
    (typeof PART_AMOUNTS)[number],
    number
  >;
  return { amounts, parts: { ...row.parts }, lastPosition: row.last_position, cut: null, lines: [] };
}

function hashOf({ amounts, lines }: OrderInput): string {
  return createHash('sha1')
    .update(JSON.stringify([amounts, lines]))
    .digest('base64url');
}

type Changed = Parameters<typeof addPart>[0] & { row: Standing };

async function write(tx: Tx, origin: Origin, changed: readonly Changed[]): Promise<void> {
  const rows = changed.map(({ row, amounts, parts, cut }) => ({ id: row.id, ...amounts, parts, cut }));
  const staged = JSON.stringify(rows);
  const columns = ['id', ...PART_AMOUNTS, 'cut'].map((column) => `${column} bigint`).join(', ');
  await tx.run(sql`
    delete from order_line l using jsonb_to_recordset(${staged}::jsonb) as s (${raw(columns)})
    where l.shop_id = ${tx.shopId} and l.order_id = s.id and l.position > s.cut`);
  await tx.run(sql`
    update sales_order o
    set ${raw(PART_AMOUNTS.map((column) => `${column} = s.${column}`).join(', '))}, parts = s.parts, origin = ${origin.origin}
    from jsonb_to_recordset(${staged}::jsonb) as s (${raw(columns)}, parts jsonb)
    where o.shop_id = ${tx.shopId} and o.id = s.id`);
  await stagingTable(tx, LINES, 'order_line', LINE_COLUMNS, 'null::bigint as order_id');
  await tx.client.query(`truncate ${LINES}`);
  const ids = new Map(changed.map(({ row }) => [row.external_id, row.id]));
  const told = changed.map(({ row, lines }) => ({ externalId: row.external_id, lines }));
  const lines = [...lineRows(told)].map(([externalId, ...values]) => [ids.get(String(externalId))!, ...values]);
  await copyRows(tx, LINES, ['order_id', ...LINE_COLUMNS], lines);
  const listed = LINE_COLUMNS.join(', ');
  await tx.run(sql`
    insert into order_line (shop_id, order_id, ${raw(listed)})
    select ${tx.shopId}, order_id, ${raw(listed)} from ${raw(LINES)}`);
}
