import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { MetricFacts, ProfileFacts } from '../facts.ts';
import { orderChannels } from '../relations/orders.ts';
import { arraySubject } from '../relations/relation.ts';
import type { RuleContext } from '../rule-context.ts';
import { dayInZone, daysBetween } from '../rule-dates.ts';
import { type AttributeDefinition, everySource, scalarSubject } from './attribute.ts';

type Counts = Extract<keyof MetricFacts, `${string}Count` | `${string}Orders` | `${string}Visits` | `orders${string}`>;
type Instants = 'firstOrderAt' | 'lastOrderAt';

/** When, where and how often someone bought. */
export const orderHistory = {
  number_of_orders: {
    ...count('orders_count', 'ordersCount'),
    label: 'number of orders',
    description: 'Orders of all channels over all time.',
    example: 'number_of_orders >= 2',
    shopify: everySource,
  },
  online_orders: {
    ...count('online_orders', 'onlineOrders'),
    label: 'number of online orders',
    description: 'Orders in the online store over all time.',
    example: 'online_orders = 0',
  },
  pos_orders: {
    ...count('pos_orders', 'posOrders'),
    label: 'number of purchases at the till',
    description: 'Purchases in stores over all time.',
    example: 'pos_orders >= 1',
  },
  number_of_refunds: {
    ...count('refunds_count', 'refundsCount'),
    label: 'number of refunds',
    description: 'Refunds over all time.',
    example: 'number_of_refunds >= 3',
  },
  first_order_date: {
    ...instant('first_order_at', 'firstOrderAt'),
    label: 'first order',
    description: 'When the first order was placed.',
    example: 'first_order_date >= -30d',
    shopify: everySource,
  },
  last_order_date: {
    ...instant('last_order_at', 'lastOrderAt'),
    label: 'last order',
    description: 'When the latest order was placed.',
    example: 'last_order_date < -90d',
    shopify: everySource,
  },
  days_since_last_order: {
    ...days('last_order_at', 'lastOrderAt'),
    label: 'days since the last order',
    description: 'Whole days from the last order to today, on the shop’s clock.',
    example: 'days_since_last_order > 120',
  },
  days_since_first_order: {
    ...days('first_order_at', 'firstOrderAt'),
    label: 'days since the first order',
    description: 'Whole days from the first order to today, on the shop’s clock.',
    example: 'days_since_first_order <= 30',
  },
  days_between_orders: {
    label: 'usual days between orders',
    description: 'Median of the days between one order and the next; not known before the second.',
    example: 'days_between_orders <= 45',
    type: { kind: 'decimal', single: true },
    part: 'metrics',
    subject: () => scalarSubject(raw('m.median_gap_days')),
    read: (facts) => facts.metrics?.medianGapDays ?? null,
    shopify: null,
  },
  rhythm_overdue: {
    label: 'overdue against their own rhythm',
    description:
      'Days since the last order divided by the usual days between orders: above 2, someone is likely leaving.',
    example: 'rhythm_overdue > 2',
    type: { kind: 'decimal', single: false },
    part: 'metrics',
    subject: (context) =>
      scalarSubject(
        sql`(${daysSince(raw('m.last_order_at'), context)}::double precision / nullif(m.median_gap_days, 0)::double precision)`,
      ),
    read: (facts, context) => {
      const gap = facts.metrics?.medianGapDays;
      const since = readDaysSince(facts, 'lastOrderAt', context);
      return gap && since !== null ? since / Math.fround(gap) : null;
    },
    shopify: null,
  },
  first_channel: {
    label: 'channel of the first order',
    description: 'Where the first order was placed.',
    example: "first_channel = 'online'",
    type: { kind: 'enum', values: orderChannels },
    part: 'metrics',
    subject: () => scalarSubject(raw('m.first_channel')),
    read: (facts) => facts.metrics?.firstChannel ?? null,
    shopify: null,
  },
  channels: {
    label: 'channels bought in',
    description: 'All channels in which someone has bought.',
    example: "channels CONTAINS 'pos'",
    type: { kind: 'list', ignoreCase: false, values: orderChannels, equality: false },
    part: 'metrics',
    subject: () => arraySubject(raw('m.channels')),
    read: (facts) => facts.metrics?.channels ?? [],
    shopify: null,
  },
  stores: {
    label: 'stores bought in',
    description: 'Names of all stores in which someone has bought.',
    example: "stores CONTAINS 'Soho'",
    type: { kind: 'list', ignoreCase: true, equality: false },
    part: 'metrics',
    subject: () => arraySubject(raw('m.stores')),
    read: (facts) => facts.metrics?.stores ?? [],
    shopify: null,
  },
  reviews_count: {
    ...count('reviews_count', 'reviewsCount'),
    label: 'number of reviews',
    description: 'Reviews written over all time.',
    example: 'reviews_count >= 1',
  },
  average_rating: {
    label: 'average rating',
    description: 'Mean of the ratings given.',
    example: 'average_rating <= 3',
    type: { kind: 'decimal', single: true },
    part: 'metrics',
    subject: () => scalarSubject(raw('m.average_rating')),
    read: (facts) => facts.metrics?.averageRating ?? null,
    shopify: null,
  },
  tickets_count: {
    ...count('tickets_count', 'ticketsCount'),
    label: 'number of support tickets',
    description: 'Support tickets over all time.',
    example: 'tickets_count >= 2',
  },
  store_visits: {
    ...count('store_visits', 'storeVisits'),
    label: 'days in a store',
    description: 'Days on which someone bought in a store or was seen there, over all time.',
    example: 'store_visits >= 3',
  },
  web_visits: {
    ...count('web_visits', 'webVisits'),
    label: 'days on the web shop',
    description: 'Days on which someone was seen looking around on the web shop, over all time.',
    example: 'web_visits >= 1',
  },
  orders_for_others: {
    ...count('orders_for_others', 'ordersForOthers'),
    label: 'orders for others',
    description: 'Orders that someone paid for and another received, over all time.',
    example: 'orders_for_others >= 1',
  },
  orders_received: {
    ...count('orders_received', 'ordersReceived'),
    label: 'orders received from others',
    description: 'Orders that others paid for and sent, over all time.',
    example: 'orders_received >= 1',
  },
} satisfies Record<string, AttributeDefinition>;

function count(column: string, key: Counts & keyof MetricFacts) {
  return {
    type: { kind: 'integer' },
    part: 'metrics',
    subject: () => scalarSubject(raw(`coalesce(m.${column}, 0)`)),
    read: (facts) => facts.metrics?.[key] ?? 0,
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}

function instant(column: string, key: Instants) {
  return {
    type: { kind: 'date' },
    part: 'metrics',
    subject: () => scalarSubject(raw(`m.${column}`)),
    read: (facts) => facts.metrics?.[key] ?? null,
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}

function days(column: string, key: Instants) {
  return {
    type: { kind: 'integer' },
    part: 'metrics',
    subject: (context) => scalarSubject(daysSince(raw(`m.${column}`), context)),
    read: (facts, context) => readDaysSince(facts, key, context),
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}

function daysSince(column: Sql, context: RuleContext): Sql {
  return sql`(${context.today}::date - (${column} at time zone ${context.timeZone}::text)::date)`;
}

function readDaysSince(facts: ProfileFacts, key: Instants, context: RuleContext): number | null {
  const instantFound = facts.metrics?.[key];
  return instantFound ? daysBetween(dayInZone(instantFound, context.timeZone), context.today) : null;
}
