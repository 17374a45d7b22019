import { interactions } from '../relations/interactions.ts';
import type { Parameter } from '../types.ts';
import type { FunctionDefinition } from './function.ts';
import { countParameter, overRelation } from './over-relation.ts';

/** Shopify's mailing events by name, with the words for a sentence. They arrive as interactions of type email. */
const mailWords = {
  bounced: { verb: 'had', one: 'e-mail that bounced', many: 'e-mails that bounced' },
  clicked: { verb: 'clicked', one: 'e-mail', many: 'e-mails' },
  delivered: { verb: 'were sent', one: 'e-mail', many: 'e-mails' },
  marked_as_spam: { verb: 'marked as spam', one: 'e-mail', many: 'e-mails' },
  opened: { verb: 'opened', one: 'e-mail', many: 'e-mails' },
  unsubscribed: { verb: 'unsubscribed by', one: 'e-mail', many: 'e-mails' },
} as const;

/** Shopify's event functions; the events themselves come with Shopify's data, the web pixel or an upload. */
export const shopifyEventFunctions = {
  'shopify_email.bounced': mailing('bounced'),
  'shopify_email.clicked': mailing('clicked'),
  'shopify_email.delivered': mailing('delivered'),
  'shopify_email.marked_as_spam': mailing('marked_as_spam'),
  'shopify_email.opened': mailing('opened'),
  'shopify_email.unsubscribed': mailing('unsubscribed'),
  'storefront.product_viewed': viewing('product'),
  'storefront.collection_viewed': viewing('collection'),
} satisfies Record<string, FunctionDefinition>;

function mailing(event: keyof typeof mailWords): FunctionDefinition {
  return overRelation({
    label: `E-mail ${event.replaceAll('_', ' ')}`,
    description: `Shopify Email reports that an e-mail was ${event.replaceAll('_', ' ')}.`,
    example: `shopify_email.${event} MATCHES (date >= -30d)`,
    relation: interactions,
    always: [is('type', 'email'), is('status', event)],
    fields: ['activity_id', 'date'],
    totals: { count: countParameter('e-mails') },
    words: mailWords[event],
    shopify: { parameters: ['activity_id', 'count', 'date'], note: null },
  });
}

/** `id` is the product's or the collection's: a parameter of its own name over the field the source keeps it in. */
function viewing(what: 'product' | 'collection'): FunctionDefinition {
  const idField = interactions.fields[`${what}_id`];
  const relation = idField
    ? { ...interactions, fields: { ...interactions.fields, id: { ...idField, example: 'id = 1012132033639' } } }
    : interactions;
  const readId = `${what}_id`;
  return overRelation({
    label: `Viewed a ${what}`,
    description: `Has looked at a ${what} in the online store.`,
    example: `storefront.${what}_viewed MATCHES (date >= -7d)`,
    relation: {
      ...relation,
      rows: (facts, context) =>
        interactions
          .rows(facts, context)
          .map((row) => ({ ...row, get: (field) => row.get(field === 'id' ? readId : field) })),
    },
    always: [is('type', 'visit'), is('status', `${what}_viewed`)],
    fields: ['id', 'tag', 'date'],
    totals: { count: countParameter('views') },
    words: { verb: 'looked at', one: what, many: `${what}s` },
    shopify: { parameters: ['id', 'tag', 'count', 'date'], note: null },
  });
}

function is(name: string, text: string): Parameter {
  return { name, condition: { kind: 'compare', operator: '=', value: { kind: 'text', text } } };
}
