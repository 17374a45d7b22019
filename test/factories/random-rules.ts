import fc from 'fast-check';
import { customAttribute } from '#app/segments/attributes/custom.ts';
import { attributes } from '#app/segments/attributes/registry.ts';
import type { Catalogue } from '#app/segments/catalogue.ts';
import { functions } from '#app/segments/functions/registry.ts';
import { isStorable } from '#app/segments/kinds/check-condition.ts';
import { measures } from '#app/segments/measures/measure.ts';
import { relations } from '#app/segments/relations/registry.ts';
import type { Relation } from '#app/segments/relations/relation.ts';
import {
  type Clause,
  type Condition,
  measureNames,
  type Parameter,
  type Rule,
  type Value,
} from '#app/segments/types.ts';
import { typeDefinition } from '#app/segments/value-types/registry.ts';
import type { OperatorName, ValueType } from '#app/segments/value-types/value-type.ts';

/** Texts that rules and facts share, so that random rules have members; the last few would hurt if they ever became SQL. */
export const texts = [
  'vip',
  'VIP',
  'gold',
  'Soho',
  'shoes',
  'marketing',
  'US',
  'US-NY',
  'en',
  '42',
  "O'Brien",
  'Straße',
  'İstanbul',
  'ΣΊΣΥΦΟΣ',
  '',
  "'; drop table profile; --",
  '$1',
  '\\',
  '100%_',
] as const;

/** Handles of the segments that random rules may name. */
export const handles = ['vip', 'lapsed'] as const;

/** Fields of the merchant's own that random rules and facts share. */
export const randomCatalogue: Catalogue = {
  fields: new Map([
    ['custom.shoe_size', { type: 'number', label: 'shoe size' }],
    ['custom.Favourite colour', { type: 'text', label: 'favourite colour' }],
    ['custom.newsletter', { type: 'boolean', label: 'newsletter' }],
    ['metafields.facts.birth_date', { type: 'date', label: 'birth date' }],
  ]),
  missing: new Set(),
  suggestions: new Map(),
};

const days = [
  '2024-02-29',
  '2025-12-31',
  '2026-01-01',
  '2026-03-29',
  '2026-06-15',
  '2026-07-01',
  '2026-07-15',
] as const;

const dayValue: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(...days).map((day): Value => ({ kind: 'day', day })),
  fc.constantFrom('today' as const, 'yesterday' as const).map((name): Value => ({ kind: 'named_day', name })),
  fc
    .record({
      sign: fc.constantFrom('-' as const, '+' as const),
      amount: fc.integer({ min: 0, max: 40 }),
      unit: fc.constantFrom('d' as const, 'w' as const, 'm' as const, 'y' as const),
    })
    .map((offset): Value => ({ kind: 'offset', ...offset })),
);

const momentValue: fc.Arbitrary<Value> = fc
  .tuple(fc.constantFrom(...days), fc.constantFrom('00:00:00', '02:30:00', '23:59:59'))
  .map(([day, time]): Value => ({ kind: 'moment', local: `${day}T${time}` }));

const textValue: fc.Arbitrary<Value> = fc
  .oneof(
    { weight: 9, arbitrary: fc.constantFrom(...texts) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
  )
  .filter((text) => isStorable(text))
  .map((text): Value => ({ kind: 'text', text }));

function numberValue(decimals: number): fc.Arbitrary<Value> {
  return fc
    .tuple(fc.integer({ min: -3, max: 130 }), fc.integer({ min: 0, max: 10 ** decimals - 1 }))
    .map(([whole, part]): Value => {
      const fraction = decimals > 0 && part > 0 ? `.${String(part).padStart(decimals, '0')}` : '';
      return { kind: 'number', decimal: `${whole}${fraction}` };
    });
}

/** A value that fits a type. */
function valueFor(type: ValueType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'integer':
      return numberValue(0);
    case 'money':
    case 'quantity':
    case 'decimal':
    case 'number_text':
      return fc.oneof(numberValue(0), numberValue(2), numberValue(3));
    case 'ratio':
      return type.of === 'share'
        ? fc.constantFrom('0', '0.25', '0.5', '1').map((decimal) => ({ kind: 'number', decimal }))
        : numberValue(1);
    case 'date':
      return fc.oneof({ weight: 3, arbitrary: dayValue }, { weight: 1, arbitrary: momentValue });
    case 'day':
      return dayValue;
    case 'boolean':
      return fc.boolean().map((is): Value => ({ kind: 'boolean', is }));
    case 'enum':
      return fc.constantFrom(...type.values).map((text): Value => ({ kind: 'text', text }));
    case 'list':
      return type.values ? fc.constantFrom(...type.values).map((text): Value => ({ kind: 'text', text })) : textValue;
    case 'id':
      return fc.oneof(textValue, numberValue(0));
    case 'text':
      return textValue;
    case 'point':
      return fc.constant({ kind: 'point', latitude: '52.52', longitude: '13.4' } satisfies Value);
  }
}

/** A condition that `checkRule` takes for a type. */
function conditionFor(type: ValueType, operators?: readonly OperatorName[]): fc.Arbitrary<Condition> {
  const allowed = typeDefinition(type)
    .operators(type)
    .filter((operator) => operators?.includes(operator) ?? true);
  return fc.constantFrom(...allowed).chain((operator) => conditionWith(operator, type));
}

function conditionWith(operator: OperatorName, type: ValueType): fc.Arbitrary<Condition> {
  const value = valueFor(type);
  const negated = operator.startsWith('NOT') || operator === 'IS NOT NULL';
  switch (operator) {
    case 'BETWEEN':
      return fc.tuple(value, value).map(([a, b]) => inOrder(a, b));
    case 'IN':
    case 'NOT IN':
      return fc.array(value, { minLength: 1, maxLength: 4 }).map((values) => ({ kind: 'one_of', negated, values }));
    case 'CONTAINS':
    case 'NOT CONTAINS':
      return value.map((one) => ({ kind: 'contains', negated, value: one }));
    case 'IS NULL':
    case 'IS NOT NULL':
      return fc.constant({ kind: 'empty', negated });
    default:
      return value.map((one) => ({ kind: 'compare', operator, value: one }));
  }
}

function inOrder(a: Value, b: Value): Condition {
  const swap =
    (a.kind === 'number' && b.kind === 'number' && Number(a.decimal) > Number(b.decimal)) ||
    (a.kind === 'day' && b.kind === 'day' && a.day > b.day);
  return { kind: 'between', from: swap ? b : a, to: swap ? a : b };
}

const allAttributes = {
  ...attributes,
  ...Object.fromEntries([...randomCatalogue.fields].map(([name, field]) => [name, customAttribute(name, field)])),
};

const attributeClause: fc.Arbitrary<Clause> = fc.constantFrom(...Object.keys(allAttributes)).chain((name) => {
  const type = allAttributes[name]?.type ?? { kind: 'text', ignoreCase: false };
  return conditionFor(type).map((condition): Clause => ({ kind: 'attribute', name, condition }));
});

const datedAttributes = Object.keys(allAttributes).filter((name) =>
  ['date', 'day'].includes(allAttributes[name]?.type.kind ?? ''),
);

const anniversaryClause: fc.Arbitrary<Clause> = fc
  .tuple(
    fc.constantFrom(...datedAttributes),
    conditionFor({ kind: 'day' }, ['=', '!=', 'BETWEEN', 'IS NULL', 'IS NOT NULL']),
  )
  .map(([of, condition]): Clause => ({ kind: 'anniversary', of, condition }));

const functionClause: fc.Arbitrary<Clause> = fc.constantFrom(...Object.keys(functions)).chain((name) => {
  const definition = functions[name];
  const parameterNames = Object.keys(definition?.parameters ?? {});
  return fc.tuple(fc.subarray(parameterNames, { maxLength: 3 }), fc.boolean()).chain(([chosen, negated]) => {
    const complete = [...new Set([...(definition?.required ?? []), ...chosen])];
    const parameters = complete.map((parameter) => {
      const known = definition?.parameters[parameter];
      return conditionFor(known?.type ?? { kind: 'boolean' }, known?.operators).map(
        (condition): Parameter => ({ name: parameter, condition }),
      );
    });
    return fc.tuple(...parameters).map((list): Clause => ({ kind: 'function', name, negated, parameters: list }));
  });
});

const relationList: readonly Relation[] = Object.values(relations);

const aggregateClause: fc.Arbitrary<Clause> = fc
  .tuple(fc.constantFrom(...measureNames), fc.constantFrom(...relationList), fc.nat())
  .chain(([measure, relation, pick]) => {
    const offered = Object.keys(relation.fields).filter((name) => !relation.fields[name]?.internal);
    const ordered = measure === 'first' || measure === 'last';
    const fitting = offered.filter((name) => measures[measure].outcome(relation.fields[name]?.type ?? null) !== null);
    const needsField =
      measures[measure].field === 'required' || (measures[measure].field === 'optional' && pick % 2 === 0);
    const field = needsField ? (fitting[pick % Math.max(fitting.length, 1)] ?? null) : null;
    const type = measures[measure].outcome(field === null ? null : (relation.fields[field]?.type ?? null));
    if (!type || (needsField && field === null) || (ordered && relation.tie === null)) {
      return attributeClause;
    }
    return fc.subarray(offered, { maxLength: 2 }).chain((chosen) => {
      const where = chosen.map((name) =>
        conditionFor(relation.fields[name]?.type ?? { kind: 'boolean' }).map(
          (condition): Parameter => ({ name, condition }),
        ),
      );
      return fc.tuple(fc.tuple(...where), conditionFor(type)).map(
        ([list, condition]): Clause => ({
          kind: 'aggregate',
          measure,
          relation: relation.name,
          field,
          where: list,
          condition,
        }),
      );
    });
  });

const segmentClause: fc.Arbitrary<Clause> = fc
  .tuple(fc.constantFrom(...handles), fc.boolean())
  .map(([handle, negated]): Clause => ({ kind: 'segment', handle, negated }));

/** One leaf of any kind, valid against `randomCatalogue`. */
const clauseArbitrary: fc.Arbitrary<Clause> = fc.oneof(
  { weight: 5, arbitrary: attributeClause },
  { weight: 4, arbitrary: functionClause },
  { weight: 3, arbitrary: aggregateClause },
  { weight: 1, arbitrary: anniversaryClause },
  { weight: 1, arbitrary: segmentClause },
);

/** Any rule: leaves of all kinds, groups within groups. */
export const ruleArbitrary: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => {
  const several = fc.array(tie('rule'), { minLength: 2, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 3, arbitrary: clauseArbitrary },
      { weight: 1, arbitrary: several.map((rules): Rule => ({ kind: 'and', rules })) },
      { weight: 1, arbitrary: several.map((rules): Rule => ({ kind: 'or', rules })) },
      { weight: 1, arbitrary: tie('rule').map((rule): Rule => ({ kind: 'not', rule })) },
    ),
  };
}).rule;
