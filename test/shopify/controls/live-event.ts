import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { runControl } from './run-control.ts';

/** How often each thing happens in a shop that sells mostly online to people it knows. Shares sum to 1. */
const MIX: readonly [share: number, action: string, fields: Record<string, unknown>][] = [
  [0.34, 'sale-online', {}],
  [0.16, 'sale-online', { newCustomer: true }],
  [0.14, 'sale-pos', {}],
  [0.08, 'sale-pos', { anonymous: true }],
  [0.1, 'change-customer', {}],
  [0.06, 'email-consent', { state: 'SUBSCRIBED' }],
  [0.03, 'email-consent', { state: 'UNSUBSCRIBED' }],
  [0.05, 'refund', {}],
  [0.02, 'add-tags', { tags: 'vip' }],
  [0.02, 'cancel-order', {}],
];

/** One random event of a plausible day. */
export function liveEvent(world: World, shop: LiveShop): void {
  let roll = Math.random();
  for (const [share, action, fields] of MIX) {
    roll -= share;
    if (roll > 0) continue;
    void runControl(world, action, { ...fields, shop: shop.domain });
    return;
  }
}
