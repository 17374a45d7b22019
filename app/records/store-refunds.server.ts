import { type CopyValue, copyRows, stagingTable } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { latestByExternalId, type Origin } from './cleaned.ts';
import type { RefundInput } from './types.ts';

const STAGE = 'stage_refund';
const COLUMNS = [
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

/** Writes refunds of one source and returns the external ids of the orders they name. A refund may come before its order. */
export async function storeRefunds(tx: Tx, origin: Origin, refunds: readonly RefundInput[]): Promise<string[]> {
  const rows = latestByExternalId(refunds, (refund) => ({
    id: refund.externalId,
    version: refund.versionAt,
    hash: JSON.stringify([refund.amountMinor, refund.lines ?? null]),
  }));
  if (rows.length === 0) {
    return [];
  }
  await stagingTable(tx, STAGE, 'refund', COLUMNS);
  await tx.client.query(`truncate ${STAGE}`);
  await copyRows(tx, STAGE, COLUMNS, rows.map(toStage));
  await tx.run(sql`
    insert into refund (shop_id, source_id, day, origin, ${raw(COLUMNS.join(', '))})
    select ${tx.shopId}, ${origin.sourceId}, (s.refunded_at at time zone ${origin.timeZone})::date, ${origin.origin},
           ${raw(COLUMNS.map((column) => `s.${column}`).join(', '))}
    from ${raw(STAGE)} s
    on conflict (shop_id, source_id, external_id) do update set
      order_external_id = excluded.order_external_id, refunded_at = coalesce(excluded.refunded_at, refund.refunded_at),
      day = coalesce(excluded.day, refund.day), amount_minor = excluded.amount_minor, currency = excluded.currency,
      reason = coalesce(excluded.reason, refund.reason), version_at = excluded.version_at,
      lines = case when excluded.lines = '[]' then refund.lines else excluded.lines end
    where excluded.version_at is null or refund.version_at is null or excluded.version_at >= refund.version_at`);
  return [...new Set(rows.map((row) => row.orderExternalId).filter((id) => id !== null))];
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
 * figures changed. O(orders + their refunds), even while the planner has never heard of the shop: every table is bounded
 * by the list of orders, and what is joined is computed once.
 */
export async function settleRefunds(tx: Tx, origin: Origin, orderExternalIds: readonly string[]): Promise<number[]> {
  const orders = sql`${[...new Set(orderExternalIds)]}::text[]`;
  const changed = await tx.rows<{ record_id: number | null }>(sql`
    with refunded as materialized (
      select r.order_external_id, sum(r.amount_minor)::bigint as amount from refund r
      where r.shop_id = ${tx.shopId} and r.source_id = ${origin.sourceId} and r.order_external_id = any(${orders})
      group by r.order_external_id
    ),
    settled as materialized (
      select w.external_id, coalesce(r.amount, 0) as amount
      from unnest(${orders}) as w (external_id) left join refunded r on r.order_external_id = w.external_id
    ),
    wanted as materialized (
      select o.id, o.external_id,
             case when o.is_test or o.deleted_at is not null or o.status in ('cancelled', 'voided') then null else o.total_minor end as counts
      from sales_order o
      where o.shop_id = ${tx.shopId} and o.source_id = ${origin.sourceId} and o.external_id = any(${orders})
    )
    update sales_order o set refunded_minor = s.amount, net_minor = coalesce(w.counts - s.amount, 0)
    from wanted w join settled s on s.external_id = w.external_id
    where o.shop_id = ${tx.shopId} and o.id = w.id and o.id = any(array(select id from wanted))
      and (o.refunded_minor, o.net_minor) is distinct from (s.amount, coalesce(w.counts - s.amount, 0))
    returning o.record_id`);
  return [...new Set(changed.map((row) => row.record_id).filter((id) => id !== null))];
}
