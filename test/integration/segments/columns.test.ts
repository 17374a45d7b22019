import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { ColumnStore } from '#app/segments/column-store.server.ts';
import { evaluateRule } from '#app/segments/evaluate-rule.ts';
import { printRule } from '#app/segments/print-rule.ts';
import { ruleArbitrary } from '#test/factories/random-rules.ts';
import { useDatabase } from '#test/support/database.ts';
import { ensureScores, makeStore, readRule } from './make-store.ts';

const RULES = Number(process.env['ONEFOLD_RULES'] ?? 1_500) / 3;

describe('columns', () => {
  const database = useDatabase();

  beforeAll(() => ensureScores(database.owner));

  it.each([201, 202, 203])(
    'hold the same people as the evaluator finds, store %i',
    async (seed) => {
      const { context, people } = await makeStore(database, seed);
      await withShop(
        context.shopId,
        async (tx) => {
          const store = await ColumnStore.open(tx);
          for (const rule of fc.sample(ruleArbitrary, { seed, numRuns: RULES })) {
            const wanted = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
            expect(await store.members(tx, rule, context, { wait: true }), printRule(rule)).toEqual(wanted);
          }
        },
        { timeoutMs: 120_000 },
      );
    },
    120_000,
  );

  it('ask the database about people who changed after they were filled, and forget those who went', async () => {
    const { context, people } = await makeStore(database, 204);
    const rule = readRule('number_of_orders >= 3');
    await withShop(context.shopId, async (tx) => {
      const store = await ColumnStore.open(tx);
      await store.members(tx, rule, context, { wait: true });
      const [changed, gone] = people.filter((person) => !evaluateRule(rule, person, context));
      await tx.run(sql`
        insert into profile_metrics (shop_id, profile_id, orders_count) values (${tx.shopId}, ${changed!.id}, 9)
        on conflict (shop_id, profile_id) do update set orders_count = 9`);
      await tx.run(sql`delete from profile where shop_id = ${tx.shopId} and id = ${gone!.id}`);
      const members = await store.members(tx, rule, context, { changed: [changed!.id, gone!.id] });
      const before = people.filter((person) => evaluateRule(rule, person, context)).map((person) => person.id);
      expect(members).toEqual([...before, changed!.id].toSorted((a, b) => a - b));
    });
  });
});
