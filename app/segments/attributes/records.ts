import { raw } from '#app/platform/sql.ts';
import {
  type AttributeDefinition,
  customValue,
  dayOfText,
  readCustom,
  readDayOfText,
  recordList,
  sameInShopify,
  scalarSubject,
} from './attribute.ts';

const anyRecord = { kind: 'list', ignoreCase: true, equality: false } as const;

/** What the person's records say, each source for itself. */
export const records = {
  customer_countries: {
    ...recordList(raw(`nullif(r.country, '')`), (record) => record.country || null),
    label: 'countries',
    description: 'Countries of all addresses, as two letters.',
    example: "customer_countries CONTAINS 'US'",
    type: anyRecord,
    part: 'records',
    shopify: sameInShopify,
  },
  customer_regions: {
    ...recordList(raw(`r.country || '-' || nullif(r.region, '')`), (record) =>
      record.country !== null && record.region ? `${record.country}-${record.region}` : null,
    ),
    label: 'regions',
    description: 'States or provinces of all addresses, with the country: US-NY.',
    example: "customer_regions CONTAINS 'US-NY'",
    type: anyRecord,
    part: 'records',
    shopify: sameInShopify,
  },
  customer_cities: {
    ...recordList(
      raw(`case when r.city <> '' then concat_ws('-', r.country, r.region, replace(r.city, ' ', '')) end`),
      (record) =>
        record.city
          ? [record.country, record.region, record.city.replaceAll(' ', '')].filter((part) => part !== null).join('-')
          : null,
    ),
    label: 'cities',
    description: 'Cities of all addresses, with country and region and without spaces: US-NY-NewYorkCity.',
    example: "customer_cities CONTAINS 'US-NY-NewYorkCity'",
    type: anyRecord,
    part: 'records',
    shopify: sameInShopify,
  },
  companies: {
    ...recordList(raw(`nullif(r.company, '')`), (record) => record.company || null),
    label: 'companies',
    description: 'Companies the records name.',
    example: "companies CONTAINS 'Acme'",
    type: anyRecord,
    part: 'records',
    shopify: { note: 'Shopify’s companies are ids of B2B companies; Onefold compares names.' },
  },
  customer_account_status: {
    ...recordList(raw('upper(r.account_state)'), (record) => record.accountState?.toUpperCase() ?? null),
    label: 'account status',
    description: 'State of the customer’s account in any source.',
    example: "customer_account_status = 'ENABLED'",
    type: { kind: 'list', ignoreCase: false, values: ['DECLINED', 'DISABLED', 'ENABLED', 'INVITED'], equality: true },
    part: 'records',
    shopify: sameInShopify,
  },
  sources: {
    ...recordList(raw('src.kind'), (record) => record.sourceKind, true),
    label: 'sources',
    description: 'Kinds of source that know the person: shopify, square, csv…',
    example: "sources CONTAINS 'square'",
    type: anyRecord,
    part: 'records',
    shopify: null,
  },
  source_names: {
    ...recordList(raw('src.name'), (record) => record.sourceName, true),
    label: 'source names',
    description: 'Names of the sources that know the person.',
    example: "source_names CONTAINS 'Till Soho'",
    type: anyRecord,
    part: 'records',
    shopify: null,
  },
  record_kinds: {
    ...recordList(raw('r.kind'), (record) => record.kind),
    label: 'kinds of record',
    description: 'customer, guest (bought without an account), contact (CRM) or member (loyalty).',
    example: "record_kinds CONTAINS 'guest'",
    type: { kind: 'list', ignoreCase: false, values: ['customer', 'guest', 'contact', 'member'], equality: false },
    part: 'records',
    shopify: null,
  },
  number_of_records: {
    label: 'number of records',
    description: 'How many records of all sources make up the person.',
    example: 'number_of_records >= 2',
    type: { kind: 'integer' },
    part: 'person',
    subject: () => scalarSubject(raw('p.records_count')),
    read: (facts) => facts.person.recordsCount,
    shopify: null,
  },
  abandoned_checkout_date: {
    ...said('abandoned_checkout_date', 'day'),
    label: 'abandoned checkout',
    description: 'Day of the last checkout that was left unfinished.',
    example: 'abandoned_checkout_date >= -7d',
    type: { kind: 'day' },
    shopify: sameInShopify,
  },
  created_by_app_id: {
    ...said('created_by_app_id', 'text'),
    label: 'app that created the customer',
    description: 'Id of the app that created the customer in Shopify.',
    example: 'created_by_app_id = 1354745',
    type: { kind: 'id' },
    shopify: sameInShopify,
  },
  product_subscription_status: {
    ...said('product_subscription_status', 'text'),
    label: 'subscription status',
    description: 'State of the customer’s product subscriptions.',
    example: "product_subscription_status = 'ACTIVE'",
    type: { kind: 'text', ignoreCase: false },
    shopify: sameInShopify,
  },
} satisfies Record<string, AttributeDefinition>;

/** A value that Shopify's records bring along under its own name. */
function said(key: string, as: 'text' | 'day') {
  return {
    part: 'records',
    subject: (context) => scalarSubject(customValue(key, as === 'day' ? dayOfText : (text) => text, context)),
    read: (facts) => (as === 'day' ? readDayOfText(readCustom(facts, key)) : readCustom(facts, key)),
  } satisfies Partial<AttributeDefinition>;
}
