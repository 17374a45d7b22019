import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const phoneOfMany = {
  key: 'phone_of_many',
  dimension: 'accuracy',
  subject: 'customer',
  field: 'Phone',
  label: 'One phone number entered for many people',
  sentence:
    'Five records or more of different people bear it: mostly the shop’s own number, or that of a member of staff.',
  formula: 'Numbers that are not on five or more records of different names ÷ usable phone numbers.',
  remedy: 'See which till it comes from, and let staff leave the field empty.',
  severity: 'medium',
  target: 0.99,
  lenses: ['line_phone'],
  among: () => sql`r.phone_e164 is not null`,
  fails: () => sql`line_phone.phone_e164 is not null`,
  found: () => sql`r.phone_e164`,
} as const satisfies Check;
