import { isPlaceholderName } from '#app/normalise/person-name.ts';
import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';
import { WRITTEN_NAME } from '../subjects.ts';

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
  among: () => sql`${WRITTEN_NAME} is not null`,
  fails: ({ wrong }) => sql`${WRITTEN_NAME} = any(${wrong}::text[])`,
  found: () => WRITTEN_NAME,
  vocabulary: { value: WRITTEN_NAME, where: sql`true`, isWrong: (value) => isPlaceholderName(value) },
} as const satisfies Check;
