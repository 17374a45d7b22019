import { type KeptAnswer, readAnswers } from '#app/identity/answers.server.ts';
import { lastNight, type NightReport } from '#app/identity/checks.server.ts';
import { type NeverIdentifies, readNeverIdentifies } from '#app/identity/never-identifies.server.ts';
import { countQuestions } from '#app/identity/open-questions.server.ts';
import { waitingModel } from '#app/identity/rehearsals.server.ts';
import { readSharedValues, type SharedValue } from '#app/identity/shared-values.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type AnonymousTill, readAnonymousTill } from '#app/profiles/anonymous-till.server.ts';
import { type ProbableOwners, readProbableOwners } from '#app/profiles/probable-owners.server.ts';
import { summarySchema } from './proposal.ts';

/** Lines on a page of decisions; of shared values. */
const MOST_ANSWERS = 100;
const MOST_VALUES = 50;

/** What people have decided, the latest first. */
export function readDecisions(shopId: number): Promise<KeptAnswer[]> {
  return withShop(shopId, (tx) => readAnswers(tx, MOST_ANSWERS));
}

export type SharedPage = {
  shared: SharedValue[];
  demoted: NeverIdentifies[];
};

/** Values that different people use, and those of which somebody has said that they identify nobody. */
export function readSharedPage(shopId: number): Promise<SharedPage> {
  return withShop(shopId, async (tx) => ({
    shared: await readSharedValues(tx, MOST_VALUES),
    demoted: await readNeverIdentifies(tx),
  }));
}

/** Guesses that the till's page lists. */
const MOST_OWNERS = 25;

export type TillPage = { till: AnonymousTill; owners: ProbableOwners | null };

/** How much of the till's revenue of the last days has no person behind it; and whose some of it may be. */
export function readTillPage(shopId: number, days: number): Promise<TillPage> {
  return withShop(shopId, async (tx) => ({
    till: await readAnonymousTill(tx, days),
    owners: await readProbableOwners(tx, MOST_OWNERS),
  }));
}

export type IdentityOverview = {
  records: number;
  profiles: number;
  /** Profiles with records of more than one source. */
  across: number;
  questions: number;
  /** Values that may have made one profile of several people. */
  alarms: number;
  decisions: number;
  /** What the last night found; null before the first. */
  night: NightReport | null;
  /** A learned model that waits for somebody to look at what it would change; null if none does. */
  model: { rehearsalId: number; merges: number; splits: number } | null;
};

/** The state of identity in figures. */
export function readIdentityOverview(shopId: number): Promise<IdentityOverview> {
  return withShop(shopId, async (tx) => ({
    ...(await readCounts(tx)),
    night: await lastNight(tx),
    model: await readWaiting(tx),
    questions: await countQuestions(tx),
    alarms: (await readSharedValues(tx, MOST_VALUES)).filter((one) => one.suspect !== null).length,
  }));
}

async function readWaiting(tx: Tx): Promise<IdentityOverview['model']> {
  const waiting = await waitingModel(tx);
  if (!waiting) {
    return null;
  }
  const { merges, splits } = summarySchema.parse(waiting.summary);
  return { rehearsalId: waiting.id, merges, splits };
}

async function readCounts(tx: Tx): Promise<Pick<IdentityOverview, 'records' | 'profiles' | 'across' | 'decisions'>> {
  const [row] = await tx.rows<Pick<IdentityOverview, 'records' | 'profiles' | 'across' | 'decisions'>>(sql`
    select (select count(*) from customer_record where shop_id = ${tx.shopId}) as records,
           count(*) as profiles, count(*) filter (where cardinality(sources) > 1) as across,
           (select count(*) from review_answer where shop_id = ${tx.shopId} and withdrawn_at is null) as decisions
    from profile where shop_id = ${tx.shopId}`);
  return row!;
}
