import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Difference } from '#app/sources/books.ts';

/** From this delay on a delivery is called late: Shopify's slowest hundredth takes seven seconds. */
const LATE_SECONDS = 600;
/** Deliveries of one act are sent at once and may overtake each other; apart by more than this they should not. */
const ACT_SECONDS = 1;

type Found = Difference;

/**
 * Deliveries since an instant that came late, out of order or more than once. All were taken down rightly: a record keeps
 * its latest word whatever the order, and a delivery counts once. O(deliveries since).
 */
export function faultyDeliveries(tx: Tx, since: Date, timeZone: string): Promise<Found[]> {
  return tx.rows<Found>(sql`
    with said as (
      select i.*, split_part(i.about, ':', 1) as subject, split_part(i.about, ':', 2) as external_id,
             extract(epoch from i.received_at - i.triggered_at)::bigint as delay,
             exists (select from inbox_event x where x.shop_id = ${tx.shopId} and x.about = i.about and x.id < i.id
                     and x.triggered_at > i.triggered_at + make_interval(secs => ${ACT_SECONDS})) as overtaken
      from inbox_event i
      where i.shop_id = ${tx.shopId} and i.received_at >= ${since} and i.about is not null
    ),
    faults as (
      select *, 'late' as kind,
             jsonb_build_object('delaySeconds', delay, 'overtaken', overtaken, 'topic', topic, 'delivery', delivery_id) as detail
      from said where delay >= ${LATE_SECONDS} or overtaken
      union all
      select *, 'doubled', jsonb_build_object('times', repeats + 1, 'lastAt', repeated_at, 'topic', topic, 'delivery', delivery_id)
      from said where repeats > 0
    )
    select subject, kind, external_id as "externalId", null as name, concat(topic, ' ', delivery_id) as message,
           (coalesce(triggered_at, received_at) at time zone ${timeZone})::date::text as day, detail, 'harmless' as state
    from faults where subject in ('order', 'refund', 'customer') order by id, kind`);
}

/**
 * Messages that Shopify must have sent about what a run has read, and that never came, although what they told is here: it was
 * said again later. Looks only at what happened since `since`, when deliveries began to be kept. O(entries of the run).
 */
export function unheardMessages(tx: Tx, runId: number, since: Date, until: Date, timeZone: string): Promise<Found[]> {
  return tx.rows<Found>(sql`
    with e as (select * from books_entry where shop_id = ${tx.shopId} and run_id = ${runId}),
    due as (
      select subject, external_id, name, 'orders/create' as topic, (said ->> 'createdAt')::timestamptz as at from e where subject = 'order'
      union all
      select subject, external_id, name, 'orders/paid', (said ->> 'createdAt')::timestamptz from e where subject = 'order' and state = 'paid'
      union all
      select subject, external_id, name, 'orders/fulfilled', (said ->> 'createdAt')::timestamptz from e
      where subject = 'order' and (said ->> 'fulfilled')::boolean
      union all
      select subject, external_id, name, 'orders/cancelled', (said ->> 'cancelledAt')::timestamptz from e
      where subject = 'order' and said ->> 'cancelledAt' is not null
      union all
      select subject, external_id, name, 'refunds/create', (said ->> 'createdAt')::timestamptz from e where subject = 'refund'
      union all
      select subject, external_id, name, 'customers/create', (said ->> 'createdAt')::timestamptz from e where subject = 'customer'
    )
    select d.subject, 'missed' as kind, d.external_id as "externalId", d.name, d.topic as message,
           (d.at at time zone ${timeZone})::date::text as day, jsonb_build_object('saidAgain', true) as detail, 'harmless' as state
    from due d
    where d.at >= ${since} and d.at <= ${until}
      and not exists (select from inbox_event i where i.shop_id = ${tx.shopId} and i.topic = d.topic
                      and i.about = concat(d.subject, ':', d.external_id))`);
}

/** When the first delivery that can be compared came: before it nobody could have heard anything. Null if none has. */
export async function heardSince(tx: Tx): Promise<Date | null> {
  const [row] = await tx.rows<{ at: Date | null }>(sql`
    select min(received_at) as at from inbox_event where shop_id = ${tx.shopId} and about is not null`);
  return row?.at ?? null;
}

/** What webhooks brought and what they missed since an instant, for the figure on the page. */
export type DeliveryFigures = { heard: number; repeated: number; late: number };

export async function deliveryFigures(tx: Tx, since: Date): Promise<DeliveryFigures> {
  const [row] = await tx.rows<DeliveryFigures>(sql`
    select count(*) filter (where about is not null) as heard, count(*) filter (where repeats > 0) as repeated,
           count(*) filter (where about is not null and received_at - triggered_at >= make_interval(secs => ${LATE_SECONDS})) as late
    from inbox_event where shop_id = ${tx.shopId} and received_at >= ${since}`);
  return row ?? { heard: 0, repeated: 0, late: 0 };
}
