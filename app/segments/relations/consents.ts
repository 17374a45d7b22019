import { raw } from '#app/platform/sql.ts';
import type { ConsentFacts } from '../facts.ts';
import { defineRelation } from './relation.ts';

/** The latest word of each record on each contact point, channel and purpose. */
export const consents = defineRelation<ConsentFacts>({
  name: 'consents',
  label: 'consent statements',
  description: 'What the person last said about being contacted, by channel and purpose.',
  part: 'consents',
  dateField: 'date',
  from: raw('profile_member pm join consent_statement cs on cs.shop_id = pm.shop_id and cs.record_id = pm.record_id'),
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('cs.stated_at'),
  tie: null,
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When the person said so, where the source knows.',
      example: 'date >= -12m',
      sql: raw('cs.stated_at'),
      read: (row) => row.statedAt,
    },
    channel: {
      type: { kind: 'enum', values: ['email', 'sms', 'post', 'phone'] },
      label: 'channel',
      description: 'Way of contact.',
      example: "channel = 'sms'",
      sql: raw('cs.channel'),
      read: (row) => row.channel,
    },
    purpose: {
      type: { kind: 'text', ignoreCase: true },
      label: 'purpose',
      description: 'What for; marketing unless the source knows a finer one.',
      example: "purpose = 'marketing'",
      sql: raw('cs.purpose'),
      read: (row) => row.purpose,
    },
    state: {
      type: { kind: 'enum', values: ['granted', 'denied', 'pending', 'unknown'] },
      label: 'state',
      description: 'granted, denied, pending (asked, not confirmed) or unknown.',
      example: "state = 'granted'",
      sql: raw('cs.state'),
      read: (row) => row.state,
    },
    method: {
      type: { kind: 'text', ignoreCase: true },
      label: 'method',
      description: 'How it was said: double_opt_in, checkout, till, import…',
      example: "method = 'double_opt_in'",
      sql: raw('cs.method'),
      read: (row) => row.method,
    },
  },
  rowsOf: (facts) => facts.consents,
  when: (row) => row.statedAt,
  idOf: () => 0,
});
