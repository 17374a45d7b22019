import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { DataPart } from '../catalogue.ts';
import type { ProfileFacts, RecordFacts } from '../facts.ts';
import type { RuleContext } from '../rule-context.ts';
import type { Condition } from '../types.ts';
import type { Found, Subject, ValueType } from '../value-types/value-type.ts';

/** One thing a rule can ask of a person. One file a family, listed in registry.ts. */
export type AttributeDefinition = {
  label: string;
  description: string;
  /** A whole clause. */
  example: string;
  type: ValueType;
  part: DataPart;
  /** Another part that the value may come from. */
  alsoReads?: DataPart;
  /** The value in SQL: `p` is the profile, `m` its metrics, `v` its scores, `hh` its household. */
  subject(context: RuleContext): Subject;
  /** The value in memory. */
  read(facts: ProfileFacts, context: RuleContext): Found;
  /** The clause as part of a sentence, where “whose <label> is …” would be clumsy; null for conditions it has no words for. */
  describe?(condition: Condition): string | null;
  /** null if Shopify has no attribute of this name; `note` says where the meaning differs. */
  shopify: { note: string | null } | null;
};

/** All parts of the data that an attribute's value comes from. */
export function partsOf({ part, alsoReads }: AttributeDefinition): DataPart[] {
  return alsoReads ? [part, alsoReads] : [part];
}

export const sameInShopify = { note: null };
export const everySource = { note: 'Onefold counts the orders of every source; Shopify counts its own only.' };

export function scalarSubject(expression: Sql): Subject {
  return { kind: 'scalar', sql: expression };
}

/** For attributes that are true or false: the two phrases of a sentence. */
export function describeTruth(yes: string, no: string): (condition: Condition) => string | null {
  return (condition) => {
    if (condition.kind !== 'compare' || condition.value.kind !== 'boolean') {
      return null;
    }
    return condition.value.is === (condition.operator === '=') ? yes : no;
  };
}

/** A list that the person's living records make up together; `element` is SQL over the record `r`, and over `src` with its source. */
export function recordList(
  element: Sql,
  read: (record: RecordFacts) => string | null,
  withSource = false,
): Pick<AttributeDefinition, 'subject' | 'read'> {
  const source = raw(withSource ? 'join source src on src.shop_id = r.shop_id and src.id = r.source_id' : '');
  const exists = (condition: Sql, context: RuleContext) => sql`exists (
    select 1
    from profile_member pm
    join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id and r.deleted_at is null ${source}
    where pm.shop_id = ${context.shopId}::bigint and pm.profile_id = p.id and ${condition}
  )`;
  return {
    subject: (context) => ({
      kind: 'list',
      some: (match) => exists(match(element), context),
      filled: exists(sql`${element} is not null`, context),
      elements: sql`array(
        select ${element}
        from profile_member pm
        join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id and r.deleted_at is null ${source}
        where pm.shop_id = ${context.shopId}::bigint and pm.profile_id = p.id and ${element} is not null
        order by r.id
      )`,
    }),
    read: (facts) => facts.records.map(read).filter((value) => value !== null),
  };
}

/** The newest word of the person's records on one of the merchant's own fields, as text; empty text is no word. */
export function customValue(key: string, convert: (text: Sql) => Sql, context: RuleContext): Sql {
  return sql`(
    select ${convert(sql`(r.custom ->> ${key}::text)`)}
    from profile_member pm
    join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id and r.deleted_at is null
    where pm.shop_id = ${context.shopId}::bigint and pm.profile_id = p.id and r.custom ->> ${key}::text <> ''
    order by r.version_at desc nulls last, r.id desc
    limit 1
  )`;
}

/** The same in memory. */
export function readCustom(facts: ProfileFacts, key: string): string | null {
  const [newest] = facts.records
    .filter((record) => Object.hasOwn(record.custom, key) && record.custom[key] !== '')
    .toSorted((a, b) => (b.versionAt?.getTime() ?? -Infinity) - (a.versionAt?.getTime() ?? -Infinity) || b.id - a.id);
  return newest?.custom[key] ?? null;
}

const dayText = { sql: '^\\d{4}-\\d{2}-\\d{2}', pattern: /^\d{4}-\d{2}-\d{2}/ };

/** The day a text begins with; null where it begins otherwise. */
export function dayOfText(text: Sql): Sql {
  return sql`(case when ${text} ~ ${raw(`'${dayText.sql}'`)} then left(${text}, 10) end)`;
}

export function readDayOfText(text: string | null): string | null {
  return text === null ? null : (dayText.pattern.exec(text)?.[0] ?? null);
}
