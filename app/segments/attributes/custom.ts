import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { CustomField, CustomFieldType } from '../catalogue.ts';
import type { Found, ValueType } from '../value-types/value-type.ts';
import {
  type AttributeDefinition,
  customValue,
  dayOfText,
  readCustom,
  readDayOfText,
  sameInShopify,
  scalarSubject,
} from './attribute.ts';

const decimalText = '^-?\\d{1,20}(\\.\\d{1,18})?$';
const decimalPattern = new RegExp(decimalText);

type Conversion = { type(name: string): ValueType; sql(text: Sql): Sql; read(text: string): Found };

/** Sources keep own fields as text; a text that does not fit the field's type counts as unknown, in SQL as here. */
const conversions: Record<CustomFieldType, Conversion> = {
  text: {
    type: (name) => ({ kind: 'text', ignoreCase: name.startsWith('custom.') }),
    sql: (text) => text,
    read: (text) => text,
  },
  number: {
    type: () => ({ kind: 'number_text' }),
    sql: (text) => sql`(case when ${text} ~ ${raw(`'${decimalText}'`)} then ${text}::numeric end)`,
    read: (text) => (decimalPattern.test(text) ? text : null),
  },
  boolean: {
    type: () => ({ kind: 'boolean' }),
    sql: (text) => sql`(case lower(${text}) when 'true' then true when 'false' then false end)`,
    read: (text) => ({ true: true, false: false })[text.toLowerCase()] ?? null,
  },
  date: {
    type: () => ({ kind: 'day' }),
    sql: dayOfText,
    read: readDayOfText,
  },
};

export function isCustomName(name: string): boolean {
  return name.startsWith('custom.') || name.startsWith('metafields.');
}

/**
 * A field of the merchant's own: `custom.<name>` from files and other sources, `metafields.<namespace>.<key>` from Shopify.
 * Records keep the first under its name and the second under its full name; the newest record that has a value speaks.
 */
export function customAttribute(name: string, field: CustomField): AttributeDefinition {
  const key = name.startsWith('custom.') ? name.slice('custom.'.length) : name;
  const conversion = conversions[field.type];
  return {
    label: field.label,
    description: 'A field of your own.',
    example: `${name} IS NOT NULL`,
    type: conversion.type(name),
    part: 'records',
    subject: (context) => scalarSubject(customValue(key, conversion.sql, context)),
    read: (facts) => {
      const text = readCustom(facts, key);
      return text === null ? null : conversion.read(text);
    },
    shopify: name.startsWith('metafields.') ? sameInShopify : null,
  };
}
