import type { CohortActivity, MonthNumber } from './cohort-table.ts';

/** What of the first order customers are grouped by. */
export const COHORT_SPLITS = [
  'month',
  'channel',
  'store',
  'campaign',
  'visit',
  'source',
  'discount',
  'product',
] as const;
export type CohortSplit = (typeof COHORT_SPLITS)[number];

/** Customers of one month and one value of the split. */
export interface GroupCohort {
  readonly key: string;
  /** `YYYY-MM`. */
  readonly month: string;
  readonly value: string;
  readonly start: MonthNumber;
  customers: number;
  readonly activity: readonly CohortActivity[];
}

/** A value of the split over all months: by month of age, over those customers only whose month of that age is over. */
export interface GroupComparison {
  readonly value: string;
  readonly customers: number;
  readonly cells: readonly {
    readonly offset: number;
    /** Customers whose month of this age is over: the denominator. */
    readonly customers: number;
    readonly retention: number | null;
    /** Net from the first order to the end of this month, per customer; minor units. */
    readonly cumulativePerHeadMinor: number | null;
  }[];
}

/** Brings cohorts whose values differ by capitals and spaces only under one name, the one that most customers came by. O(cohorts). */
export function joinSpellings<Cohort extends GroupCohort>(cohorts: readonly Cohort[]): Cohort[] {
  const sizes = new Map<string, Map<string, number>>();
  for (const { value, customers } of cohorts) {
    const spellings = sizes.get(comparedName(value)) ?? new Map<string, number>();
    sizes.set(comparedName(value), spellings.set(value, (spellings.get(value) ?? 0) + customers));
  }
  const names = new Map([...sizes].map(([name, spellings]) => [name, mostOf(spellings)]));
  return cohorts.map((cohort) => ({ ...cohort, value: names.get(comparedName(cohort.value)) ?? cohort.value }));
}

function comparedName(value: string): string {
  return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

function mostOf(spellings: ReadonlyMap<string, number>): string {
  return [...spellings].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))[0]![0];
}

const SHOWN = 12;

/** Puts the values of a split side by side, the largest dozen first, the rest together as "Others". O(activity). */
export function compareGroups(
  cohorts: readonly GroupCohort[],
  current: MonthNumber,
  months: number,
): GroupComparison[] {
  const sizes = new Map<string, number>();
  for (const one of cohorts) sizes.set(one.value, (sizes.get(one.value) ?? 0) + one.customers);
  const shown = [...sizes].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1)).slice(0, SHOWN);
  const names = shown.map(([value]) => value);
  const groups = names.map((value) => ({ value, cohorts: cohorts.filter((one) => one.value === value) }));
  const others = cohorts.filter((one) => !names.includes(one.value));
  return [...groups, ...(others.length > 0 ? [{ value: 'Others', cohorts: others }] : [])].map((group) => ({
    value: group.value,
    customers: group.cohorts.reduce((sum, one) => sum + one.customers, 0),
    cells: cellsOf(group.cohorts, current, months),
  }));
}

function cellsOf(cohorts: readonly GroupCohort[], current: MonthNumber, months: number): GroupComparison['cells'] {
  return Array.from({ length: months }, (_, offset) => {
    const over = cohorts.filter((one) => one.start + offset < current);
    const customers = over.reduce((sum, one) => sum + one.customers, 0);
    if (customers === 0) return { offset, customers, retention: null, cumulativePerHeadMinor: null };
    const until = over.flatMap((one) => one.activity.filter((cell) => cell.offset <= offset));
    const active = until.filter((cell) => cell.offset === offset).reduce((sum, cell) => sum + cell.active, 0);
    const net = until.reduce((sum, cell) => sum + cell.netMinor, 0);
    return { offset, customers, retention: active / customers, cumulativePerHeadMinor: net / customers };
  });
}
