import { sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

export const emailOfMany = {
  key: 'email_of_many',
  dimension: 'accuracy',
  subject: 'customer',
  field: 'E-mail',
  label: 'One e-mail address entered for many people',
  sentence:
    'Five records or more of different people bear it: the shop’s own address, or one that staff types to get on.',
  formula: 'Addresses that are not on five or more records of different names ÷ usable e-mail addresses.',
  remedy: 'See which till it comes from, and let staff leave the field empty.',
  severity: 'high',
  target: 0.99,
  lenses: ['mailbox'],
  among: () => sql`r.email_normal is not null`,
  fails: () => sql`mailbox.records >= 5 and mailbox.of_others`,
  found: () => sql`concat(r.email_normal, ' on ', mailbox.records, ' records')`,
} as const satisfies Check;
