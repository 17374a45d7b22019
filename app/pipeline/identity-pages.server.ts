import { type KeptAnswer, readAnswers } from '#app/identity/answers.server.ts';
import { type NeverIdentifies, readNeverIdentifies } from '#app/identity/never-identifies.server.ts';
import { countQuestions } from '#app/identity/open-questions.server.ts';
import { readSharedValues, type SharedValue } from '#app/identity/shared-values.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type AnonymousTill, readAnonymousTill } from '#app/profiles/anonymous-till.server.ts';

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

/** How much of the till's revenue of the last days has no person behind it. */
export function readTillPage(shopId: number, days: number): Promise<AnonymousTill> {
  return withShop(shopId, (tx) => readAnonymousTill(tx, days));
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
};

/** The state of identity in figures. */
export function readIdentityOverview(shopId: number): Promise<IdentityOverview> {
  return withShop(shopId, async (tx) => ({
    ...(await readCounts(tx)),
    questions: await countQuestions(tx),
    alarms: (await readSharedValues(tx, MOST_VALUES)).filter((one) => one.suspect !== null).length,
  }));
}

async function readCounts(tx: Tx): Promise<Pick<IdentityOverview, 'records' | 'profiles' | 'across' | 'decisions'>> {
  const [row] = await tx.rows<Pick<IdentityOverview, 'records' | 'profiles' | 'across' | 'decisions'>>(sql`
    select (select count(*) from customer_record where shop_id = ${tx.shopId}) as records,
           count(*) as profiles, count(*) filter (where cardinality(sources) > 1) as across,
           (select count(*) from review_answer where shop_id = ${tx.shopId} and withdrawn_at is null) as decisions
    from profile where shop_id = ${tx.shopId}`);
  return row!;
}
