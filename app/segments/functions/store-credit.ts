import { raw } from '#app/platform/sql.ts';
import type { RecordFacts } from '../facts.ts';
import { defineRelation, type FieldOf } from '../relations/relation.ts';
import type { FunctionDefinition } from './function.ts';
import { countParameter, overRelation } from './over-relation.ts';

const decimalText = '^-?\\d{1,20}(\\.\\d{1,18})?$';

/** Store credit as sources tell it: under these keys of the record's own fields. */
const accounts = defineRelation<RecordFacts>({
  name: 'store_credit_accounts',
  label: 'store credit accounts',
  description: 'Store credit accounts of the person’s records.',
  part: 'records',
  dateField: null,
  from: raw('profile_member pm join customer_record r on r.shop_id = pm.shop_id and r.id = pm.record_id'),
  shopColumn: raw('pm.shop_id'),
  profile: raw('pm.profile_id'),
  at: raw('r.first_seen_at'),
  tie: raw('r.id'),
  always: {
    sql: raw(`r.deleted_at is null and jsonb_exists(r.custom, 'store_credit_balance')`),
    holds: (row) => row.custom['store_credit_balance'] !== undefined,
  },
  fields: {
    balance: {
      type: { kind: 'number_text' },
      label: 'balance',
      description: 'Balance of the account in its currency.',
      example: 'balance > 0',
      sql: raw(
        `(case when r.custom ->> 'store_credit_balance' ~ '${decimalText}' then (r.custom ->> 'store_credit_balance')::numeric end)`,
      ),
      read: (row) => {
        const text = row.custom['store_credit_balance'] ?? '';
        return new RegExp(decimalText).test(text) ? text : null;
      },
    },
    currency: {
      type: { kind: 'text', ignoreCase: true },
      label: 'currency',
      description: 'Currency of the account.',
      example: "currency = 'EUR'",
      sql: raw(`nullif(r.custom ->> 'store_credit_currency', '')`),
      read: (row) => row.custom['store_credit_currency'] || null,
    },
    next_expiry_date: day('next_expiry_date', 'next expiry', 'next_expiry_date <= +30d'),
    last_credit_date: day('last_credit_date', 'last credit', 'last_credit_date >= -30d'),
  },
  rowsOf: (facts) => facts.records,
  when: (row) => row.firstSeenAt,
  idOf: (row) => row.id,
});

export const storeCreditFunctions = {
  store_credit_accounts: overRelation({
    label: 'Store credit accounts',
    description: 'Has store credit that matches.',
    example: 'store_credit_accounts MATCHES (balance > 0)',
    relation: accounts,
    fields: Object.keys(accounts.fields),
    totals: { count: countParameter('accounts') },
    words: { verb: 'have', one: 'store credit account', many: 'store credit accounts' },
    shopify: { parameters: ['balance', 'currency', 'next_expiry_date', 'last_credit_date'], note: null },
  }),
} satisfies Record<string, FunctionDefinition>;

function day(key: string, label: string, example: string): FieldOf<RecordFacts> {
  const column = `r.custom ->> 'store_credit_${key}'`;
  return {
    type: { kind: 'day' },
    label,
    description: `Day of the ${label}.`,
    example,
    sql: raw(`(case when ${column} ~ '^\\d{4}-\\d{2}-\\d{2}' then left(${column}, 10) end)`),
    read: (row) => /^\d{4}-\d{2}-\d{2}/.exec(row.custom[`store_credit_${key}`] ?? '')?.[0] ?? null,
  };
}
