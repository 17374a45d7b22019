import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';

/** Where an action happens. All webhooks of one action carry one event id. */
export type Site = { world: World; shop: LiveShop; eventId: string };

/** Something the caller asked for that the shop's data does not allow; the message says what. */
export class ActionRefused extends Error {
  override name = 'ActionRefused';
}

export function announce(site: Site, topic: string, payload: unknown): void {
  site.world.emit(site.shop, topic, payload, site.eventId);
}
