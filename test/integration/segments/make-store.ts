import fc from 'fast-check';
import type pg from 'pg';
import { refreshHouseholds } from '#app/metrics/refresh-households.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { ProfileFacts } from '#app/segments/facts.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { type RuleContext, ruleContext } from '#app/segments/rule-context.ts';
import type { Rule } from '#app/segments/types.ts';
import { personArbitrary } from '#test/factories/random-facts.ts';
import { handles, randomCatalogue } from '#test/factories/random-rules.ts';
import type { TestDatabase } from '#test/support/database.ts';
import { householdsByHand, linkPeople, randomPairs } from './live-together.ts';
import { segmentId, writeFacts } from './write-facts.ts';

export type Store = { context: RuleContext; people: ProfileFacts[] };

/** A shop with random people, some of whom live together, the same ones for the same seed; its clock and zone are those of the context. */
export async function makeStore(database: TestDatabase, seed: number, size = 30): Promise<Store> {
  const timeZone = ['Europe/Berlin', 'America/New_York', 'UTC', 'Pacific/Auckland'][seed % 4] ?? 'UTC';
  const { shopId } = await database.makeShop({ timeZone, currency: 'EUR' });
  const ids = Array.from({ length: size }, (_, index) => index + 1);
  const [people = []] = fc.sample(fc.tuple(...ids.map(personArbitrary)), { seed, numRuns: 1 });
  const households = await withShop(shopId, async (tx) => {
    await writeFacts(tx, people);
    await linkPeople(tx, randomPairs(ids, size, seed));
    await refreshHouseholds(tx, ids);
    return householdsByHand(tx);
  });
  const lapsed = readRule('number_of_orders >= 2');
  const context = ruleContext({
    shopId,
    now: new Date('2026-07-15T22:30:00Z'),
    timeZone,
    currency: 'EUR',
    catalogue: randomCatalogue,
    segments: new Map([
      [handles[0], { id: segmentId(handles[0]), name: 'VIP', rule: null, ask: 'members' as const }],
      [handles[1], { id: segmentId(handles[1]), name: 'Lapsed', rule: lapsed, ask: 'rule' as const }],
    ]),
  });
  return { context, people: people.map(({ facts }) => ({ ...facts, household: households.get(facts.id) ?? null })) };
}

export function readRule(text: string): Rule {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(parsed.problems.map((problem) => problem.message).join('\n'));
  }
  return parsed.rule;
}

/** Until the value models have a table of their own. */
export async function ensureScores(owner: pg.Client): Promise<void> {
  await owner.query(`
    create table if not exists value_score (
      shop_id bigint not null, profile_id bigint not null, rfm_group text, recency_score integer, frequency_score integer,
      monetary_score integer, predicted_value_minor bigint, spend_tier text, probability_alive double precision,
      churn_risk double precision, next_order_day date, primary key (shop_id, profile_id));
    grant select, insert, update, delete on value_score to onefold_app`);
}
