import { fitAdviceInThread, keepAdvice, readAdviceInput } from '#app/analytics/advice.server.ts';
import { fitInThread } from '#app/metrics/fit-in-thread.server.ts';
import { profilesWithNewCosts, refreshGoods } from '#app/metrics/refresh-goods.server.ts';
import { beginScoring, dropStrayScores, scoreSlice } from '#app/metrics/refresh-scores.server.ts';
import { keepModel, readFitInput, todayIn } from '#app/metrics/value-model.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { rebuildMemberships, segmentsThatRead } from '#app/segments/refresh-membership.server.ts';
import { readShop } from '#app/shops/find-shop.server.ts';
import { queueFollowing } from './activation-follow.server.ts';
import { outdateFigures } from './figures.server.ts';

const TIMEOUT_MS = 600_000;
/** Profiles scored at a time; events of the shop wait no longer than that takes, about a third of a second. */
const SLICE = 20_000;

/**
 * Fits the shop's value model on all that is known today, examines it on the shop's own past, puts it in force and scores every profile
 * by it, slice by slice with its progress. Then segments that ask for scores are computed anew. Idempotent.
 */
export async function fitValue(shopId: number): Promise<void> {
  const began = performance.now();
  const shop = await readShop(shopId);
  const today = todayIn(shop.timeZone);
  await followCosts(shopId);
  const input = await withShop(shopId, (tx) => readFitInput(tx, today), { timeoutMs: TIMEOUT_MS });
  const model = await fitInThread(input);
  const version = await withShop(shopId, (tx) => keepModel(tx, model, today), { timeoutMs: TIMEOUT_MS });
  const fitted = performance.now();
  const slices = await scoreAll(shopId);
  await learnAdvice(shopId, today);
  log('info', 'the value model was fitted', {
    shopId,
    version,
    slices,
    fitMs: Math.round(fitted - began),
    scoreMs: Math.round(performance.now() - fitted),
  });
}

/** Reckons anew, slice by slice, what was bought of products whose type or cost is told otherwise than at the last fit. */
async function followCosts(shopId: number): Promise<void> {
  for (let after = 0, more = true; more; ) {
    const ids = await withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        const slice = await profilesWithNewCosts(tx, after, SLICE);
        if (slice.length > 0) await refreshGoods(tx, slice);
        return slice;
      },
      { timeoutMs: TIMEOUT_MS },
    );
    after = ids.at(-1) ?? after;
    more = ids.length === SLICE;
  }
}

/** Learns what goes with what, for suggestions. */
async function learnAdvice(shopId: number, today: string): Promise<void> {
  const { keys, input } = await withShop(shopId, (tx) => readAdviceInput(tx, today), { timeoutMs: TIMEOUT_MS });
  const fitted = await fitAdviceInThread(input);
  await withShop(shopId, (tx) => keepAdvice(tx, keys, fitted), { timeoutMs: TIMEOUT_MS });
}

async function scoreAll(shopId: number): Promise<number> {
  await withShop(shopId, beginScoring);
  let slices = 0;
  for (let after: number | null = 0; after !== null; slices++) {
    const from: number = after;
    after = await withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        return scoreSlice(tx, from, SLICE);
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      await dropStrayScores(tx);
      await outdateFigures(tx);
      await rebuildMemberships(tx, await segmentsThatRead(tx, 'scores'), 'new scores');
      await queueFollowing(tx);
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return slices;
}
