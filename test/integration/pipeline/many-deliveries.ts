import { customerPayload, orderPayload, refundObject, refundPayload, tagsPayload } from './payloads.ts';
import { seededRandom, shuffled } from './shuffle.ts';

export type ManyDelivery = { topic: string; payload: string; triggeredAt: Date };

const MINUTE_MS = 60_000;
const GIVEN = ['Ada', 'Bela', 'Carl', 'Dora', 'Emil', 'Frida', 'Gustav', 'Hedda'];

/**
 * What a shop sends in a busy hour: customers who come, change and are tagged, their orders, changes to these, refunds.
 * A fifth of the customers come a second time under another id with the same address. In an order of its own by seed;
 * each was triggered at an instant of its own, so that any order of arrival tells the same story.
 */
export function manyDeliveries(count: number, firstAt: Date, seed: number): ManyDelivery[] {
  const deliveries: ManyDelivery[] = [];
  const next = () => new Date(firstAt.getTime() + deliveries.length * MINUTE_MS);
  const say = (topic: string, payload: string, triggeredAt: Date) => deliveries.push({ topic, payload, triggeredAt });
  for (let index = 0; deliveries.length < count; index++) {
    const id = `880000${10_000 + index}`;
    const person = index % 5 === 4 ? index - 1 : index;
    const customer = {
      id,
      firstName: GIVEN[person % GIVEN.length]!,
      lastName: `Person${'abcdefghij'[person % 10]}${'klmnopqrst'[Math.floor(person / 10) % 10]}`,
      email: `person.${person}@example.com`,
      phone: person % 3 === 0 ? `+1415555${String(1000 + person)}` : null,
    };
    const created = next();
    say('customers/create', customerPayload({ ...customer, at: created }), created);
    const order = {
      id: `990000${10_000 + index}`,
      placedAt: next(),
      total: `${20 + (index % 90)}.50`,
      currency: 'EUR',
      customer: { ...customer, at: created },
    };
    say('orders/create', orderPayload({ ...order, at: order.placedAt }), order.placedAt);
    const changed = next();
    say('customers/update', customerPayload({ ...customer, note: `Note ${index}`, at: changed }), changed);
    const tagged = next();
    say('customer.tags_added', tagsPayload(id, ['vip'], tagged), tagged);
    if (index % 2 === 0) {
      const refund = { id: `770000${10_000 + index}`, orderId: order.id, amount: '5.25', currency: 'EUR', at: next() };
      say('refunds/create', refundPayload(refund), refund.at);
      const updated = next();
      const status = 'partially_refunded';
      say('orders/updated', orderPayload({ ...order, status, refunds: [refundObject(refund)], at: updated }), updated);
    }
  }
  return shuffled(deliveries.slice(0, count), seededRandom(seed));
}
