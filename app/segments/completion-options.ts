import type { Catalogue } from './catalogue.ts';
import { quoteText } from './grammar/tokens.ts';
import { typeDefinition } from './value-types/registry.ts';
import type { OperatorName, ValueType } from './value-types/value-type.ts';

export type CompletionKind =
  | 'attribute'
  | 'function'
  | 'measure'
  | 'parameter'
  | 'field'
  | 'operator'
  | 'value'
  | 'keyword'
  | 'segment';

export type CompletionOption = {
  kind: CompletionKind;
  /** What to show. */
  label: string;
  /** What to put in place of the range. */
  text: string;
  /** One sentence, or a count; may be empty. */
  detail: string;
};

const operatorWords: Readonly<Record<OperatorName, string>> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'more than, after',
  '>=': 'at least, since',
  '<': 'less than, before',
  '<=': 'at most, until',
  BETWEEN: 'from … to …, both included',
  IN: 'one of a list',
  'NOT IN': 'none of a list',
  CONTAINS: 'has it among its entries',
  'NOT CONTAINS': 'does not have it among its entries',
  'IS NULL': 'not known',
  'IS NOT NULL': 'known',
};

const dates: readonly [string, string][] = [
  ['today', 'today'],
  ['yesterday', 'yesterday'],
  ['-7d', '7 days ago'],
  ['-30d', '30 days ago'],
  ['-90d', '90 days ago'],
  ['-12m', '12 months ago'],
  ['+30d', '30 days from today'],
];

/** Operators and values that fit a type, where the grammar expects them; the shop's own values first. */
export function optionsFor(
  expected: ReadonlySet<string>,
  type: ValueType | 'function' | null,
  name: string | null,
  catalogue: Catalogue,
): CompletionOption[] {
  if (type === null) {
    return [];
  }
  const operators = expected.has('an operator') ? operatorOptions(type) : [];
  const values = expected.has('a value') && type !== 'function' ? valueOptions(type, name, catalogue) : [];
  return [...operators, ...values];
}

function operatorOptions(type: ValueType | 'function'): CompletionOption[] {
  if (type === 'function') {
    return [
      { kind: 'operator', label: 'MATCHES', text: 'MATCHES (', detail: 'it happened' },
      { kind: 'operator', label: 'NOT MATCHES', text: 'NOT MATCHES (', detail: 'it did not happen' },
    ];
  }
  return typeDefinition(type)
    .operators(type)
    .map((operator) => ({ kind: 'operator', label: operator, text: operator, detail: operatorWords[operator] }));
}

function valueOptions(type: ValueType, name: string | null, catalogue: Catalogue): CompletionOption[] {
  const suggested = (name === null ? [] : (catalogue.suggestions.get(name) ?? [])).map(
    ({ value, label, count }): CompletionOption => ({
      kind: 'value',
      label,
      text: type.kind === 'id' && /^\d+$/.test(value) ? value : quoteText(value),
      detail: count === null ? '' : `${count}`,
    }),
  );
  return [...suggested, ...fixedValues(type)];
}

function fixedValues(type: ValueType): CompletionOption[] {
  switch (type.kind) {
    case 'enum':
      return type.values.map((value) => ({ kind: 'value', label: value, text: quoteText(value), detail: '' }));
    case 'list':
      return (type.values ?? []).map((value) => ({ kind: 'value', label: value, text: quoteText(value), detail: '' }));
    case 'boolean':
      return ['true', 'false'].map((value) => ({ kind: 'value', label: value, text: value, detail: '' }));
    case 'date':
    case 'day':
      return dates.map(([text, detail]) => ({ kind: 'value', label: text, text, detail }));
    default:
      return [];
  }
}
