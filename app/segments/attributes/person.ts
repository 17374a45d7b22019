import { raw, sql } from '#app/platform/sql.ts';
import type { PersonFacts } from '../facts.ts';
import { arraySubject } from '../relations/relation.ts';
import {
  type AttributeDefinition,
  dayOfText,
  describeTruth,
  readDayOfText,
  sameInShopify,
  scalarSubject,
} from './attribute.ts';

type Texts = 'givenName' | 'familyName' | 'company' | 'city' | 'region' | 'postalCode' | 'country' | 'language';

/** What a complete profile says of a person: column and fact. */
const details = [
  ['given_name', 'givenName'],
  ['family_name', 'familyName'],
  ['email', 'email'],
  ['phone', 'phone'],
  ['postal_code', 'postalCode'],
  ['city', 'city'],
  ['country', 'country'],
  ['birth_date', 'birthDate'],
] as const satisfies readonly (readonly [column: string, key: keyof PersonFacts])[];
const isKnown = (column: string) => `(coalesce(p.${column}, '') <> '')::integer`;

const birthDay = dayOfText(raw('p.birth_date'));

/** What is known of the person: the values that survived among all records. */
export const person = {
  first_name: { ...text('given_name', 'givenName', 'first name'), example: "first_name = 'Ada'" },
  last_name: { ...text('family_name', 'familyName', 'last name'), example: "last_name = 'Lovelace'" },
  company: { ...text('company', 'company', 'company'), example: "company CONTAINS 'studio'" },
  city: { ...text('city', 'city', 'city'), example: "city = 'Berlin'" },
  region: { ...text('region', 'region', 'region'), example: "region = 'NY'" },
  postal_code: { ...text('postal_code', 'postalCode', 'postal code'), example: "postal_code = '10115'" },
  country: { ...text('country', 'country', 'country'), example: "country = 'DE'" },
  customer_language: {
    ...text('language', 'language', 'language'),
    example: "customer_language = 'fr'",
    shopify: sameInShopify,
  },
  customer_email_domain: {
    label: 'e-mail domain',
    description: 'What stands after the @ of the e-mail address.',
    example: "customer_email_domain = 'gmail.com'",
    type: { kind: 'text', ignoreCase: true },
    part: 'person',
    subject: () => scalarSubject(raw(`nullif(split_part(p.email, '@', 2), '')`)),
    read: (facts) => facts.person.email?.split('@')[1] || null,
    shopify: sameInShopify,
  },
  has_email: {
    ...presence('email'),
    label: 'e-mail address',
    description: 'Whether an e-mail address is known.',
    example: 'has_email = true',
    describe: describeTruth('who have an e-mail address', 'who have no e-mail address'),
  },
  has_phone: {
    ...presence('phone'),
    label: 'phone number',
    description: 'Whether a phone number is known.',
    example: 'has_phone = true',
    describe: describeTruth('who have a phone number', 'who have no phone number'),
  },
  customer_tags: {
    label: 'tags',
    description: 'Tags of the customer, whichever source they come from; upper and lower case are the same.',
    example: "customer_tags CONTAINS 'vip'",
    type: { kind: 'list', ignoreCase: true, equality: false },
    part: 'person',
    subject: () => arraySubject(raw('p.tags')),
    read: (facts) => facts.person.tags,
    shopify: sameInShopify,
  },
  customer_added_date: {
    label: 'date added',
    description: 'When the person was first seen in any source.',
    example: 'customer_added_date >= -30d',
    type: { kind: 'date' },
    part: 'person',
    subject: () => scalarSubject(raw('p.first_seen_at')),
    read: (facts) => facts.person.firstSeenAt,
    shopify: { note: 'Onefold takes the earliest of all sources; Shopify the day the customer was added there.' },
  },
  birth_date: {
    label: 'birth date',
    description: 'Date of birth.',
    example: 'birth_date < 1990-01-01',
    type: { kind: 'day' },
    part: 'person',
    subject: () => scalarSubject(birthDay),
    read: (facts) => readDayOfText(facts.person.birthDate),
    shopify: null,
  },
  age: {
    label: 'age',
    description: 'Age in whole years today.',
    example: 'age BETWEEN 25 AND 34',
    type: { kind: 'integer' },
    part: 'person',
    subject: ({ today }) =>
      scalarSubject(sql`(
        left(${today}::text, 4)::integer - left(${birthDay}, 4)::integer
        - (case when right(${today}::text, 5) collate "C" < right(${birthDay}, 5) collate "C" then 1 else 0 end))`),
    read: (facts, { today }) => {
      const born = readDayOfText(facts.person.birthDate);
      return born === null
        ? null
        : Number(today.slice(0, 4)) - Number(born.slice(0, 4)) - (today.slice(5) < born.slice(5) ? 1 : 0);
    },
    shopify: null,
  },
  known_details: {
    label: 'known details',
    description:
      'How many of eight are known: first and last name, e-mail, phone, postal code, city, country, birth date.',
    example: 'known_details <= 3',
    type: { kind: 'integer' },
    part: 'person',
    subject: () => scalarSubject(raw(`(${details.map(([column]) => isKnown(column)).join(' + ')})`)),
    read: (facts) => details.filter(([, key]) => facts.person[key]).length,
    shopify: null,
  },
} satisfies Record<string, AttributeDefinition>;

function text(column: string, key: Texts & keyof PersonFacts, label: string) {
  return {
    label,
    description: `The person’s ${label}, as it survived among all records.`,
    type: { kind: 'text', ignoreCase: true },
    part: 'person',
    subject: () => scalarSubject(raw(`nullif(p.${column}, '')`)),
    read: (facts) => facts.person[key] || null,
    shopify: null,
  } satisfies Omit<AttributeDefinition, 'example'>;
}

function presence(column: 'email' | 'phone') {
  return {
    type: { kind: 'boolean' },
    part: 'person',
    subject: () => scalarSubject(raw(`(coalesce(p.${column}, '') <> '')`)),
    read: (facts) => Boolean(facts.person[column]),
    shopify: null,
  } satisfies Partial<AttributeDefinition>;
}
