import { raw } from '#app/platform/sql.ts';
import type { LoyaltyFacts } from '../facts.ts';
import { defineRelation } from './relation.ts';

/** Memberships (`balance`) and bookings of points (`movement`). */
export const loyalty = defineRelation<LoyaltyFacts>({
  name: 'loyalty',
  label: 'loyalty entries',
  description: 'Loyalty memberships with their balance, and movements of points.',
  part: 'loyalty',
  dateField: 'date',
  from: raw('profile_member pm join loyalty_entry y on y.shop_id = pm.shop_id and y.record_id = pm.record_id'),
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('y.happened_at'),
  tie: raw('y.id'),
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When points were booked or the balance was told.',
      example: 'date >= -90d',
      sql: raw('y.happened_at'),
      read: (row) => row.happenedAt,
    },
    entry: {
      type: { kind: 'enum', values: ['balance', 'movement'] },
      label: 'kind of entry',
      description: 'balance = a membership as it stands, movement = one booking of points.',
      example: "entry = 'balance'",
      sql: raw('y.entry'),
      read: (row) => row.entry,
    },
    points: {
      type: { kind: 'integer' },
      label: 'points',
      description: 'Balance of a membership, or the points of one booking.',
      example: 'points >= 500',
      sql: raw('y.points'),
      read: (row) => row.points,
    },
    tier: {
      type: { kind: 'text', ignoreCase: true },
      label: 'tier',
      description: 'Tier of the membership.',
      example: "tier = 'gold'",
      sql: raw('y.tier'),
      read: (row) => row.tier,
    },
    programme: {
      type: { kind: 'text', ignoreCase: true },
      label: 'programme',
      description: 'Name of the programme.',
      example: "programme = 'Club'",
      sql: raw('y.programme'),
      read: (row) => row.programme,
    },
    status: {
      type: { kind: 'text', ignoreCase: true },
      label: 'status',
      description: 'The source’s word for the membership’s state.',
      example: "status = 'active'",
      sql: raw('y.status'),
      read: (row) => row.status,
    },
    expires: {
      type: { kind: 'date' },
      label: 'expiry',
      description: 'When points or membership expire.',
      example: 'expires <= +30d',
      sql: raw('y.expires_at'),
      read: (row) => row.expiresAt,
    },
  },
  rowsOf: (facts) => facts.loyalty,
  when: (row) => row.happenedAt,
  idOf: (row) => row.id,
});
