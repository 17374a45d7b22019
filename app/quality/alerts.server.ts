import { randomBytes } from 'node:crypto';
import { open, seal } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { urlFault } from '#app/platform/post-https.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import type { AlertChannel, AlertItem, AlertRhythm } from './alert.ts';

const CHANNEL = sql`
  select id, kind, address, rhythm, digest_hour as "digestHour", quiet_from as "quietFrom", quiet_to as "quietTo" from alert_channel`;

export function listChannels(tx: Tx): Promise<AlertChannel[]> {
  return tx.rows<AlertChannel>(sql`${CHANNEL} where shop_id = ${tx.shopId} order by id`);
}

export type ChannelDraft = Omit<AlertChannel, 'id' | 'kind' | 'rhythm'> & { kind: string; rhythm: string };

const MOST_CHANNELS = 20;
/** Enough to refuse a slip; whether it exists is shown by the first delivery. */
const EMAIL = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

/** Keeps a channel. A webhook is given a secret, which is returned this once. Throws a Refusal that names the field. */
export async function addChannel(
  tx: Tx,
  draft: ChannelDraft,
  key: Buffer,
  actor: string,
): Promise<{ secret: string | null }> {
  const kind = draft.kind === 'webhook' ? 'webhook' : 'email';
  const fault =
    kind === 'webhook' ? urlFault(draft.address) : EMAIL.test(draft.address) ? null : 'This is no e-mail address.';
  if (fault) {
    throw new Refusal('quality.channel_address', fault, { field: 'address' });
  }
  if ((await listChannels(tx)).length >= MOST_CHANNELS) {
    throw new Refusal('quality.channels_many', `There are ${MOST_CHANNELS} channels already.`, {
      remedy: 'Remove one first.',
    });
  }
  const rhythm =
    (['at_once', 'daily', 'weekly'] as const).find((one): one is AlertRhythm => one === draft.rhythm) ?? 'at_once';
  const secret = kind === 'webhook' ? randomBytes(32).toString('base64url') : null;
  await tx.run(sql`
    insert into alert_channel (shop_id, kind, address, secret, rhythm, digest_hour, quiet_from, quiet_to, created_by)
    values (${tx.shopId}, ${kind}, ${draft.address}, ${secret && seal(key, secret, CONTEXT)}, ${rhythm}, ${draft.digestHour}::int,
      ${draft.quietFrom}::int, ${draft.quietTo}::int, ${actor})`);
  return { secret };
}

const CONTEXT = 'alert-channel';

export async function dropChannel(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from alert_channel where shop_id = ${tx.shopId} and id = ${id}`);
}

/**
 * Makes a message for a channel of what it has not told yet: incidents that nobody has solved, noticed or come again since the
 * channel is there. Returns its id; null if there is nothing to tell. Told once, however often it is asked.
 */
export async function planDelivery(tx: Tx, channelId: number): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    with untold as (
      select e.id from incident_event e
      join incident i on i.shop_id = e.shop_id and i.id = e.incident_id
      join alert_channel c on c.shop_id = e.shop_id and c.id = ${channelId}
      where e.shop_id = ${tx.shopId} and e.kind in ('noticed', 'again') and i.state in ('open', 'seen', 'repairing') and e.at >= c.created_at
        and not exists (select from alert_delivery d where d.shop_id = e.shop_id and d.channel_id = c.id and e.id = any(d.event_ids))
    )
    insert into alert_delivery (shop_id, channel_id, event_ids)
    select ${tx.shopId}, ${channelId}, array_agg(id order by id) from untold having count(*) > 0 returning id`);
  return row?.id ?? null;
}

/** Makes a message that tries a channel out. */
export async function planTest(tx: Tx, channelId: number): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into alert_delivery (shop_id, channel_id, is_test)
    select ${tx.shopId}, id, true from alert_channel where shop_id = ${tx.shopId} and id = ${channelId} returning id`);
  return row?.id ?? null;
}

export type WaitingDelivery = {
  id: number;
  isTest: boolean;
  attempts: number;
  kind: 'email' | 'webhook';
  address: string;
  secret: Buffer | null;
};

/** A message that still has to be sent; null if it has been, or has been given up. */
export async function waitingDelivery(tx: Tx, id: number): Promise<WaitingDelivery | null> {
  const [row] = await tx.rows<WaitingDelivery>(sql`
    select d.id, d.is_test as "isTest", d.attempts, c.kind, c.address, c.secret
    from alert_delivery d join alert_channel c on c.shop_id = d.shop_id and c.id = d.channel_id
    where d.shop_id = ${tx.shopId} and d.id = ${id} and d.state = 'waiting' for update of d`);
  return row ?? null;
}

/** What a message tells of, as the incidents stand now; those solved meanwhile are told as well. */
export function itemsOf(tx: Tx, deliveryId: number): Promise<AlertItem[]> {
  return tx.rows<AlertItem>(sql`
    select i.id, i.family, coalesce(s.name, 'A source that is gone') as source, st.name as store, i.cost_minor as "costMinor",
      i.first_day::text as "firstDay", i.last_day::text as "lastDay", e.kind = 'again' as "isAgain",
      (select jsonb_build_object('figure', a.figure, 'value', a.value, 'storeName', t.name, 'day', a.day, 'span', a.span, 'found', a.found,
          'expected', a.expected, 'rows', a.rows)
       from watch_alarm a left join store t on t.shop_id = a.shop_id and t.id = a.store_id
       where a.shop_id = i.shop_id and a.incident_id = i.id order by (a.family = i.family) desc, abs(a.z) desc limit 1) as worst
    from alert_delivery d
    join incident_event e on e.shop_id = d.shop_id and e.id = any(d.event_ids)
    join incident i on i.shop_id = e.shop_id and i.id = e.incident_id
    left join source s on s.shop_id = i.shop_id and s.id = i.source_id
    left join store st on st.shop_id = i.shop_id and st.id = i.store_id
    where d.shop_id = ${tx.shopId} and d.id = ${deliveryId} order by i.cost_minor desc nulls last, e.id`);
}

/** What a webhook's calls are signed with. */
export function secretOf(delivery: WaitingDelivery, key: Buffer): string {
  return delivery.secret ? open(key, delivery.secret, CONTEXT).toString() : '';
}

/** Notes what became of a try. `waiting`: it is tried again. */
export async function noteTry(
  tx: Tx,
  id: number,
  { state, reason }: { state: 'waiting' | 'sent' | 'failed'; reason: string },
): Promise<void> {
  await tx.run(sql`
    update alert_delivery set state = ${state}, attempts = attempts + 1, reason = ${reason},
      sent_at = case when ${state} = 'sent' then now() end
    where shop_id = ${tx.shopId} and id = ${id} and state = 'waiting'`);
}

export type DeliveryLine = {
  id: number;
  address: string;
  incidents: number;
  isTest: boolean;
  state: 'waiting' | 'sent' | 'failed';
  attempts: number;
  reason: string;
  madeAt: Date;
  sentAt: Date | null;
};

/** The latest messages with what became of them. */
export function listDeliveries(tx: Tx, most = 50): Promise<DeliveryLine[]> {
  return tx.rows<DeliveryLine>(sql`
    select d.id, c.address, cardinality(d.event_ids) as incidents, d.is_test as "isTest", d.state, d.attempts, d.reason,
      d.made_at as "madeAt", d.sent_at as "sentAt"
    from alert_delivery d join alert_channel c on c.shop_id = d.shop_id and c.id = d.channel_id
    where d.shop_id = ${tx.shopId} order by d.id desc limit ${most}`);
}
