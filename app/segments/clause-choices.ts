import { attributes, findAttribute } from './attributes/registry.ts';
import type { Catalogue, DataPart } from './catalogue.ts';
import { findFunction, functions } from './functions/registry.ts';
import { measures } from './measures/measure.ts';
import { relations } from './relations/registry.ts';
import type { Clause, Condition, Parameter } from './types.ts';
import { blankCondition } from './value-types/blank-condition.ts';
import type { ValueType } from './value-types/value-type.ts';

/** Something a row of the builder can ask for. */
export type ClauseChoice = {
  /** Stays the same: kind and name. */
  key: string;
  label: string;
  description: string;
  topic: string;
  /** A row that asks for it, its values still blank. */
  start(): Clause;
};

const topicOfPart: Readonly<Record<DataPart, string>> = {
  metrics: 'Orders and spending',
  orders: 'Orders and spending',
  refunds: 'Orders and spending',
  person: 'Person and place',
  records: 'Person and place',
  consents: 'Consent and reach',
  interactions: 'Contacts and feedback',
  feedback: 'Contacts and feedback',
  loyalty: 'Loyalty',
  scores: 'Predictions',
  households: 'Household',
  segments: 'Segments',
};

/** Topics in the order in which they are offered. */
const topics = [
  'Orders and spending',
  'Person and place',
  'Household',
  'Consent and reach',
  'Predictions',
  'Loyalty',
  'Contacts and feedback',
  'Sources',
  'Your own fields',
  'Segments',
  'Your own count',
];

const topicOfName: Readonly<Record<string, string>> = {
  reachable_by_email: 'Consent and reach',
  reachable_by_sms: 'Consent and reach',
  email_subscription_status: 'Consent and reach',
  sms_subscription_status: 'Consent and reach',
  number_of_reviews: 'Contacts and feedback',
  average_rating: 'Contacts and feedback',
  number_of_tickets: 'Contacts and feedback',
  sources: 'Sources',
  source_names: 'Sources',
  record_kinds: 'Sources',
  number_of_records: 'Sources',
  created_by_app_id: 'Sources',
  store_credit_accounts: 'Orders and spending',
};

/** All that rows can ask for in this shop, by topic; what the shop has no data for is left out. O(names). */
export function clauseChoices(
  catalogue: Catalogue,
  segments: readonly { handle: string; name: string }[],
): ClauseChoice[] {
  const all = [
    ...attributeChoices(catalogue),
    ...functionChoices(catalogue),
    ...anniversaryChoices(),
    ...segmentChoices(segments),
    ...countChoices(catalogue),
  ];
  return all.toSorted((a, b) => topics.indexOf(a.topic) - topics.indexOf(b.topic));
}

/** The choice a row was made by, by its key. */
export function choiceKeyOf(clause: Clause): string {
  switch (clause.kind) {
    case 'attribute':
    case 'function':
      return `${clause.kind}:${clause.name}`;
    case 'anniversary':
      return `anniversary:${clause.of}`;
    case 'segment':
      return 'segment';
    case 'aggregate':
      return `aggregate:${clause.relation}`;
  }
}

function attributeChoices(catalogue: Catalogue): ClauseChoice[] {
  const names = [...Object.keys(attributes), ...catalogue.fields.keys()];
  return names.flatMap((name): ClauseChoice[] => {
    const attribute = findAttribute(name, catalogue);
    if (!attribute || catalogue.missing.has(attribute.part)) {
      return [];
    }
    const own = catalogue.fields.has(name) ? 'Your own fields' : undefined;
    return [
      {
        key: `attribute:${name}`,
        label: attribute.label,
        description: attribute.description,
        topic: own ?? topicOfName[name] ?? topicOfPart[attribute.part],
        start: () => ({ kind: 'attribute', name, condition: blankCondition(attribute.type) }),
      },
    ];
  });
}

/** What a function is asked with first: the window and the thing, as far as it has them. */
const firstParameters = ['coordinates', 'distance_km', 'count', 'id', 'channel', 'date'];

function functionChoices(catalogue: Catalogue): ClauseChoice[] {
  return Object.entries(functions)
    .filter(([, { part }]) => !catalogue.missing.has(part))
    .map(([name, { label, description, part, required }]) => ({
      key: `function:${name}`,
      label: label.toLowerCase(),
      description,
      topic: topicOfName[name] ?? topicOfPart[part],
      start: () => ({
        kind: 'function',
        name,
        negated: false,
        parameters: firstParameters
          .filter(
            (parameter) =>
              required.includes(parameter) || (parameter === 'distance_km' && required.includes('coordinates')),
          )
          .flatMap((parameter) => startParameter(name, parameter)),
      }),
    }));
}

function startParameter(functionName: string, parameter: string): Parameter[] {
  const definition = findFunction(functionName)?.parameters[parameter];
  return definition ? [{ name: parameter, condition: blankCondition(definition.type, definition.operators) }] : [];
}

/** A condition on a parameter of a function, its value still blank. */
export function blankParameter(functionName: string, parameter: string, type: ValueType): Condition {
  return startParameter(functionName, parameter)[0]?.condition ?? blankCondition(type);
}

/** A condition on something of a type, its value still blank. */
export function blankOfType(type: ValueType): Condition {
  return blankCondition(type);
}

function anniversaryChoices(): ClauseChoice[] {
  return ['birth_date', 'first_order_date'].map((of) => ({
    key: `anniversary:${of}`,
    label: of === 'birth_date' ? 'birthday' : 'anniversary of the first order',
    description: 'The day comes back every year.',
    topic: of === 'birth_date' ? 'Person and place' : 'Orders and spending',
    start: () => ({
      kind: 'anniversary',
      of,
      condition: {
        kind: 'between',
        from: { kind: 'named_day', name: 'today' },
        to: { kind: 'offset', sign: '+', amount: 30, unit: 'd' },
      },
    }),
  }));
}

function segmentChoices(segments: readonly { handle: string; name: string }[]): ClauseChoice[] {
  const [first] = segments;
  return first
    ? [
        {
          key: 'segment',
          label: 'in another segment',
          description: 'Whoever another segment holds.',
          topic: 'Segments',
          start: () => ({ kind: 'segment', handle: first.handle, negated: false }),
        },
      ]
    : [];
}

function countChoices(catalogue: Catalogue): ClauseChoice[] {
  return Object.values(relations)
    .filter(({ part }) => !catalogue.missing.has(part))
    .map(({ name, label, description, part }) => ({
      key: `aggregate:${name}`,
      label: `count, sum or average of ${label}`,
      description,
      topic: part === 'segments' ? 'Segments' : 'Your own count',
      start: () => ({
        kind: 'aggregate',
        measure: 'count',
        relation: name,
        field: null,
        where: [],
        condition: blankCondition({ kind: 'integer' }),
      }),
    }));
}

/** A named, typed place for a condition: an attribute, a parameter, a field of a relation. */
export type TypedName = { name: string; label: string; description: string; type: ValueType };

/** Parameters a function takes. */
export function parametersOfFunction(name: string): TypedName[] {
  return Object.entries(findFunction(name)?.parameters ?? {}).map(([parameter, { label, description, type }]) => ({
    name: parameter,
    label,
    description,
    type,
  }));
}

/** Fields a relation's rows are chosen by. */
export function fieldsOfRelation(name: string): TypedName[] {
  const relation = Object.values(relations).find((one) => one.name === name);
  return Object.entries(relation?.fields ?? {})
    .filter(([, field]) => !field.internal)
    .map(([field, { label, description, type }]) => ({ name: field, label, description, type }));
}

/** Fields a measure can work with over a relation; empty if it takes none. */
export function fieldsOfMeasure(measure: keyof typeof measures, relation: string): TypedName[] {
  const { field, outcome } = measures[measure];
  const needsOrder = measure === 'first' || measure === 'last';
  const hasOrder = Object.values(relations).find((one) => one.name === relation)?.tie !== null;
  return field === 'none' || (needsOrder && !hasOrder)
    ? []
    : fieldsOfRelation(relation).filter(({ type }) => outcome(type) !== null);
}

/** All ways to make one value out of many rows. */
export function measureChoices(
  relation: string,
): { name: keyof typeof measures; label: string; needsField: boolean }[] {
  return (Object.keys(measures) as (keyof typeof measures)[])
    .filter((name) => measures[name].field !== 'required' || fieldsOfMeasure(name, relation).length > 0)
    .map((name) => ({ name, label: measures[name].label, needsField: measures[name].field === 'required' }));
}

/** The type a clause's own condition is about; null where it has none or names something unknown. */
export function typeOfClause(clause: Clause, catalogue: Catalogue): ValueType | null {
  switch (clause.kind) {
    case 'attribute':
      return findAttribute(clause.name, catalogue)?.type ?? null;
    case 'anniversary':
      return { kind: 'day' };
    case 'aggregate': {
      const field = fieldsOfRelation(clause.relation).find(({ name }) => name === clause.field);
      return measures[clause.measure].outcome(field?.type ?? null);
    }
    default:
      return null;
  }
}
