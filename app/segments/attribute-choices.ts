import { attributes } from './attributes/registry.ts';
import type { ValueType } from './value-types/value-type.ts';

/** An attribute as a form offers it. */
export type AttributeChoice = {
  name: string;
  label: string;
  description: string;
  kind: 'number' | 'text' | 'date' | 'boolean' | 'list';
  /** The values it can have, if they are few and known. */
  values: readonly string[];
};

/** All built-in attributes that can be asked for, by label. Predictions are left out while there are none. */
export function attributeChoices(): AttributeChoice[] {
  return Object.entries(attributes)
    .filter(([, definition]) => definition.part !== 'scores')
    .map(([name, { label, description, type }]) => ({
      name,
      label,
      description,
      kind: kindOf(type),
      values: valuesOf(type),
    }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

function kindOf(type: ValueType): AttributeChoice['kind'] {
  switch (type.kind) {
    case 'integer':
    case 'money':
    case 'quantity':
    case 'decimal':
    case 'number_text':
    case 'ratio':
      return 'number';
    case 'date':
    case 'day':
      return 'date';
    case 'boolean':
      return 'boolean';
    case 'list':
      return 'list';
    case 'text':
    case 'enum':
    case 'id':
    case 'point':
      return 'text';
  }
}

function valuesOf(type: ValueType): readonly string[] {
  if (type.kind === 'boolean') {
    return ['true', 'false'];
  }
  return type.kind === 'enum' || type.kind === 'list' ? (type.values ?? []) : [];
}

const EQUAL = [
  { label: 'is', value: '=' },
  { label: 'is not', value: '!=' },
];
const ORDERED = [
  { label: 'at least', value: '>=' },
  { label: 'more than', value: '>' },
  { label: 'at most', value: '<=' },
  { label: 'less than', value: '<' },
];
const DATED = [
  { label: 'on or after', value: '>=' },
  { label: 'before', value: '<' },
  { label: 'on', value: '=' },
];
const FILLED = [
  { label: 'is not known', value: 'IS NULL' },
  { label: 'is known', value: 'IS NOT NULL' },
];

/** The comparisons that an attribute allows, in words. */
export function operatorsFor(choice: AttributeChoice): { label: string; value: string }[] {
  switch (choice.kind) {
    case 'number':
      return [...ORDERED, ...EQUAL];
    case 'date':
      return [...DATED, ...FILLED];
    case 'boolean':
      return EQUAL.slice(0, 1);
    case 'list':
      return [{ label: 'contain', value: 'CONTAINS' }, { label: 'do not contain', value: 'NOT CONTAINS' }, ...FILLED];
    case 'text':
      return [...EQUAL, ...FILLED];
  }
}

/** A value as the language writes it: text in quotes, numbers, days and truth as they are. */
export function literal(choice: AttributeChoice, value: string): string {
  const plain = value.trim();
  return choice.kind === 'text' || choice.kind === 'list' ? `'${plain.replaceAll("'", "''")}'` : plain;
}
