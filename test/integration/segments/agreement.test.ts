import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { compileRule } from '#app/segments/compile-rule.ts';
import { evaluateRule } from '#app/segments/evaluate-rule.ts';
import { printRule } from '#app/segments/print-rule.ts';
import type { RuleContext } from '#app/segments/rule-context.ts';
import type { Rule } from '#app/segments/types.ts';
import { simpleLower } from '#app/segments/value-types/text.ts';
import { ruleArbitrary } from '#test/factories/random-rules.ts';
import { useDatabase } from '#test/support/database.ts';
import { ensureScores, makeStore, readRule, type Store } from './make-store.ts';

const STORES = 10;
const RULES_PER_STORE = 1_000;

describe('SQL and evaluator', () => {
  const database = useDatabase();

  beforeAll(async () => {
    await ensureScores(database.owner);
  });

  it.each(Array.from({ length: STORES }, (_, seed) => seed))(
    'agree on a thousand random rules in store %i',
    async (seed) => {
      const { context, people } = await makeStore(database, seed);
      const rules = fc.sample(ruleArbitrary, { seed: 1_000 + seed, numRuns: RULES_PER_STORE });
      let telling = 0;
      await withShop(
        context.shopId,
        async (tx) => {
          for (const [index, rule] of rules.entries()) {
            telling += Number(await agreeOn(tx, rule, { context, people }, index % 2 === 0));
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

/** Asks both, everyone or a third of the people; true if the rule tells people apart. */
async function agreeOn(tx: Tx, rule: Rule, { context, people }: Store, narrowed: boolean): Promise<boolean> {
  const wanted = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
  const some = people.map((person) => person.id).filter((id) => id % 3 === 0);
  const found = await membersOf(tx, rule, context, narrowed ? some : undefined);
  expect(found, printRule(rule)).toEqual(narrowed ? wanted.filter((id) => some.includes(id)) : wanted);
  return wanted.length > 0 && wanted.length < people.length;
}

async function membersOf(tx: Tx, rule: Rule, context: RuleContext, profileIds?: readonly number[]): Promise<number[]> {
  const statement = compileRule(rule, context, profileIds ? { profileIds } : {});
  const found = await tx.rows<{ id: number }>(statement).catch((cause: unknown) => {
    throw new Error(`${printRule(rule)}\n${statement.text}\n${JSON.stringify(statement.values)}`, { cause });
  });
  return found.map((row) => row.id).toSorted((a, b) => a - b);
}
