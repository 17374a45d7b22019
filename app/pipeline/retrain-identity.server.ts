import { freeze } from '#app/identity/active-model.server.ts';
import { answersSinceLearned } from '#app/identity/answers.server.ts';
import { askRehearsal, supersedeModels } from '#app/identity/rehearsals.server.ts';
import type { ResolvedRecords } from '#app/identity/resolve-records.ts';
import { isBeingSetUp, learnShop, takeUpModel } from '#app/identity/resolve-shop.server.ts';
import { lockShop, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { log } from '#app/platform/log.server.ts';
import { enqueue } from './enqueue.server.ts';
import type { Proposal } from './proposal.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

const TIMEOUT_MS = 1_800_000;
/** Profiles whose derived data is renewed at a time. */
const CHUNK = 5000;
/** Answers that are worth learning anew for. */
const ENOUGH_ANSWERS = 20;

/** Who asks for what nobody asked for. */
export const ONEFOLD = 'onefold';

/**
 * Learns the shop's matching model anew. While a shop is being set up it is taken up with the profiles that change by it; later it is
 * frozen and rehearsed against the one in force, and waits for somebody's approval (`rehearse.server.ts`). One transaction.
 */
export async function retrainIdentity(shopId: number): Promise<void> {
  await refreshStatistics();
  await withShop(
    shopId,
    async (tx) => {
      await lockShop(tx);
      const learned = await learnShop(tx);
      const isTaken = learned !== null && (await isBeingSetUp(tx, learned.context.set.size));
      if (learned && isTaken) {
        await takeUp(tx, learned);
      } else if (learned) {
        await propose(tx, learned);
      }
      await enqueue(tx, 'value-fit', { shopId });
      log('info', 'identity was trained', { shopId, trained: learned !== null, taken: isTaken });
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

async function takeUp(tx: Tx, learned: ResolvedRecords): Promise<void> {
  const { changed, related } = await takeUpModel(tx, learned);
  const touched = [...new Set([...changed, ...related])];
  for (let at = 0; at < touched.length; at += CHUNK) {
    await refreshProfiles(tx, touched.slice(at, at + CHUNK), 'a new matching model');
  }
}

/** Only the newest model waits: what an older one would have changed is of no interest any more. */
async function propose(tx: Tx, { learned, context }: ResolvedRecords): Promise<void> {
  const { version } = learned;
  if (!(await supersedeModels(tx, version))) {
    return;
  }
  await freeze(tx, learned, context.set.size);
  const proposal: Proposal = { matching: null, survivorship: null, trust: null, model: version };
  const rehearsalId = await askRehearsal(tx, proposal, ONEFOLD);
  await enqueue(tx, 'identity-rehearse', { shopId: tx.shopId, rehearsalId });
}

/** Lets the shop learn from its people's answers, once there are enough new ones. */
export async function queueTeaching(tx: Tx): Promise<void> {
  if ((await answersSinceLearned(tx)) >= ENOUGH_ANSWERS) {
    await enqueue(tx, 'identity-train', { shopId: tx.shopId });
  }
}
