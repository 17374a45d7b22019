import { setTimeout as sleep } from 'node:timers/promises';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { findShopId } from '#app/shops/find-shop.server.ts';

/** What a call has cost, as Shopify tells it. Points; `actual` is null for a call that was turned away. */
type ToldCost = {
  reserved: number;
  actual: number | null;
  currentlyAvailable: number;
  maximum: number;
  restoreRate: number;
};

/** The points that calls to one shop may cost, shared by all that call it. */
export type ApiBudget = {
  /** Takes points and waits until they are there. */
  take(points: number): Promise<void>;
  /** Takes over what Shopify says is left. */
  settle(told: ToldCost): Promise<void>;
};

/** Points of a standard plan, until Shopify has told otherwise. */
const MAXIMUM = 2000;
const RESTORE_RATE = 100;
/** Work without a person leaves this share to whoever waits for a page. */
const LEFT_TO_PEOPLE = 0.2;
const LONGEST_WAIT_MS = 60_000;

/**
 * One bucket for all workers of all processes, in the database. Who takes more than there is goes into its debt and waits for as
 * long as that takes to fill: callers queue by the order in which they came, and nobody is turned away.
 */
export function sharedBudget(domain: string, wait: (ms: number) => Promise<unknown> = sleep): ApiBudget {
  const inShop = async (work: (tx: Tx) => Promise<void>) => {
    const shopId = await findShopId(domain);
    if (shopId !== null) {
      await withShop(shopId, work);
    }
  };
  return {
    async take(points) {
      let waitMs = 0;
      await inShop(async (tx) => {
        waitMs = await reserve(tx, points);
      });
      if (waitMs > 0) {
        await wait(waitMs);
      }
    },
    settle: (told) => inShop((tx) => settle(tx, told)),
  };
}

/** What has come back since the bucket was last looked at. */
const FILLED = sql`least(b.maximum, b.available + b.restore_rate * extract(epoch from clock_timestamp() - b.at))`;

/** Takes points, going into debt if need be. Milliseconds until the bucket holds them and what is left to people. */
async function reserve(tx: Tx, points: number): Promise<number> {
  await tx.run(sql`
    insert into api_budget (shop_id, available, maximum, restore_rate) values (${tx.shopId}, ${MAXIMUM}, ${MAXIMUM}, ${RESTORE_RATE})
    on conflict (shop_id) do nothing`);
  const [row] = await tx.rows<{ available: number; maximum: number; rate: number }>(sql`
    update api_budget b set available = ${FILLED} - ${points}, at = clock_timestamp() where b.shop_id = ${tx.shopId}
    returning available, maximum, restore_rate as rate`);
  const missing = row!.maximum * LEFT_TO_PEOPLE - row!.available;
  return missing <= 0 ? 0 : Math.min(LONGEST_WAIT_MS, Math.ceil((missing / row!.rate) * 1000));
}

/** Gives back what was taken too much. Shopify's own figure counts where it is lower: others spend from the same bucket. */
async function settle(tx: Tx, told: ToldCost): Promise<void> {
  const back = told.reserved - (told.actual ?? 0);
  await tx.run(sql`
    update api_budget b set available = least(${FILLED} + ${back}, ${told.currentlyAvailable}), maximum = ${told.maximum},
      restore_rate = ${told.restoreRate}, at = clock_timestamp()
    where b.shop_id = ${tx.shopId}`);
}
