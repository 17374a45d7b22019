import { raw } from '#app/platform/sql.ts';
import type { FeedbackFacts } from '../facts.ts';
import { defineRelation } from './relation.ts';

/** What the person said about products and service. */
export const feedback = defineRelation<FeedbackFacts>({
  name: 'feedback',
  label: 'feedback',
  description: 'Reviews and survey answers.',
  part: 'feedback',
  dateField: 'date',
  from: raw('profile_member pm join feedback fb on fb.shop_id = pm.shop_id and fb.record_id = pm.record_id'),
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('fb.happened_at'),
  tie: raw('fb.id'),
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When it was given.',
      example: 'date >= -90d',
      sql: raw('fb.happened_at'),
      read: (row) => row.happenedAt,
    },
    type: {
      type: { kind: 'enum', values: ['review', 'nps', 'csat', 'survey'] },
      label: 'type',
      description: 'Kind of feedback.',
      example: "type = 'review'",
      sql: raw('fb.type'),
      read: (row) => row.type,
    },
    rating: {
      type: { kind: 'quantity' },
      label: 'rating',
      description: 'Rating as given: stars of five, or 0 to 10 for NPS.',
      example: 'rating <= 2',
      sql: raw('(fb.rating * 10000)::bigint'),
      read: (row) => (row.rating === null ? null : Math.round(row.rating * 10_000)),
    },
    product_id: {
      type: { kind: 'id' },
      label: 'product',
      description: 'Id of the product that was rated.',
      example: 'product_id = 1012132033639',
      sql: raw('fb.product_external_id'),
      read: (row) => row.productExternalId,
    },
    verified: {
      type: { kind: 'boolean' },
      label: 'verified purchase',
      description: 'Whether an order proves the purchase.',
      example: 'verified = true',
      sql: raw('fb.verified_purchase'),
      read: (row) => row.verifiedPurchase,
    },
  },
  rowsOf: (facts) => facts.feedback,
  when: (row) => row.happenedAt,
  idOf: (row) => row.id,
});
