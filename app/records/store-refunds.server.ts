import { type CopyValue, copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { latestByExternalId, type Origin } from './cleaned.ts';
import { keepStatements } from './statement-history.server.ts';
import { countsNowhere } from './store-orders.server.ts';
import type { RefundInput } from './types.ts';

const STAGE = 'stage_refund';
export const REFUND_COLUMNS = [
  'external_id',
  'order_external_id',
  'record_external_id',
  'refunded_at',
  'amount_minor',
  'currency',
  'reason',
  'lines',
  'version_at',
] as const;

/** Writes refunds of one source and returns the external ids of the orders they name, or named until now. A refund may come before its order. */
export async function storeRefunds(tx: Tx, origin: Origin, refunds: readonly RefundInput[]): Promise<string[]> {
  const rows = latestByExternalId(refunds, (refund) => ({
    id: refund.externalId,
    version: refund.versionAt,
    hash: JSON.stringify([refund.amountMinor, refund.lines ?? null]),
  }));
  if (rows.length === 0) {
    return [];
  }
  const filter = sql`t.source_id = ${origin.sourceId} and t.external_id = any(${rows.map((row) => row.externalId)}::text[])`;
  await keepStatements(tx, origin, 'refund', filter, () =>
    rows.map((row) => ({ key: row.externalId, recordId: null, body: bodyOf(row) })),
  );
  const named = await tx.rows<{ id: string | null }>(
    sql`select distinct t.order_external_id as id from refund t where t.shop_id = ${tx.shopId} and ${filter}`,
  );
  await stagingTable(tx, STAGE, 'refund', REFUND_COLUMNS);
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, REFUND_COLUMNS, rows.map(toStage));
  await tx.run(sql`
    insert into refund (shop_id, source_id, day, origin, ${raw(REFUND_COLUMNS.join(', '))})
    select ${tx.shopId}, ${origin.sourceId}, (s.refunded_at at time zone ${origin.timeZone})::date, ${origin.origin},
           ${raw(REFUND_COLUMNS.map((column) => `s.${column}`).join(', '))}
    from ${raw(STAGE)} s
    on conflict (shop_id, source_id, external_id) do update set
      order_external_id = excluded.order_external_id, refunded_at = coalesce(excluded.refunded_at, refund.refunded_at),
      day = coalesce(excluded.day, refund.day), amount_minor = excluded.amount_minor, currency = excluded.currency,
      reason = coalesce(excluded.reason, refund.reason), version_at = excluded.version_at,
      lines = case when excluded.lines = '[]' then refund.lines else excluded.lines end, origin = excluded.origin
    where excluded.version_at is null or refund.version_at is null or excluded.version_at >= refund.version_at`);
  const orders = [...named.map((row) => row.id), ...rows.map((row) => row.orderExternalId)];
  return [...new Set(orders.filter((id) => id !== null))];
}

function bodyOf(refund: RefundInput): Record<string, unknown> {
  const values = toStage(refund);
  return {
    ...Object.fromEntries(REFUND_COLUMNS.map((column, index) => [column, values[index]])),
    lines: refund.lines ?? [],
  };
}

function toStage(refund: RefundInput): CopyValue[] {
  return [
    refund.externalId,
    refund.orderExternalId,
    refund.customerExternalId ?? null,
    refund.refundedAt,
    refund.amountMinor,
    refund.currency,
    refund.reason ?? null,
    JSON.stringify(refund.lines ?? []),
    refund.versionAt,
  ];
}

/**
 * Sets, for these orders of one source, what was refunded and what remains: net = total − refunded, and nothing for test,
 * cancelled and voided orders. Waits for nothing: called again when the order or a refund comes. Returns the records whose
 * figures changed. O(orders + their refunds): one index probe an order, which no wrong guess at how many refunds there are can turn into a
 * pass over all of them for each.
 */
export async function settleRefunds(tx: Tx, origin: Origin, orderExternalIds: readonly string[]): Promise<number[]> {
  if (orderExternalIds.length === 0) {
    return [];
  }
  const orders = sql`${[...new Set(orderExternalIds)]}::text[]`;
  const wrong = await tx.rows<{ id: number; record_id: number | null; refunded: number; net: number }>(sql`
    with settled as (
      select o.id, o.record_id, o.refunded_minor, o.net_minor, r.amount as refunded,
             case when ${raw(countsNowhere('o'))} then 0 else o.total_minor - r.amount end as net
      from sales_order o
      cross join lateral (
        select coalesce(sum(f.amount_minor), 0)::bigint as amount from refund f
        where f.shop_id = ${tx.shopId} and f.source_id = ${origin.sourceId} and f.order_external_id = o.external_id
      ) r
      where o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.external_id = any(${orders})
    )
    select id, record_id, refunded, net from settled where (refunded_minor, net_minor) is distinct from (refunded, net)`);
  if (wrong.length === 0) {
    return [];
  }
  const ids = wrong.map((row) => row.id);
  await tx.run(sql`
    update sales_order o set refunded_minor = w.refunded, net_minor = w.net
    from unnest(${ids}::bigint[], ${wrong.map((row) => row.refunded)}::bigint[], ${wrong.map((row) => row.net)}::bigint[])
         as w (id, refunded, net)
    where o.shop_id = ${tx.shopId} and o.id = w.id and o.id = any(${ids}::bigint[])`);
  return [...new Set(wrong.map((row) => row.record_id).filter((id) => id !== null))];
}
