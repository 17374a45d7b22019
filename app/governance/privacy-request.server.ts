import { open, seal } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import type { Person } from './person.ts';

/** Whom a request is about, in Shopify's words. */
export type PrivacySubject = {
  /** The request's own key: the same request sent twice is one. */
  key: string;
  customerId: string | null;
  email: string | null;
  phone: string | null;
  orderIds: string[];
};

/** Days within which Shopify demands that a request is carried out. */
const DAYS_TO_ANSWER = 30;

/**
 * Keeps a request, its subject sealed; a repeated one is the same row. An erasure that was carried out before is open again:
 * the customer may have come back since. Returns its id.
 */
export async function keepPrivacyRequest(tx: Tx, kind: 'export' | 'erase', subject: PrivacySubject): Promise<number> {
  const sealed = seal(await shopDataKey(tx.shopId), JSON.stringify(subject), `privacy:${kind}`);
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into privacy_request (shop_id, kind, external_key, customer, due_at)
    values (${tx.shopId}, ${kind}, ${subject.key}, ${sealed}, now() + make_interval(days => ${DAYS_TO_ANSWER}))
    on conflict (shop_id, kind, external_key) do update set
      customer = excluded.customer,
      due_at = case when privacy_request.state = 'done' then excluded.due_at else privacy_request.due_at end,
      state = case when privacy_request.kind = 'erase' then 'received' else privacy_request.state end
    returning id`);
  return row!.id;
}

/** Reads a request that waits; null if it was carried out or does not exist. */
export async function waitingRequest(
  tx: Tx,
  requestId: number,
): Promise<{ kind: 'export' | 'erase'; subject: PrivacySubject } | null> {
  const [row] = await tx.rows<{ kind: 'export' | 'erase'; customer: Buffer }>(sql`
    select kind, customer from privacy_request where shop_id = ${tx.shopId} and id = ${requestId} and state <> 'done' for update`);
  if (!row) {
    return null;
  }
  const subject = open(await shopDataKey(tx.shopId), row.customer, `privacy:${row.kind}`).toString();
  return { kind: row.kind, subject: JSON.parse(subject) as PrivacySubject };
}

/**
 * Marks a request as carried out with counts as evidence. An export's result is kept, sealed, for the merchant to hand
 * over; an erasure keeps nothing of its subject.
 */
export async function finishRequest(
  tx: Tx,
  requestId: number,
  summary: Record<string, number>,
  result: string | null,
): Promise<void> {
  const sealed = result === null ? null : seal(await shopDataKey(tx.shopId), result, `privacy-result:${requestId}`);
  await tx.run(sql`
    update privacy_request set state = 'done', carried_out_at = now(), summary = ${JSON.stringify(summary)}::jsonb, result = ${sealed},
      customer = case when kind = 'erase' then null else customer end, last_error = null
    where shop_id = ${tx.shopId} and id = ${requestId}`);
}

/** Notes that carrying a request out came to nothing this time; it is tried again. The reason names no person. */
export async function failRequest(tx: Tx, requestId: number, reason: string): Promise<void> {
  await tx.run(sql`
    update privacy_request set state = 'failed', last_error = ${reason} where shop_id = ${tx.shopId} and id = ${requestId} and state <> 'done'`);
}

/**
 * Requests for data about a person: by his customer id, or by a contact where no id was given. Subjects are sealed, so all
 * of the shop's are opened. O(requests).
 */
export async function dataRequestsOf(tx: Tx, person: Person): Promise<number[]> {
  const rows = await tx.rows<{ id: number; customer: Buffer }>(sql`
    select id, customer from privacy_request where shop_id = ${tx.shopId} and kind = 'export' and customer is not null`);
  const key = await shopDataKey(tx.shopId);
  const contacts = new Set(person.contacts);
  return rows.flatMap(({ id, customer }) => {
    const said = JSON.parse(open(key, customer, 'privacy:export').toString()) as PrivacySubject;
    const isHis =
      said.customerId === null
        ? contacts.has(said.email?.trim().toLowerCase() ?? '') || contacts.has(said.phone?.replace(/[^+\d]/g, '') ?? '')
        : person.customerIds.includes(said.customerId);
    return isHis ? [id] : [];
  });
}

/** Forgets requests for data: whom they were about and what was collected. One that still waits has nothing left to collect. */
export function forgetDataRequests(tx: Tx, ids: readonly number[]): Promise<number> {
  return tx.run(sql`
    update privacy_request set state = 'done', carried_out_at = coalesce(carried_out_at, now()), customer = null, result = null
    where shop_id = ${tx.shopId} and id = any(${[...ids]}::bigint[])`);
}

/** The export that was made for a request, as JSON text; null if there is none. */
export async function exportResult(tx: Tx, requestId: number): Promise<string | null> {
  const [row] = await tx.rows<{ result: Buffer | null }>(sql`
    select result from privacy_request where shop_id = ${tx.shopId} and id = ${requestId}`);
  return row?.result ? open(await shopDataKey(tx.shopId), row.result, `privacy-result:${requestId}`).toString() : null;
}
