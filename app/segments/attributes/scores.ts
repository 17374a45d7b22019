import { RFM_GROUPS } from '#app/metrics/rfm.ts';
import { raw } from '#app/platform/sql.ts';
import type { ScoreFacts } from '../facts.ts';
import { type AttributeDefinition, everySource, scalarSubject } from './attribute.ts';

/** What the value models say. Not known until they have run for the shop. */
export const scores = {
  rfm_group: {
    ...score('rfm_group', 'rfmGroup'),
    label: 'RFM group',
    description: 'Group by recency, frequency and amount, named as Shopify names them.',
    example: "rfm_group = 'AT_RISK'",
    type: { kind: 'enum', values: RFM_GROUPS },
    shopify: everySource,
  },
  predicted_spend_tier: {
    ...score('spend_tier', 'spendTier'),
    label: 'predicted spend tier',
    description: 'Third of the shop by predicted value.',
    example: "predicted_spend_tier = 'HIGH'",
    type: { kind: 'enum', values: ['HIGH', 'MEDIUM', 'LOW'] },
    shopify: everySource,
  },
  rfm_recency: rank('recency_score', 'recencyScore', 'recency score', 'rfm_recency >= 4'),
  rfm_frequency: rank('frequency_score', 'frequencyScore', 'frequency score', 'rfm_frequency >= 4'),
  rfm_monetary: rank('monetary_score', 'monetaryScore', 'amount score', 'rfm_monetary >= 4'),
  predicted_value: {
    ...score('predicted_value_minor', 'predictedValueMinor'),
    label: 'predicted value',
    description: 'What the person is expected to spend over the next twelve months.',
    example: 'predicted_value >= 200',
    type: { kind: 'money' },
  },
  probability_alive: {
    ...score('probability_alive', 'probabilityAlive'),
    label: 'probability of buying again',
    description: 'From 0 to 1: how likely it is that the person is still a customer.',
    example: 'probability_alive < 0.5',
    type: { kind: 'decimal', single: false },
  },
  churn_risk: {
    ...score('churn_risk', 'churnRisk'),
    label: 'risk of leaving',
    description: 'From 0 to 1, against the person’s own rhythm.',
    example: 'churn_risk >= 0.7',
    type: { kind: 'decimal', single: false },
  },
  next_order_date: {
    ...score('next_order_day', 'nextOrderDay'),
    subject: () => scalarSubject(raw(`to_char(v.next_order_day, 'YYYY-MM-DD')`)),
    label: 'expected next order',
    description: 'Day by which the next order is expected.',
    example: 'next_order_date BETWEEN today AND +14d',
    type: { kind: 'day' },
  },
} satisfies Record<string, AttributeDefinition>;

function score(column: string, key: keyof ScoreFacts) {
  return {
    part: 'scores',
    subject: () => scalarSubject(raw(`v.${column}`)),
    read: (facts) => facts.scores?.[key] ?? null,
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}

function rank(column: string, key: keyof ScoreFacts, label: string, example: string): AttributeDefinition {
  const description = 'From 1 (lowest fifth of the shop) to 5 (highest).';
  return { ...score(column, key), label, description, example, type: { kind: 'integer' } };
}
