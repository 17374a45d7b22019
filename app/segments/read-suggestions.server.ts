import type { Tx } from '#app/platform/db.server.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import { partsOf } from './attributes/attribute.ts';
import { findAttribute } from './attributes/registry.ts';
import type { Suggestion } from './catalogue.ts';
import { findFunction } from './functions/registry.ts';
import { findRelation, relations } from './relations/registry.ts';
import type { Relation } from './relations/relation.ts';
import type { RuleContext } from './rule-context.ts';
import { figureJoins } from './sql/figure-joins.ts';
import type { Subject, ValueType } from './value-types/value-type.ts';

const SUGGESTED = 100;
/** Longer texts are no values to choose from. */
const LONGEST = 200;
const suggestible: ReadonlySet<ValueType['kind']> = new Set(['text', 'enum', 'id', 'list']);

/** What names an id of products and variants in the lines themselves. */
const titles: Readonly<Record<string, string>> = {
  'lines.id': 'max(l.title)',
  'lines.variant_id': `max(concat_ws(', ', l.title, l.variant_title))`,
};

/** Functions ask the rows of these. */
const relationOfFunction: Readonly<Record<string, Relation>> = {
  orders_placed: relations.orders,
  products_purchased: relations.lines,
  refunds_received: relations.refunds,
};

/**
 * The values the shop's data has for an attribute (`customer_tags`), a parameter (`orders_placed.store`) or a field
 * (`lines.vendor`), most frequent first, with how many people or rows have each. Empty for anything else. One pass over the
 * shop's people or rows.
 */
export async function readSuggestions(tx: Tx, name: string, context: RuleContext): Promise<Suggestion[]> {
  const statement = attributeValues(name, context) ?? rowValues(name, context);
  return statement ? tx.rows<Suggestion>(statement) : [];
}

function attributeValues(name: string, context: RuleContext): Sql | null {
  const attribute = findAttribute(name, context.catalogue);
  if (!attribute || !suggestible.has(attribute.type.kind) || context.catalogue.missing.has(attribute.part)) {
    return null;
  }
  const from = sql`profile p ${figureJoins(partsOf(attribute))}`;
  return frequent(attribute.subject(context), from, sql`p.shop_id = ${context.shopId}::bigint`, null);
}

function rowValues(name: string, context: RuleContext): Sql | null {
  const [owner = '', field = ''] = name.split('.');
  const relation = findRelation(owner) ?? (findFunction(owner) ? relationOfFunction[owner] : undefined);
  const definition = relation && Object.hasOwn(relation.fields, field) ? relation.fields[field] : undefined;
  if (!relation || !definition || definition.internal || !suggestible.has(definition.type.kind)) {
    return null;
  }
  const used = new Set([field]);
  const title = titles[`${relation.name}.${field}`];
  return frequent(
    definition.subject(context),
    relation.from(used),
    relation.standing(context, used),
    title ? raw(title) : null,
  );
}

function frequent(subject: Subject, from: Sql, where: Sql, title: Sql | null): Sql | null {
  if (subject.kind === 'ratio') {
    return null;
  }
  const [value, source] =
    subject.kind === 'list'
      ? [raw('element'), sql`${from} cross join unnest(${subject.elements}) as element`]
      : [subject.sql, from];
  return sql`
    select ${value} as value, ${title ? sql`coalesce(nullif(${title}, ''), ${value})` : value} as label, count(*)::integer as count
    from ${source}
    where ${where} and ${value} is not null and length(${value}) between 1 and ${LONGEST}::integer
    group by 1 ${title ? empty : sql`, 2`}
    order by count(*) desc, 1
    limit ${SUGGESTED}::integer`;
}
