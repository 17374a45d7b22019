import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { LoyaltyFacts, ProfileFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import { type AttributeDefinition, describeTruth, scalarSubject } from './attribute.ts';

/** Standing in loyalty programmes; of several memberships the latest told counts. */
export const loyaltyStanding = {
  loyalty_member: {
    label: 'loyalty member',
    description: 'Whether someone is a member of a loyalty programme.',
    example: 'loyalty_member = true',
    type: { kind: 'boolean' },
    part: 'loyalty',
    subject: (context) => scalarSubject(sql`(${balance(raw('true'), context)} is not null)`),
    read: (facts) => latestBalance(facts) !== null,
    describe: describeTruth('who are loyalty members', 'who are not loyalty members'),
    shopify: null,
  },
  loyalty_tier: {
    label: 'loyalty tier',
    description: 'Tier of the latest membership.',
    example: "loyalty_tier = 'gold'",
    type: { kind: 'text', ignoreCase: true },
    part: 'loyalty',
    subject: (context) => scalarSubject(balance(raw('y.tier'), context)),
    read: (facts) => latestBalance(facts)?.tier ?? null,
    shopify: null,
  },
  loyalty_points: {
    label: 'loyalty points',
    description: 'Points balance of the latest membership.',
    example: 'loyalty_points >= 500',
    type: { kind: 'integer' },
    part: 'loyalty',
    subject: (context) => scalarSubject(balance(raw('y.points'), context)),
    read: (facts) => latestBalance(facts)?.points ?? null,
    shopify: null,
  },
} satisfies Record<string, AttributeDefinition>;

function balance(column: Sql, context: RuleContext): Sql {
  return sql`(
    select ${column}
    from profile_member pm
    join loyalty_entry y on y.shop_id = pm.shop_id and y.record_id = pm.record_id and y.entry = 'balance'
    where pm.shop_id = ${context.shopId}::bigint and pm.profile_id = p.id
    order by y.happened_at desc nulls last, y.id desc
    limit 1
  )`;
}

function latestBalance(facts: ProfileFacts): LoyaltyFacts | null {
  const balances = facts.loyalty.filter((entry) => entry.entry === 'balance');
  const [latest] = balances.toSorted(
    (a, b) => (b.happenedAt?.getTime() ?? -Infinity) - (a.happenedAt?.getTime() ?? -Infinity) || b.id - a.id,
  );
  return latest ?? null;
}
