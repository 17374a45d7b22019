import { isPlaceholderName } from '#app/normalise/person-name.ts';
import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const namePlaceholder = {
  key: 'name_placeholder',
  dimension: 'accuracy',
  subject: 'customer',
  field: 'Name',
  label: 'Made-up name',
  sentence: 'Names like “Test” or “Walk-in customer” stand for nobody and would greet people wrongly.',
  formula: 'Names that could be a person’s ÷ filled names.',
  remedy: 'Empty the name in its source, or enter the real one.',
  severity: 'medium',
  target: 0.99,
  lenses: ['name'],
  among: () => sql`name.written is not null`,
  fails: ({ wrong }) => sql`name.written = any(${wrong}::text[])`,
  found: () => sql`name.written`,
  vocabulary: { value: sql`name.written`, where: sql`true`, isWrong: (value) => isPlaceholderName(value) },
} as const satisfies Check;
