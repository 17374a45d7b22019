import { raw } from '#app/platform/sql.ts';
import type { InteractionFacts } from '../facts.ts';
import { defineRelation, type FieldOf } from './relation.ts';

const types = ['call', 'email', 'visit', 'ticket', 'chat', 'meeting', 'task', 'note', 'message', 'other'] as const;

/** A text that a source keeps beside an interaction, under its own key. */
function customText(key: string, label: string, description: string, example: string): FieldOf<InteractionFacts> {
  return {
    type: { kind: 'id' },
    label,
    description,
    example,
    sql: raw(`nullif(i.custom ->> '${key}', '')`),
    read: (row) => row.custom[key] || null,
  };
}

/** Contacts with the person: calls, tickets, e-mails sent and opened, pages seen. */
export const interactions = defineRelation<InteractionFacts>({
  name: 'interactions',
  label: 'interactions',
  description: 'Calls, tickets, chats, e-mails and visits, from the CRM, the help desk and the storefront.',
  part: 'interactions',
  dateField: 'date',
  from: raw('profile_member pm join interaction i on i.shop_id = pm.shop_id and i.record_id = pm.record_id'),
  joins: {},
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('i.happened_at'),
  tie: raw('i.id'),
  fields: {
    date: {
      type: { kind: 'date' },
      label: 'date',
      description: 'When it happened.',
      example: 'date >= -30d',
      sql: raw('i.happened_at'),
      read: (row) => row.happenedAt,
    },
    type: {
      type: { kind: 'enum', values: types },
      label: 'type',
      description: 'Kind of contact.',
      example: "type = 'ticket'",
      sql: raw('i.type'),
      read: (row) => row.type,
    },
    direction: {
      type: { kind: 'enum', values: ['in', 'out'] },
      label: 'direction',
      description: 'in = from the customer, out = to the customer.',
      example: "direction = 'in'",
      sql: raw('i.direction'),
      read: (row) => row.direction,
    },
    status: {
      type: { kind: 'text', ignoreCase: true },
      label: 'status',
      description: 'The source’s own word for its state.',
      example: "status = 'open'",
      sql: raw('i.status'),
      read: (row) => row.status,
    },
    subject: {
      type: { kind: 'text', ignoreCase: true },
      label: 'subject',
      description: 'Subject line.',
      example: "subject CONTAINS 'return'",
      sql: raw('i.subject'),
      read: (row) => row.subject,
    },
    staff: {
      type: { kind: 'text', ignoreCase: true },
      label: 'staff member',
      description: 'Who handled it.',
      example: "staff = 'Mia'",
      sql: raw('i.staff'),
      read: (row) => row.staff,
    },
    activity_id: customText(
      'activity_id',
      'marketing activity',
      'Shopify’s id of the mailing.',
      'activity_id = 5240029206',
    ),
    product_id: customText(
      'product_id',
      'product',
      'Id of the product that was looked at.',
      'product_id = 1012132033639',
    ),
    collection_id: customText(
      'collection_id',
      'collection',
      'Id of the collection that was looked at.',
      'collection_id = 841564295',
    ),
    tag: {
      ...customText('tag', 'tag', 'Tag of what was looked at.', "tag = 'summer'"),
      type: { kind: 'text', ignoreCase: true },
    },
  },
  rowsOf: (facts) => facts.interactions,
  when: (row) => row.happenedAt,
  idOf: (row) => row.id,
});
