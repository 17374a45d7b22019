import { createHmac } from 'node:crypto';
import { audit } from '#app/governance/audit.server.ts';
import { formatMoney } from '#app/normalise/money.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { postHttps } from '#app/platform/post-https.server.ts';
import { canSendMail, sendMail } from '#app/platform/send-mail.server.ts';
import { type AlertChannel, type AlertItem, alertText, maySpeak } from '#app/quality/alert.ts';
import {
  addChannel,
  type ChannelDraft,
  type DeliveryLine,
  dropChannel,
  itemsOf,
  listChannels,
  listDeliveries,
  noteTry,
  planDelivery,
  planTest,
  secretOf,
  type WaitingDelivery,
  waitingDelivery,
} from '#app/quality/alerts.server.ts';
import { readShop, type Shop, shopDataKey } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';

/** How often a message is tried before it is given up; the tries lie about e^n seconds apart. */
const TRIES = 8;

/** Queues what each channel may tell now and has not told: after each watch, and each hour for digests and ended quiet hours. */
export async function queueAlerts(tx: Tx, shop: Pick<Shop, 'shopId' | 'timeZone'>, now: Date): Promise<void> {
  const at = clockOf(shop.timeZone, now);
  for (const channel of await listChannels(tx)) {
    const deliveryId = maySpeak(channel, at) ? await planDelivery(tx, channel.id) : null;
    if (deliveryId !== null) {
      await enqueue(tx, 'quality-alert', { shopId: shop.shopId, deliveryId });
    }
  }
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

function clockOf(timeZone: string, now: Date): { hour: number; weekday: number } {
  const format = new Intl.DateTimeFormat('en', { timeZone, hour: 'numeric', hourCycle: 'h23', weekday: 'short' });
  const parts = new Map(format.formatToParts(now).map(({ type, value }) => [type, value]));
  return { hour: Number(parts.get('hour')), weekday: WEEKDAYS.indexOf(parts.get('weekday') ?? '') };
}

/** What sends; given so that a test can stand in for the world outside. */
export type Senders = { mail: typeof sendMail; post: typeof postHttps };

/**
 * Sends a message, once: one that is sent or given up is left alone. A server that is away is asked again by the job; what it
 * refuses for good is shown and ends. A webhook can tell a repeat by its idempotency key.
 */
export async function sendAlert(
  shopId: number,
  deliveryId: number,
  senders: Senders = { mail: sendMail, post: postHttps },
): Promise<void> {
  const shop = await readShop(shopId);
  const key = await shopDataKey(shopId);
  const ready = await withShop(shopId, async (tx) => {
    const delivery = await waitingDelivery(tx, deliveryId);
    return delivery && { delivery, items: await itemsOf(tx, deliveryId) };
  });
  if (!ready) {
    return;
  }
  const { delivery } = ready;
  const outcome = await send(shop, ready, key, senders);
  const isOver = outcome.isFinal || delivery.attempts + 1 >= TRIES;
  const state = outcome.isSent ? 'sent' : isOver ? 'failed' : 'waiting';
  await withShop(shopId, (tx) => noteTry(tx, deliveryId, { state, reason: outcome.reason }));
  if (state === 'waiting') {
    throw new Error(`alert ${deliveryId} is tried again`);
  }
}

type Outcome = { isSent: boolean; isFinal: boolean; reason: string };

async function send(
  shop: Shop,
  { delivery, items }: { delivery: WaitingDelivery; items: AlertItem[] },
  key: Buffer,
  senders: Senders,
): Promise<Outcome> {
  const message = delivery.isTest
    ? { subject: `Onefold, ${shop.name}: a test`, text: 'This is a test. Alerts of Onefold arrive here.\n' }
    : alertText(items, {
        shopName: shop.name,
        pageOf: (id) => pageOf(shop, id),
        money: (minor) => formatMoney(Math.round(minor), shop.currency, 'en'),
      });
  if (delivery.kind === 'email') {
    const outcome = await senders.mail({ to: [delivery.address], ...message });
    switch (outcome.kind) {
      case 'sent':
        return { isSent: true, isFinal: true, reason: '' };
      case 'not_configured':
        return { isSent: false, isFinal: true, reason: 'This installation has no mail server.' };
      case 'failed':
        return { isSent: false, isFinal: outcome.isFinal, reason: outcome.reason };
    }
  }
  const body = JSON.stringify({
    id: `${shop.shopId}-${delivery.id}`,
    shop: shop.domain,
    test: delivery.isTest,
    subject: message.subject,
    incidents: items.map((item) => ({ ...item, currency: shop.currency, url: pageOf(shop, item.id) })),
  });
  const outcome = await senders.post(
    delivery.address,
    headersOf(body, secretOf(delivery, key), `${shop.shopId}-${delivery.id}`),
    body,
  );
  return {
    isSent: outcome.kind === 'sent',
    isFinal: outcome.kind !== 'failed',
    reason: outcome.kind === 'sent' ? '' : outcome.reason,
  };
}

/** Signed over time and body, so that neither can be changed nor an old call be passed off as a new one. */
function headersOf(body: string, secret: string, id: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
  return {
    'content-type': 'application/json; charset=utf-8',
    'idempotency-key': id,
    'onefold-signature': `t=${at},v1=${signature}`,
  };
}

function pageOf({ domain }: Shop, incidentId: number): string {
  return `https://${domain}/admin/apps/${env().SHOPIFY_API_KEY}/app/quality/incidents/${incidentId}`;
}

export type AlertsPage = { channels: AlertChannel[]; deliveries: DeliveryLine[]; canMail: boolean };

export function readAlertsPage(shopId: number): Promise<AlertsPage> {
  return withShop(shopId, async (tx) => ({
    channels: await listChannels(tx),
    deliveries: await listDeliveries(tx),
    canMail: canSendMail(),
  }));
}

/** Adds a channel. Returns a webhook's secret, which is shown this once. Throws a Refusal that names the field. */
export async function tellBy(shopId: number, draft: ChannelDraft, actor: string): Promise<{ secret: string | null }> {
  const key = await shopDataKey(shopId);
  return withShop(shopId, async (tx) => {
    const added = await addChannel(tx, draft, key, actor);
    await audit(tx, actor, 'quality.channel_added', draft.kind);
    return added;
  });
}

export function tellNoMore(shopId: number, channelId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await dropChannel(tx, channelId);
    await audit(tx, actor, 'quality.channel_removed', String(channelId));
  });
}

/** Sends a message that tries a channel out. */
export function tryChannel(shopId: number, channelId: number): Promise<void> {
  return withShop(shopId, async (tx) => {
    const deliveryId = await planTest(tx, channelId);
    if (deliveryId !== null) {
      await enqueue(tx, 'quality-alert', { shopId, deliveryId });
    }
  });
}
