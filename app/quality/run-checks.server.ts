import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Beforehand, Check, SubjectName } from './check.ts';
import { CHECKS } from './check-list.ts';
import { contextOf, withVocabulary } from './context.server.ts';
import { type Counted, countChecks, type StaffResult } from './count-checks.server.ts';
import { selectMailboxes } from './lenses.ts';
import { type MoneyAtStake, selectDuplicates, selectWorth } from './money.ts';
import type { CheckResult } from './score.ts';
import { readChecks } from './standards.server.ts';

/** Runs that are kept; older ones go with the next. */
const KEPT_RUNS = 200;

/** Sums and comparisons over all rows stay in memory where they can, and no statement here is worth compiling. */
export const ROOM_TO_COUNT = "set local work_mem = '128MB'; set local jit = off";

/** How long all checks may take before the run is given up. */
export const RUN_TIMEOUT_MS = 300_000;

/**
 * Runs all checks over the shop's data and keeps their counts as the newest run; a run that waits becomes this one. Returns
 * its id. People and sales are counted side by side, each in a transaction of its own, so that two cores share the work: O(records +
 * orders + lines). Reads no more than it counts and holds no lock.
 */
export async function runChecks(shop: Shop, now = new Date()): Promise<number> {
  const began = performance.now();
  const [people, sales] = await Promise.all([
    counting(shop, (tx) => countPeople(tx, shop, now)),
    counting(shop, (tx) => countSales(tx, shop, now)),
  ]);
  const money = { ...people.money, ...sales.money };
  return withShop(shop.shopId, async (tx) => {
    const runId = await takeRun(tx);
    await keepCounts(tx, runId, people.counted);
    await keepCounts(tx, runId, sales.counted);
    await tx.run(sql`
      update quality_run set state = 'done', ran_at = ${now}, milliseconds = ${Math.round(performance.now() - began)}::int,
        money = ${JSON.stringify(money)}::jsonb
      where shop_id = ${tx.shopId} and id = ${runId}`);
    await tx.run(sql`
      delete from quality_run where shop_id = ${tx.shopId} and state <> 'waiting'
        and id <= (select id from quality_run where shop_id = ${tx.shopId} order by id desc offset ${KEPT_RUNS} limit 1)`);
    return runId;
  });
}

function counting<T>(shop: Shop, work: (tx: Tx) => Promise<T>): Promise<T> {
  const count = async (tx: Tx) => {
    await tx.client.query(ROOM_TO_COUNT);
    return work(tx);
  };
  return withShop(shop.shopId, count, { timeoutMs: RUN_TIMEOUT_MS });
}

const OF_PEOPLE: readonly SubjectName[] = ['customer', 'profile'];

/** Checks of customers and profiles, and what double ones buy. */
async function countPeople(tx: Tx, shop: Shop, now: Date) {
  const mailboxes = await tx.rows<Mailbox>(sql`
    select b.email_normal as email, b.first, b.apart, b.records, coalesce(b.of_others, false) as "ofOthers" from (${selectMailboxes(tx.shopId)}) b`);
  const context = { ...contextOf(shop, now), beforehand: { mailboxes } };
  const checks = (await readChecks(tx, now)).filter(({ subject }) => OF_PEOPLE.includes(subject));
  const counted = await countChecks(tx, checks, context, 'store too');
  const desks = new Set((await withVocabulary(tx, CHECKS.email_in_two_profiles, context)).wrong);
  const shared = mailboxes.filter(({ apart, email }) => apart && !desks.has(email));
  const [duplicates] = await tx.rows<{ count: number; net_minor: number }>(
    selectDuplicates(tx.shopId, context.today, shared),
  );
  return { counted, money: { duplicates: { profiles: duplicates!.count, netMinor: duplicates!.net_minor } } };
}

type Mailbox = NonNullable<Beforehand['mailboxes']>[number];

type Worth = Record<
  'order_minor' | 'customer_minor' | 'anonymous' | 'anonymous_minor' | 'unreachable' | 'unreachable_minor',
  number
> & { usual: NonNullable<Beforehand['usual']> };

/** Checks of orders, refunds and sources, and what sales are worth. */
async function countSales(tx: Tx, shop: Shop, now: Date) {
  const own = contextOf(shop, now);
  const [worth] = await tx.rows<Worth>(selectWorth(tx.shopId, own.today));
  const checks = (await readChecks(tx, now)).filter(({ subject }) => !OF_PEOPLE.includes(subject));
  const counted = await countChecks(tx, checks, { ...own, beforehand: { usual: worth!.usual } }, 'store too');
  const money: Omit<MoneyAtStake, 'duplicates'> = {
    worth: { orderMinor: worth!.order_minor, customerMinor: worth!.customer_minor },
    unreachable: { people: worth!.unreachable, netMinor: worth!.unreachable_minor },
    anonymous: { orders: worth!.anonymous, netMinor: worth!.anonymous_minor },
  };
  return { counted, money };
}

async function keepCounts(tx: Tx, runId: number, { results, byStaff }: Counted): Promise<void> {
  await tx.run(sql`
    insert into check_run (shop_id, run_id, check_key, source_id, total, failing)
    select ${tx.shopId}, ${runId}, r.* from unnest(${results.map((one) => one.checkKey)}::text[], ${results.map((one) => one.sourceId)}::bigint[],
      ${results.map((one) => one.total)}::bigint[], ${results.map((one) => one.failing)}::bigint[]) r`);
  const column = (read: (one: StaffResult) => number | string) => byStaff.map(read);
  await tx.run(sql`
    insert into check_run_staff (shop_id, run_id, check_key, store_id, staff, total, failing)
    select ${tx.shopId}, ${runId}, r.* from unnest(${column((one) => one.checkKey)}::text[], ${column((one) => one.storeId ?? 0)}::bigint[],
      ${column((one) => one.staff ?? '')}::text[], ${column((one) => one.total)}::bigint[], ${column((one) => one.failing)}::bigint[]) r`);
}

/** Counts one check's rows and faults per source. */
export async function runCheck(tx: Tx, shop: Shop, check: Check, now: Date): Promise<CheckResult[]> {
  return (await countChecks(tx, [check], contextOf(shop, now))).results;
}

/** The run that waits, or a new one. */
async function takeRun(tx: Tx): Promise<number> {
  const [waiting] = await tx.rows<{ id: number }>(sql`
    select id from quality_run where shop_id = ${tx.shopId} and state = 'waiting' order by id limit 1 for update`);
  return waiting?.id ?? askForRun(tx);
}

/** Notes that a run is wanted. Returns its id; the one that already waits, if there is one. */
export async function askForRun(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ id: number }>(sql`
    with waiting as (select id from quality_run where shop_id = ${tx.shopId} and state = 'waiting' order by id limit 1),
    made as (
      insert into quality_run (shop_id) select ${tx.shopId} where not exists (select from waiting) returning id)
    select id from waiting union all select id from made`);
  return row!.id;
}

/** Notes that the waiting run came to nothing, so that its page stops waiting. */
export async function failRun(tx: Tx): Promise<void> {
  await tx.run(
    sql`update quality_run set state = 'failed', ran_at = now() where shop_id = ${tx.shopId} and state = 'waiting'`,
  );
}
