import type { LiveShop } from '../world/live-shop.ts';
import type { ShopStore } from '../world/shop-store.ts';
import type { World } from '../world/world.ts';

/** What every resolver may reach. */
export type GraphContext = {
  world: World;
  shop: LiveShop;
  store: ShopStore;
  /** One id for all webhooks of one request. */
  eventId: string;
  /** In bulk operations a connection answers all its rows, whatever its arguments. */
  unpaged: boolean;
};

export type Args = Record<string, unknown>;

/** Resolvers of one GraphQL type over one kind of source. */
export type FieldTable<Source> = Record<string, (source: Source, args: Args, context: GraphContext) => unknown>;
