import { beforeAll, describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { evaluateRule } from '#app/segments/evaluate-rule.ts';
import { loadFacts } from '#app/segments/load-facts.server.ts';
import {
  compareMembers,
  countMembers,
  type MemberCounts,
  type SampledMember,
  sampleMembers,
} from '#app/segments/preview-statements.ts';
import type { TraitCount } from '#app/segments/rank-differences.ts';
import { useDatabase } from '#test/support/database.ts';
import { ensureScores, makeStore, readRule } from './make-store.ts';

describe('previews and explanations', () => {
  const database = useDatabase();

  beforeAll(() => ensureScores(database.owner));

  it('count members, their revenue and who can be reached', async () => {
    const { context, people } = await makeStore(database, 1);
    const rule = readRule("channels CONTAINS 'pos'");
    const members = people.filter((person) => evaluateRule(rule, person, context));
    const [counts] = await withShop(context.shopId, (tx) => tx.rows<MemberCounts>(countMembers(rule, context)));
    expect(counts).toEqual({
      members: members.length,
      revenue_minor: members.reduce((sum, person) => sum + (person.metrics?.netMinor ?? 0), 0),
      buyers: members.filter((person) => (person.metrics?.ordersCount ?? 0) > 0).length,
      reachable_by_email: members.filter((person) =>
        evaluateRule(readRule('reachable_by_email = true'), person, context),
      ).length,
      reachable_by_sms: members.filter((person) => evaluateRule(readRule('reachable_by_sms = true'), person, context))
        .length,
    });
    const [all] = await withShop(context.shopId, (tx) => tx.rows<MemberCounts>(countMembers(null, context)));
    expect(all?.members).toBe(people.length);
  });

  it('show a few members, those who spent most first', async () => {
    const { context, people } = await makeStore(database, 2);
    const rule = readRule('number_of_orders >= 1');
    const rows = await withShop(context.shopId, (tx) => tx.rows<SampledMember>(sampleMembers(rule, context, 3)));
    const best = people
      .filter((person) => evaluateRule(rule, person, context))
      .map((person) => person.metrics?.netMinor ?? 0)
      .toSorted((a, b) => b - a);
    expect(rows.map((row) => row.net_minor)).toEqual(best.slice(0, 3));
  });

  it('tell what sets members apart', async () => {
    const { context, people } = await makeStore(database, 3, 120);
    const rule = readRule("customer_countries IS NOT NULL AND channels CONTAINS 'pos'");
    const counts = await withShop(context.shopId, (tx) => tx.rows<TraitCount>(compareMembers(rule, context)));
    const members = people.filter((person) => evaluateRule(rule, person, context));
    const sms = counts.find((count) => count.trait === 'sms_consent' && count.value === 'granted');
    expect(sms?.inside).toBe(members.filter((person) => person.metrics?.smsConsent === 'granted').length);
  });

  it('explain from facts that are read back as they were written, for the people asked for', async () => {
    const { context, people } = await makeStore(database, 4);
    const wanted = people.filter((person) => person.id % 2 === 0);
    const ids = [...wanted.map((person) => person.id), 9_999];
    const loaded = await withShop(context.shopId, (tx) => loadFacts(tx, ids));
    expect(loaded.map(comparable)).toEqual(wanted.map(comparable));
  });
});

/** Consents have no order of their own. */
function comparable<T extends { consents: readonly object[] }>(facts: T): T {
  return {
    ...facts,
    consents: facts.consents.map((one) => JSON.stringify(one, Object.keys(one).toSorted())).toSorted(),
  };
}
