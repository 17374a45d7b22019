import type { Alarm } from './judge-day.ts';

/** What a row of a source is worth, in minor units of the shop's currency: a sale, and a customer in a year. */
export type Worth = { orderMinor: number; customerMinor: number; ordersADay: number };

/** Of customers. All other figures are of sales. */
const OF_CUSTOMERS = new Set([
  'customers',
  'no_email',
  'no_phone',
  'no_name',
  'no_address',
  'bad_email',
  'bad_phone',
  'bad_letters',
  'bad_birth',
  'bad_country',
  'twice',
  'consenting',
  'contradicted',
  'undated',
]);

/**
 * The money that rests on what is wrong: rows beyond what was to be expected × what such a row is worth. Of several alarms of
 * one day the greatest counts, for they speak of the same rows. Minor units.
 */
export function costOf(alarms: readonly Alarm[], worth: Worth): number {
  const byDay = new Map<string, number>();
  for (const alarm of alarms) {
    byDay.set(alarm.day, Math.max(byDay.get(alarm.day) ?? 0, costOfAlarm(alarm, worth)));
  }
  return Math.round([...byDay.values()].reduce((sum, one) => sum + one, 0));
}

/** How many rows of a day are other than expected. */
export function rowsAtFault({ figure, found, expected, rows, span }: Alarm): number {
  if (figure === 'orders' || figure === 'customers') {
    return Math.abs(found - expected) / span;
  }
  return figure === 'amount' ? rows / span : (Math.abs(found - expected) * rows) / span;
}

function costOfAlarm(alarm: Alarm, { orderMinor, customerMinor, ordersADay }: Worth): number {
  if (alarm.figure === 'silence') {
    return ordersADay * orderMinor || customerMinor;
  }
  if (alarm.figure === 'amount') {
    return rowsAtFault(alarm) * orderMinor * Math.min(1, Math.abs(1 - alarm.found / alarm.expected));
  }
  const isCustomers = OF_CUSTOMERS.has(alarm.figure) || alarm.figure.startsWith('value:');
  return rowsAtFault(alarm) * (isCustomers ? customerMinor : orderMinor);
}
