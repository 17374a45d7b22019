import { raw } from '#app/platform/sql.ts';
import type { MetricFacts } from '../facts.ts';
import { type AttributeDefinition, everySource, scalarSubject } from './attribute.ts';

type Amounts = 'netMinor' | 'grossMinor' | 'refundedMinor' | 'onlineNetMinor' | 'posNetMinor';

/** Who has bought nothing has spent nothing: amounts are 0, averages are unknown. */
export const spending = {
  amount_spent: {
    ...amount('net_minor', 'netMinor'),
    label: 'amount spent',
    description: 'What was paid over all time and all channels, less refunds.',
    example: 'amount_spent >= 500',
    shopify: everySource,
  },
  gross_amount_spent: {
    ...amount('gross_minor', 'grossMinor'),
    label: 'amount spent before refunds',
    description: 'What was paid over all time, before refunds.',
    example: 'gross_amount_spent >= 500',
  },
  amount_refunded: {
    ...amount('refunded_minor', 'refundedMinor'),
    label: 'amount refunded',
    description: 'What went back over all time.',
    example: 'amount_refunded > 100',
  },
  online_amount_spent: {
    ...amount('online_net_minor', 'onlineNetMinor'),
    label: 'amount spent online',
    description: 'What was paid online, less refunds.',
    example: 'online_amount_spent > 0',
  },
  pos_amount_spent: {
    ...amount('pos_net_minor', 'posNetMinor'),
    label: 'amount spent at the till',
    description: 'What was paid in stores, less refunds.',
    example: 'pos_amount_spent > 0',
  },
  average_order_value: {
    label: 'average order value',
    description: 'Mean amount of an order; not known without orders.',
    example: 'average_order_value >= 80',
    type: { kind: 'money' },
    part: 'metrics',
    subject: () => scalarSubject(raw('m.average_order_minor')),
    read: (facts) => facts.metrics?.averageOrderMinor ?? null,
    shopify: null,
  },
} satisfies Record<string, AttributeDefinition>;

function amount(column: string, key: Amounts & keyof MetricFacts) {
  return {
    type: { kind: 'money' },
    part: 'metrics',
    subject: () => scalarSubject(raw(`coalesce(m.${column}, 0)`)),
    read: (facts) => facts.metrics?.[key] ?? 0,
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}
