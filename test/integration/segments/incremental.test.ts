import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { refreshHouseholds } from '#app/metrics/refresh-households.server.ts';
import { refreshMembershipStatistics, refreshStatistics, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { checkRule } from '#app/segments/check-rule.ts';
import { compileRule } from '#app/segments/compile-rule.ts';
import { evaluateRule } from '#app/segments/evaluate-rule.ts';
import { loadFacts } from '#app/segments/load-facts.server.ts';
import { printRule } from '#app/segments/print-rule.ts';
import { rebuildMemberships, refreshMembership } from '#app/segments/refresh-membership.server.ts';
import { clausesOf, dependenciesOf } from '#app/segments/rule-tree.ts';
import { readSegments, shopRuleContext } from '#app/segments/segment-store.server.ts';
import type { Rule } from '#app/segments/types.ts';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { useDatabase } from '#test/support/database.ts';
import { householdsByHand, linkPeople, randomPairs, unlinkPeople } from './live-together.ts';
import { ensureScores, makeStore, readRule } from './make-store.ts';
import { removePeople, writePeople } from './write-facts.ts';

const STORES = 10;
const RULES_PER_STORE = Number(process.env['ONEFOLD_RULES'] ?? 1_500) / STORES;
const PEOPLE = 24;
const ROUNDS = 4;
const everybody = Array.from({ length: PEOPLE }, (_, index) => index + 1);

/** The shop's own fields are text, whatever a random rule takes them for. */
const textFields = new Map(
  [...randomCatalogue.fields].map(([name, { label }]) => [name, { type: 'text' as const, label }]),
);

describe('membership kept by what was touched', () => {
  const database = useDatabase();

  beforeAll(async () => {
    await ensureScores(database.owner);
    // Random people bring ids of their own for their history; what is moved here comes after them.
    for (const table of ['segment', 'segment_event']) {
      await database.owner.query(`select setval(pg_get_serial_sequence('${table}', 'id'), 1000000)`);
    }
  });

  it.each(Array.from({ length: STORES }, (_, seed) => seed))(
    'is what SQL and the evaluator find of random rules after random changes, store %i',
    async (seed) => {
      const { context } = await makeStore(database, 300 + seed, PEOPLE);
      const inShop = <T>(work: (tx: Tx) => Promise<T>) => withShop(context.shopId, work, { timeoutMs: 600_000 });
      await inShop(async (tx) => {
        await keepRules(tx, rulesFor(seed, RULES_PER_STORE));
        await refreshMembership(tx, everybody, 'the rules');
      });
      // As after an import and after rules were saved: or the planner would take a shop that it does not know for empty.
      await refreshStatistics();
      await refreshMembershipStatistics();
      await inShop(async (tx) => {
        for (let round = 0; round < ROUNDS; round++) {
          await refreshMembership(tx, await changeSomebody(tx, seed * 100 + round), 'a change');
        }
        expect(await agree(tx)).toBeGreaterThan(0);
      });
    },
    600_000,
  );

  it.each([20, 21, 22])(
    'is the same where many are touched at once, and a rebuild finds nothing to move, store %i',
    async (seed) => {
      const { context } = await makeStore(database, 300 + seed, PEOPLE);
      await withShop(
        context.shopId,
        async (tx) => {
          await keepRules(tx, rulesFor(seed, 60));
          const ids = (await readSegments(tx)).map((one) => one.id);
          await rebuildMemberships(tx, ids, 'the rules');
          for (let round = 0; round < ROUNDS; round++) {
            const touched = await changeSomebody(tx, seed * 100 + round);
            await refreshMembership(tx, touched, 'a change', round % 2 === 0 ? PEOPLE : 0);
          }
          await agree(tx);
          await rebuildMemberships(tx, ids, 'once more');
          const moved = sql`select 1 from segment_event where shop_id = ${tx.shopId} and cause = 'once more'`;
          expect(await tx.rows(moved)).toEqual([]);
        },
        { timeoutMs: 600_000 },
      );
    },
    600_000,
  );
});

/** What others of a household do moves whoever has done nothing. */
const aboutHouseholds = [
  'household_size >= 3',
  'household_number_of_orders >= 5',
  'household_amount_spent > 120',
  'household_buyers = 2',
  'household_others_bought = true',
];

/** Rules that a shop could keep: right for its fields, and naming the segments whose movements they ask for. */
function rulesFor(seed: number, count: number): Rule[] {
  const catalogue = { ...randomCatalogue, fields: textFields };
  const namesItsMoves = (rule: Rule) =>
    clausesOf(rule).every((clause) => {
      const { parts, segments } = dependenciesOf(clause, catalogue);
      return !parts.has('segments') || segments.size > 0;
    });
  const isKept = (rule: Rule) => namesItsMoves(rule) && checkRule(rule, { catalogue, segments: handles }).length === 0;
  return [
    ...aboutHouseholds.map(readRule),
    ...fc.sample(ruleArbitrary.filter(isKept), { seed: 5_000 + seed, numRuns: count }),
  ];
}

async function keepRules(tx: Tx, rules: readonly Rule[]): Promise<void> {
  const named = ['amount_spent > 40', 'number_of_orders >= 2'].map(readRule);
  for (const [index, handle] of handles.entries()) {
    await tx.run(
      sql`update segment set rule = ${JSON.stringify(named[index])}::jsonb where shop_id = ${tx.shopId} and handle = ${handle}`,
    );
  }
  await tx.run(sql`
    insert into segment (shop_id, handle, name, rule_text, rule)
    select ${tx.shopId}::bigint, 'random-' || nth, 'Random ' || nth, '', rule
    from jsonb_array_elements(${JSON.stringify(rules)}::jsonb) with ordinality as r (rule, nth)`);
}

/** Somebody goes, somebody becomes another, moves in with somebody or comes back; returns who was touched, by that or by who lives there. */
async function changeSomebody(tx: Tx, seed: number): Promise<number[]> {
  const [touched = []] = fc.sample(fc.subarray(everybody, { minLength: 1, maxLength: 9 }), { seed, numRuns: 1 });
  const [others = []] = fc.sample(fc.tuple(...touched.map(personArbitrary)), { seed, numRuns: 1 });
  const left = await unlinkPeople(tx, touched);
  await removePeople(tx, touched);
  // Every seventh goes for good, until somebody of that number comes again.
  const staying = others.filter(({ facts }) => (facts.id + seed) % 7 > 0);
  await writePeople(
    tx,
    staying.map((person) => ({ ...person, facts: { ...person.facts, memberships: [], segmentEvents: [] } })),
  );
  const joined = await linkPeople(tx, randomPairs(touched, PEOPLE, seed));
  const changed = [...new Set([...touched, ...left, ...joined, ...(await buyMore(tx, seed))])];
  return [...new Set([...changed, ...(await refreshHouseholds(tx, changed))])];
}

/** A few have bought once more, with nothing else said of them; returns who. What they live in has bought more, too. */
async function buyMore(tx: Tx, seed: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    update profile_metrics set orders_count = orders_count + 1, net_minor = net_minor + 4000
    where shop_id = ${tx.shopId} and profile_id % 5 = ${seed % 5} returning profile_id as id`);
  return rows.map(({ id }) => id);
}

/** Asks all three of every segment; returns how many memberships there are. */
async function agree(tx: Tx): Promise<number> {
  const segments = await readSegments(tx);
  const context = await shopRuleContext(tx, segments);
  const people = await loadFacts(tx, everybody);
  const households = new Map(people.flatMap(({ id, household }) => (household ? [[id, household] as const] : [])));
  expect(households).toEqual(await householdsByHand(tx));
  const members = await tx.rows<{ id: number; segment_id: number }>(
    sql`select profile_id as id, segment_id from segment_member where shop_id = ${tx.shopId} order by segment_id, profile_id`,
  );
  for (const { id, rule } of segments) {
    const kept = members.filter((one) => one.segment_id === id).map((one) => one.id);
    const judged = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
    expect(kept, `kept and evaluator: ${printRule(rule)}`).toEqual(judged);
    expect(await idsOf(tx, compileRule(rule, context)), `SQL and evaluator: ${printRule(rule)}`).toEqual(judged);
  }
  return members.length;
}

async function idsOf(tx: Tx, statement: Parameters<Tx['rows']>[0]): Promise<number[]> {
  return (await tx.rows<{ id: number }>(statement)).map((row) => row.id).toSorted((a, b) => a - b);
}
