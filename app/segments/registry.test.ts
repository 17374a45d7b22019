import { describe, expect, it } from 'vitest';
import { attributes } from './attributes/registry.ts';
import { emptyCatalogue } from './catalogue.ts';
import { compileRule } from './compile-rule.ts';
import { describeRule } from './describe-rule.ts';
import { functions } from './functions/registry.ts';
import { measures } from './measures/measure.ts';
import { parseRule } from './parse-rule.ts';
import { relations } from './relations/registry.ts';
import { ruleContext } from './rule-context.ts';

const context = ruleContext({
  shopId: 7,
  now: new Date('2026-07-15T10:00:00Z'),
  timeZone: 'UTC',
  currency: 'EUR',
  catalogue: emptyCatalogue,
  segments: new Map(),
});

const clauses = [
  ...Object.entries(attributes).map(([name, { example }]) => [name, example] as const),
  ...Object.entries(functions).map(([name, { example }]) => [name, example] as const),
  ...Object.entries(measures).map(([name, { example }]) => [`${name}(…)`, example] as const),
  ...Object.entries(functions).flatMap(([name, { parameters, required, example }]) =>
    required.length > 0
      ? [[name, example] as const]
      : Object.values(parameters).map(
          (parameter) => [`${name} by ${parameter.label}`, `${name} MATCHES (${parameter.example})`] as const,
        ),
  ),
  ...Object.values(relations).flatMap((relation) =>
    Object.entries(relation.fields)
      .filter(([, field]) => !field.internal)
      .map(([name, field]) => [`${relation.name}.${name}`, `count(${relation.name}, ${field.example}) >= 1`] as const),
  ),
];

describe('whatever a rule can name', () => {
  it.each(clauses)('%s has an example that is valid, readable and bound to the shop: %s', (_name, example) => {
    const parsed = parseRule(example, { catalogue: emptyCatalogue });
    expect(parsed.ok || parsed.problems).toBe(true);
    if (parsed.ok) {
      expect(describeRule(parsed.rule)).not.toMatch(/undefined|null/);
      const { text, values } = compileRule(parsed.rule, context, { profileIds: [1, 2] });
      expect(values.filter((value) => value === 7)).toHaveLength(text.split(/shop_id = \$\d+::bigint/).length - 1);
      expect(values).toContainEqual([1, 2]);
    }
  });

  it.each([...Object.values(attributes), ...Object.values(functions)])(
    '$label says what it means in a sentence',
    ({ description }) => {
      expect(description).toMatch(/[.…]$/);
    },
  );
});
