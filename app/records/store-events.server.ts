import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { Origin } from './cleaned.ts';
import type { LoyaltyInput } from './loyalty-input.ts';
import { keepStatements } from './statement-history.server.ts';
import { recordIds } from './store-customers.server.ts';
import type { FeedbackInput, InteractionInput } from './types.ts';

/** The last statement about each external id of a batch. */
function lastOf<Row extends { externalId: string }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.externalId, row])).values()];
}

async function owners(tx: Tx, origin: Origin, rows: readonly { customerExternalId: string | null }[]) {
  const records = await recordIds(
    tx,
    origin,
    rows.map((row) => row.customerExternalId).filter((id) => id !== null),
  );
  return (row: { customerExternalId: string | null }) =>
    row.customerExternalId === null ? null : (records.get(row.customerExternalId) ?? null);
}

const TABLES = { interaction: 'interaction', feedback: 'feedback', loyalty: 'loyalty_entry' } as const;

/** Keeps what others have said of these before it is overwritten. Returns the records they belonged to until now. */
async function keepBefore(
  tx: Tx,
  origin: Origin,
  subject: keyof typeof TABLES,
  values: readonly { external_id: string; record_id: number | null }[],
): Promise<{ record_id: number | null }[]> {
  const filter = sql`t.source_id = ${origin.sourceId} and t.external_id = any(${values.map((row) => row.external_id)}::text[])`;
  await keepStatements(tx, origin, subject, filter, () =>
    values.map((row) => ({ key: row.external_id, recordId: row.record_id, body: { ...row } })),
  );
  return tx.rows(sql`
    select distinct t.record_id from ${raw(TABLES[subject])} t where t.shop_id = ${tx.shopId} and ${filter}`);
}

function idsOf(rows: readonly { record_id: number | null }[]): number[] {
  return [...new Set(rows.map((row) => row.record_id).filter((id) => id !== null))];
}

/** Writes calls, mails, visits and tickets of one source; returns the records they belong to. Idempotent, O(rows). */
export async function storeInteractions(
  tx: Tx,
  origin: Origin,
  inputs: readonly InteractionInput[],
): Promise<number[]> {
  const rows = lastOf(inputs);
  if (rows.length === 0) {
    return [];
  }
  const owner = await owners(tx, origin, rows);
  const values = rows.map((row) => ({
    external_id: row.externalId,
    record_id: owner(row),
    type: row.type,
    direction: row.direction ?? null,
    subject: row.subject ?? null,
    body: row.body ?? null,
    status: row.status ?? null,
    staff: row.staffName ?? null,
    order_external_id: row.orderExternalId ?? null,
    closed_at: row.closedAt ?? null,
    happened_at: row.happenedAt,
    custom: row.custom ?? {},
  }));
  const before = await keepBefore(tx, origin, 'interaction', values);
  const kept = await tx.rows<{ record_id: number | null }>(sql`
    insert into interaction (shop_id, source_id, origin, external_id, record_id, type, direction, subject, body, status, staff,
                             order_external_id, closed_at, happened_at, custom)
    select ${tx.shopId}, ${origin.sourceId}, ${origin.origin}, s.*
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as s (
      external_id text, record_id bigint, type text, direction text, subject text, body text, status text, staff text,
      order_external_id text, closed_at timestamptz, happened_at timestamptz, custom jsonb)
    on conflict (shop_id, source_id, external_id) do update set
      record_id = excluded.record_id, type = excluded.type, direction = excluded.direction, subject = excluded.subject,
      body = excluded.body, status = excluded.status, staff = excluded.staff, order_external_id = excluded.order_external_id,
      closed_at = excluded.closed_at, happened_at = excluded.happened_at, custom = excluded.custom, origin = excluded.origin
    returning record_id`);
  return idsOf([...before, ...kept]);
}

/** Writes reviews and ratings of one source; returns the records they belong to. Idempotent, O(rows). */
export async function storeFeedback(tx: Tx, origin: Origin, inputs: readonly FeedbackInput[]): Promise<number[]> {
  const rows = lastOf(inputs);
  if (rows.length === 0) {
    return [];
  }
  const owner = await owners(tx, origin, rows);
  const values = rows.map((row) => ({
    external_id: row.externalId,
    record_id: owner(row),
    type: row.type,
    rating: row.rating,
    rating_max: row.ratingMax,
    title: row.title ?? null,
    body: row.body ?? null,
    product_external_id: row.productExternalId ?? null,
    product_title: row.productTitle ?? row.productHandle ?? null,
    verified_purchase: row.verifiedPurchase ?? null,
    happened_at: row.givenAt,
    custom: row.custom ?? {},
  }));
  const before = await keepBefore(tx, origin, 'feedback', values);
  const kept = await tx.rows<{ record_id: number | null }>(sql`
    insert into feedback (shop_id, source_id, origin, external_id, record_id, type, rating, rating_max, title, body,
                          product_external_id, product_title, verified_purchase, happened_at, custom)
    select ${tx.shopId}, ${origin.sourceId}, ${origin.origin}, s.*
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as s (
      external_id text, record_id bigint, type text, rating numeric, rating_max numeric, title text, body text,
      product_external_id text, product_title text, verified_purchase boolean, happened_at timestamptz, custom jsonb)
    on conflict (shop_id, source_id, external_id) do update set
      record_id = excluded.record_id, type = excluded.type, rating = excluded.rating, rating_max = excluded.rating_max,
      title = excluded.title, body = excluded.body, product_external_id = excluded.product_external_id,
      product_title = excluded.product_title, verified_purchase = excluded.verified_purchase,
      happened_at = excluded.happened_at, custom = excluded.custom, origin = excluded.origin
    returning record_id`);
  return idsOf([...before, ...kept]);
}

/** Writes loyalty balances and movements of one source; returns the records they belong to. Idempotent, O(rows). */
export async function storeLoyalty(tx: Tx, origin: Origin, inputs: readonly LoyaltyInput[]): Promise<number[]> {
  const rows = lastOf(inputs);
  if (rows.length === 0) {
    return [];
  }
  const owner = await owners(tx, origin, rows);
  const values = rows.map((row) => ({
    external_id: row.externalId,
    record_id: owner(row),
    entry: row.entry,
    member_number: row.memberNumber ?? null,
    programme: row.programme ?? null,
    tier: row.tier ?? null,
    status: row.status ?? null,
    points: pointsOf(row),
    points_earned: row.pointsEarned ?? null,
    points_spent: row.pointsSpent ?? null,
    happened_at: row.happenedAt ?? row.joinedAt ?? null,
    expires_at: row.expiresAt ?? null,
    reason: row.reason ?? null,
    version_at: row.versionAt,
  }));
  const before = await keepBefore(tx, origin, 'loyalty', values);
  const kept = await tx.rows<{ record_id: number | null }>(sql`
    insert into loyalty_entry (shop_id, source_id, origin, external_id, record_id, entry, member_number, programme, tier, status,
                               points, points_earned, points_spent, happened_at, expires_at, reason, version_at)
    select ${tx.shopId}, ${origin.sourceId}, ${origin.origin}, s.*
    from jsonb_to_recordset(${JSON.stringify(values)}::jsonb) as s (
      external_id text, record_id bigint, entry text, member_number text, programme text, tier text, status text, points integer,
      points_earned integer, points_spent integer, happened_at timestamptz, expires_at timestamptz, reason text,
      version_at timestamptz)
    on conflict (shop_id, source_id, external_id) do update set
      record_id = excluded.record_id, entry = excluded.entry, member_number = excluded.member_number,
      programme = excluded.programme, tier = excluded.tier, status = excluded.status, points = excluded.points,
      points_earned = excluded.points_earned, points_spent = excluded.points_spent, happened_at = excluded.happened_at,
      expires_at = excluded.expires_at, reason = excluded.reason, version_at = excluded.version_at, origin = excluded.origin
    where excluded.version_at is null or loyalty_entry.version_at is null or excluded.version_at >= loyalty_entry.version_at
    returning record_id`);
  return idsOf([...before, ...kept]);
}

/** A balance says where the member stands, a movement by how much. */
function pointsOf(row: LoyaltyInput): number | null {
  return (row.entry === 'balance' ? row.pointsBalance : row.points) ?? null;
}
