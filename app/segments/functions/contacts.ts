import { consents } from '../relations/consents.ts';
import { feedback } from '../relations/feedback.ts';
import { interactions } from '../relations/interactions.ts';
import { loyalty } from '../relations/loyalty.ts';
import { segmentEvents } from '../relations/segment-events.ts';
import type { Parameter } from '../types.ts';
import type { FunctionDefinition } from './function.ts';
import { countParameter, overRelation, sumParameter } from './over-relation.ts';

/** Everything beside buying: contacts, opinions, consent, points, and the way through segments. */
export const contactFunctions = {
  interactions_had: overRelation({
    label: 'Interactions had',
    description: 'Has had contact: calls, tickets, chats, visits.',
    example: "interactions_had MATCHES (type = 'ticket', date >= -30d)",
    relation: interactions,
    fields: Object.keys(interactions.fields),
    totals: { count: countParameter('interactions') },
    words: { verb: 'had', one: 'interaction', many: 'interactions' },
    shopify: null,
  }),
  feedback_given: overRelation({
    label: 'Feedback given',
    description: 'Has written reviews or answered surveys.',
    example: "feedback_given MATCHES (type = 'review', rating <= 2)",
    relation: feedback,
    fields: Object.keys(feedback.fields),
    totals: { count: countParameter('answers') },
    words: { verb: 'gave', one: 'piece of feedback', many: 'pieces of feedback' },
    shopify: null,
  }),
  loyalty_entries: overRelation({
    label: 'Loyalty entries',
    description: 'Has loyalty memberships or movements of points that match.',
    example: "loyalty_entries MATCHES (entry = 'balance', points >= 500)",
    relation: loyalty,
    fields: Object.keys(loyalty.fields),
    totals: {
      count: countParameter('entries'),
      sum_points: sumParameter('points', { kind: 'integer' }, 'total points', 'sum_points >= 500'),
    },
    words: { verb: 'have', one: 'loyalty entry', many: 'loyalty entries' },
    shopify: null,
  }),
  consent_stated: overRelation({
    label: 'Consent stated',
    description:
      'What was last said about being contacted, by channel and purpose. Marketing must also ask for e-mail or SMS status.',
    example: "consent_stated MATCHES (channel = 'sms', state = 'granted')",
    relation: consents,
    fields: Object.keys(consents.fields),
    totals: { count: countParameter('statements') },
    words: { verb: 'made', one: 'consent statement', many: 'consent statements' },
    shopify: null,
  }),
  entered_segment: overRelation({
    ...segmentMove('entered'),
    words: { verb: 'made', one: 'entry into a segment', many: 'entries' },
  }),
  left_segment: overRelation({
    ...segmentMove('left'),
    words: { verb: 'made', one: 'exit from a segment', many: 'exits' },
  }),
} satisfies Record<string, FunctionDefinition>;

function segmentMove(kind: 'entered' | 'left') {
  const always: Parameter[] = [
    { name: 'kind', condition: { kind: 'compare', operator: '=', value: { kind: 'text', text: kind } } },
  ];
  return {
    label: kind === 'entered' ? 'Entered a segment' : 'Left a segment',
    description: `Has ${kind} a segment, within a window if a date is given.`,
    example: `${kind}_segment MATCHES (segment = 'vip', date >= -7d)`,
    relation: segmentEvents,
    always,
    fields: ['segment', 'date'],
    totals: { count: countParameter(kind === 'entered' ? 'entries' : 'exits') },
    shopify: null,
  };
}
