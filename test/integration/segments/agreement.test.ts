import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { compileRule } from '#app/segments/compile-rule.ts';
import { evaluateRule } from '#app/segments/evaluate-rule.ts';
import type { ProfileFacts } from '#app/segments/facts.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { printRule } from '#app/segments/print-rule.ts';
import { type RuleContext, ruleContext } from '#app/segments/rule-context.ts';
import type { Rule } from '#app/segments/types.ts';
import { simpleLower } from '#app/segments/value-types/text.ts';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue, ruleArbitrary } from '#test/factories/random-rules.ts';
import { type TestDatabase, useDatabase } from '#test/support/database.ts';
import { segmentId, writeFacts } from './write-facts.ts';

const STORES = 10;
const PEOPLE = 30;
const RULES_PER_STORE = 1_000;

type Store = { context: RuleContext; people: ProfileFacts[] };

describe('SQL and evaluator', () => {
  const database = useDatabase();

  beforeAll(async () => {
    await database.owner.query(scoresTable);
  });

  it.each(Array.from({ length: STORES }, (_, seed) => seed))(
    'agree on a thousand random rules in store %i',
    async (seed) => {
      const { context, people } = await makeStore(database, seed);
      const rules = fc.sample(ruleArbitrary, { seed: 1_000 + seed, numRuns: RULES_PER_STORE });
      const some = people.filter((person) => person.id % 3 === 0).map((person) => person.id);
      let telling = 0;
      await withShop(
        context.shopId,
        async (tx) => {
          for (const [index, rule] of rules.entries()) {
            const wanted = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
            const profileIds = index % 2 === 0 ? some : undefined;
            const expected = profileIds ? wanted.filter((id) => some.includes(id)) : wanted;
            expect(await membersOf(tx, rule, context, profileIds), printRule(rule)).toEqual(expected);
            telling += wanted.length > 0 && wanted.length < people.length ? 1 : 0;
          }
        },
        { timeoutMs: 300_000 },
      );
      // A rule that holds of nobody or of everybody proves little.
      expect(telling / RULES_PER_STORE).toBeGreaterThan(0.4);
    },
    300_000,
  );

  it('see the people of one shop only, whatever ids are asked for', async () => {
    const stores = [await makeStore(database, 101), await makeStore(database, 102)] as const;
    const everybody = readRule('NOT (number_of_orders = 0 AND number_of_orders = 1)');
    const ids = stores[0].people.map((person) => person.id);
    const statement = compileRule(everybody, stores[0].context, { profileIds: ids });
    expect(await withShop(stores[1].context.shopId, (tx) => tx.rows(statement))).toEqual([]);
  });

  it('answer a rule of five thousand conditions', async () => {
    const { context, people } = await makeStore(database, 103);
    const text = Array.from({ length: 5_000 }, (_, index) => `amount_spent = ${index}.5`).join(' OR ');
    const rule = readRule(text);
    const wanted = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
    expect(await withShop(context.shopId, (tx) => membersOf(tx, rule, context))).toEqual(wanted);
  });

  it('fold upper and lower case alike, letter by letter', async () => {
    const { context } = await makeStore(database, 104);
    const letters = Array.from({ length: 0x24ff }, (_, index) => String.fromCodePoint(index + 1));
    const [row] = await withShop(context.shopId, (tx) =>
      tx.rows<{ lowered: string[] }>(
        sql`select array_agg(lower(letter) order by nth) as lowered from unnest(${letters}::text[]) with ordinality as l (letter, nth)`,
      ),
    );
    const differing = letters.filter((letter, index) => simpleLower(letter) !== row?.lowered[index]);
    expect(differing).toEqual([]);
  });
});

async function membersOf(tx: Tx, rule: Rule, context: RuleContext, profileIds?: readonly number[]): Promise<number[]> {
  const statement = compileRule(rule, context, profileIds ? { profileIds } : {});
  const found = await tx.rows<{ id: number }>(statement).catch((cause: unknown) => {
    throw new Error(`${printRule(rule)}\n${statement.text}\n${JSON.stringify(statement.values)}`, { cause });
  });
  return found.map((row) => row.id).toSorted((a, b) => a - b);
}

async function makeStore(database: TestDatabase, seed: number): Promise<Store> {
  const timeZone = ['Europe/Berlin', 'America/New_York', 'UTC', 'Pacific/Auckland'][seed % 4] ?? 'UTC';
  const { shopId } = await database.makeShop({ timeZone, currency: 'EUR' });
  const ids = Array.from({ length: PEOPLE }, (_, index) => index + 1);
  const [people = []] = fc.sample(fc.tuple(...ids.map(personArbitrary)), { seed, numRuns: 1 });
  await withShop(shopId, (tx) => writeFacts(tx, people));
  const context = ruleContext({
    shopId,
    now: new Date('2026-07-15T22:30:00Z'),
    timeZone,
    currency: 'EUR',
    catalogue: randomCatalogue,
    segments: new Map([
      [handles[0], { id: segmentId(handles[0]), name: 'VIP', rule: null, ask: 'members' as const }],
      [
        handles[1],
        { id: segmentId(handles[1]), name: 'Lapsed', rule: readRule('number_of_orders >= 2'), ask: 'rule' as const },
      ],
    ]),
  });
  return { context, people: people.map((person) => person.facts) };
}

function readRule(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  return parsed.rule;
}

/** Until the value models have a table of their own. */
const scoresTable = `
  create table if not exists value_score (
    shop_id bigint not null, profile_id bigint not null, rfm_group text, recency_score integer, frequency_score integer,
    monetary_score integer, predicted_value_minor bigint, spend_tier text, probability_alive double precision,
    churn_risk double precision, next_order_day date, primary key (shop_id, profile_id));
  grant select, insert, update, delete on value_score to onefold_app`;
