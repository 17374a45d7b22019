import { raw } from '#app/platform/sql.ts';
import type { ProfileFacts } from '../facts.ts';
import { type AttributeDefinition, describeTruth, scalarSubject } from './attribute.ts';

/**
 * What a person's household comes to, the person included. Whoever is alone is a household of one, whose figures are the
 * person's own.
 */
export const household = {
  household_size: {
    label: 'household size',
    description:
      'How many people of your customers live in the household, as far as it is known; 1 for whoever is alone.',
    example: 'household_size >= 3',
    type: { kind: 'integer' },
    part: 'households',
    subject: () => scalarSubject(raw('coalesce(hh.people, 1)')),
    read: (facts) => facts.household?.people ?? 1,
    shopify: null,
  },
  shares_household: {
    label: 'shares a household',
    description: 'Whether somebody else of your customers lives in the household.',
    example: 'shares_household = true',
    type: { kind: 'boolean' },
    part: 'households',
    subject: () => scalarSubject(raw('(hh.people is not null)')),
    read: (facts) => facts.household !== null,
    describe: describeTruth(
      'who share a household with another customer',
      'who share no household with another customer',
    ),
    shopify: null,
  },
  household_buyers: {
    label: 'household’s number of buyers',
    description: 'How many people of the household have ever bought, the person included.',
    example: 'household_buyers = 1',
    type: { kind: 'integer' },
    part: 'households',
    alsoReads: 'metrics',
    subject: () => scalarSubject(raw('coalesce(hh.buyers, (coalesce(m.orders_count, 0) > 0)::integer)')),
    read: (facts) => facts.household?.buyers ?? Number(hasBought(facts)),
    shopify: null,
  },
  household_others_bought: {
    label: 'others of the household have bought',
    description: 'Whether somebody else of the household has ever bought.',
    example: 'household_others_bought = true',
    type: { kind: 'boolean' },
    part: 'households',
    alsoReads: 'metrics',
    subject: () =>
      scalarSubject(
        raw('(coalesce(hh.buyers, 0) > (hh.people is not null and coalesce(m.orders_count, 0) > 0)::integer)'),
      ),
    read: (facts) => (facts.household?.buyers ?? 0) > Number(facts.household !== null && hasBought(facts)),
    describe: describeTruth(
      'with somebody else in the household who has bought',
      'with nobody else in the household who has bought',
    ),
    shopify: null,
  },
  household_number_of_orders: {
    label: 'household’s number of orders',
    description: 'Orders of everybody in the household, over all channels and all time.',
    example: 'household_number_of_orders >= 5',
    type: { kind: 'integer' },
    part: 'households',
    alsoReads: 'metrics',
    subject: () => scalarSubject(raw('coalesce(hh.orders_count, m.orders_count, 0)')),
    read: (facts) => facts.household?.ordersCount ?? facts.metrics?.ordersCount ?? 0,
    shopify: null,
  },
  household_amount_spent: {
    label: 'household’s amount spent',
    description: 'What everybody in the household has paid, over all channels and all time, less refunds.',
    example: 'household_amount_spent >= 1000',
    type: { kind: 'money' },
    part: 'households',
    alsoReads: 'metrics',
    subject: () => scalarSubject(raw('coalesce(hh.net_minor, m.net_minor, 0)')),
    read: (facts) => facts.household?.netMinor ?? facts.metrics?.netMinor ?? 0,
    shopify: null,
  },
  household_last_order_date: {
    label: 'household’s last order',
    description: 'When anybody of the household placed the latest order.',
    example: 'household_last_order_date < -180d',
    type: { kind: 'date' },
    part: 'households',
    alsoReads: 'metrics',
    subject: () => scalarSubject(raw('(case when hh.people is null then m.last_order_at else hh.last_order_at end)')),
    read: (facts) => (facts.household ?? facts.metrics)?.lastOrderAt ?? null,
    shopify: null,
  },
} satisfies Record<string, AttributeDefinition>;

function hasBought(facts: ProfileFacts): boolean {
  return (facts.metrics?.ordersCount ?? 0) > 0;
}
