import { isCustomName } from './attributes/custom.ts';
import type { Catalogue, CustomField } from './catalogue.ts';
import { clausesOf } from './rule-tree.ts';
import type { Rule } from './types.ts';

/** Fields of the merchant's own that a rule names and the shop's data no longer has. */
export function goneFields(rule: Rule, catalogue: Catalogue): string[] {
  const named = clausesOf(rule).flatMap((clause) =>
    clause.kind === 'attribute' ? [clause.name] : clause.kind === 'anniversary' ? [clause.of] : [],
  );
  const isGone = (name: string) => isCustomName(name) && (catalogue.fields.get(name)?.isGone ?? true);
  return [...new Set(named.filter(isGone))];
}

/**
 * The catalogue with the fields that kept rules still name: of everybody they are not known, so that a segment outlives a field
 * that is no longer mapped. New rules may not name them.
 */
export function withGoneFields(catalogue: Catalogue, rules: readonly Rule[]): Catalogue {
  const gone = rules.flatMap((rule) => goneFields(rule, catalogue));
  const fields = gone.map((name): [string, CustomField] => [name, { type: 'text', label: name, isGone: true }]);
  return fields.length === 0 ? catalogue : { ...catalogue, fields: new Map([...catalogue.fields, ...fields]) };
}
