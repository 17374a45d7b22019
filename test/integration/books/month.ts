import { type Payload, parsePayload } from '#app/sources/shopify/payload.ts';
import { seededRandom } from '#test/integration/pipeline/shuffle.ts';
import type { Flow, Installed } from '#test/integration/pipeline/use-flow.ts';

/** A message as Shopify would send it, and when what it tells happened. */
export type Message = {
  topic: string;
  body: string;
  deliveryId: string;
  at: Date;
  /** `order:1`, `customer:2`. */
  about: string;
  fate: 'as it should' | 'dropped' | 'repeated' | 'delayed' | 'overtaken';
};

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * A month of business in the stand-in's world: sales over thirty days, and refunds, edits, cancellations, customers, tags and
 * consents at its end. Nothing is sent; what would have been comes back in the order in which it happened.
 */
export async function liveThroughMonth(flow: Flow, shop: Installed, sales: number): Promise<Message[]> {
  const { standIn } = flow;
  const random = seededRandom(7);
  const start = Date.now() - 29 * DAY_MS;
  const messages: Message[] = [];
  await standIn.control('chaos', { hold: true });
  let seen = standIn.world.sender.log.length;
  const act = async (action: string, fields: Record<string, unknown>, at: Date) => {
    const { body: answer } = await standIn.control(action, { shop: shop.domain, ...fields });
    for (const [nth, sent] of standIn.world.sender.log.slice(seen).entries()) {
      const about = aboutOf(sent.topic, parsePayload(sent.body));
      const happened = new Date(at.getTime() + nth);
      const body = sent.body.replace(/"occurredAt":"[^"]+"/, `"occurredAt":"${happened.toISOString().slice(0, 19)}Z"`);
      messages.push({ topic: sent.topic, body, deliveryId: sent.webhookId, at: happened, about, fate: 'as it should' });
    }
    seen = standIn.world.sender.log.length;
    return answer;
  };
  const customers = [...standIn.world.findShop(shop.domain)!.store.customers.keys()];
  const some = () => customers[Math.floor(random() * customers.length)]!;
  const orders: string[] = [];
  await act('change-customer', { customerId: customers[0] }, new Date(start - MINUTE_MS));
  for (let sale = 0; sale < sales; sale++) {
    const at = new Date(start + (sale / sales) * 28 * DAY_MS);
    const made = await act(
      sale % 3 === 0 ? 'sale-pos' : 'sale-online',
      { customerId: some(), placedAt: at.toISOString(), ...(sale % 11 === 0 ? { anonymous: true } : {}) },
      at,
    );
    orders.push(String(made['orderId']));
  }
  await endOfMonth(act, orders, customers, start + 28 * DAY_MS + 3_600_000);
  return messages;
}

type Act = (action: string, fields: Record<string, unknown>, at: Date) => Promise<Record<string, unknown>>;

/** What happens to sales and customers afterwards; each sale meets one fate, a few minutes after the one before. */
async function endOfMonth(
  act: Act,
  orders: readonly string[],
  customers: readonly string[],
  from: number,
): Promise<void> {
  const fates = ['refund', 'edit-order', 'cancel-order', 'delete-order'];
  let minute = 0;
  const next = () => new Date(from + minute++ * 3 * MINUTE_MS);
  for (const [nth, orderId] of orders.entries()) {
    const fate = nth % 4 === 0 ? fates[(nth / 4) % fates.length] : undefined;
    if (fate) {
      await act(fate, { orderId }, next());
    }
  }
  for (let nth = 0; nth < orders.length / 8; nth++) {
    const at = next();
    await act('create-customer', {}, at);
    await act(
      'change-customer',
      { customerId: customers[nth], note: `Called ${nth}`, firstName: `Name ${nth}` },
      next(),
    );
    await act('add-tags', { customerId: customers[nth], tags: `tag-${nth}` }, next());
    await act('email-consent', { customerId: customers[nth], state: 'UNSUBSCRIBED', at: at.toISOString() }, next());
  }
}

function aboutOf(topic: string, payload: Payload): string {
  const end = (value: unknown) =>
    String(value ?? '')
      .split('/')
      .at(-1)!;
  const edit = payload['order_edit'] as Payload | undefined;
  if (edit) {
    return `order:${end(edit['order_id'])}`;
  }
  if (topic.startsWith('refunds/')) {
    return `refund:${end(payload['admin_graphql_api_id'])}`;
  }
  if (topic.startsWith('orders/')) {
    return `order:${end(payload['admin_graphql_api_id'] ?? payload['id'])}`;
  }
  return `customer:${end(payload['customerId'] ?? payload['customer_id'] ?? payload['admin_graphql_api_id'] ?? payload['id'])}`;
}

/** Gives every twentieth message each of the four mischiefs; the first message of all arrives as it should. */
export function disturb(messages: Message[], seed: number): void {
  const random = seededRandom(seed);
  const mischief = ['dropped', 'repeated', 'delayed', 'overtaken'] as const;
  for (const message of messages.slice(1)) {
    const drawn = Math.floor(random() * 20);
    message.fate = mischief[drawn] ?? 'as it should';
  }
}

/**
 * The order of arrival: delayed ones come at the end; an overtaken one comes after the next message about the same thing that
 * is at least a minute younger. Where there is none to be overtaken by, it arrives as it should.
 */
export function arrivals(messages: Message[]): Message[] {
  const queue = messages.filter((one) => one.fate !== 'dropped' && one.fate !== 'delayed');
  for (const message of messages.filter((one) => one.fate === 'overtaken')) {
    const own = queue.indexOf(message);
    const next = queue.findIndex(
      (other, at) => at > own && other.about === message.about && other.at.getTime() - message.at.getTime() > MINUTE_MS,
    );
    if (next < 0) {
      message.fate = 'as it should';
    } else {
      queue.splice(next + 1, 0, message);
      queue.splice(own, 1);
    }
  }
  const overtakes = (other: Message, message: Message) =>
    other.about === message.about && other.at.getTime() - message.at.getTime() > MINUTE_MS;
  for (const [at, message] of queue.entries()) {
    if (message.fate === 'overtaken' && !queue.slice(0, at).some((other) => overtakes(other, message))) {
      message.fate = 'as it should';
    }
  }
  return [...queue, ...messages.filter((one) => one.fate === 'delayed')];
}
