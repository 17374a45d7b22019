import { type CopyValue, type Stage, stageRows } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import { LINE_COLUMNS, lineRows } from './order-lines.ts';
import type { OrderInput } from './types.ts';

const LINES: Stage = {
  name: 'stage_line',
  like: 'order_line',
  columns: ['order_id', ...LINE_COLUMNS],
};

/** An order that was written: its id here and at its source. */
type Written = { id: number; external_id: string };

/** Takes away the lines of changed orders of which the source tells the lines anew. */
export async function dropLines(tx: Tx, changed: readonly Written[], orders: Sql): Promise<void> {
  if (changed.length === 0) {
    return;
  }
  await tx.run(sql`
    delete from order_line l using sales_order o, ${orders} s
    where l.shop_id = ${tx.shopId} and l.order_id = o.id and o.shop_id = ${tx.shopId} and o.id = any(${changed.map((row) => row.id)}::bigint[])
      and s.external_id = o.external_id and s.has_lines`);
}

/** Of two lines in one place the first counts. */
export async function insertLines(tx: Tx, touched: readonly Written[], orders: readonly OrderInput[]): Promise<void> {
  const ids = new Map(touched.map((row) => [row.external_id, row.id]));
  const lines: CopyValue[][] = [];
  for (const order of orders) {
    const id = ids.get(order.externalId);
    if (id !== undefined) {
      const places = new Set<CopyValue>();
      for (const [, ...line] of lineRows([order])) {
        if (!places.has(line[0])) {
          places.add(line[0]);
          lines.push([id, ...line]);
        }
      }
    }
  }
  if (lines.length === 0) {
    return;
  }
  const staged = await stageRows(tx, LINES, lines);
  const listed = raw(LINE_COLUMNS.join(', '));
  await tx.run(sql`
    insert into order_line (shop_id, order_id, ${listed}) select ${tx.shopId}, l.order_id, ${listed} from ${staged} l`);
}
