/** A month as one number: year times twelve plus month, January being 0. */
export type MonthNumber = number;

/** Of 'YYYY-MM' or any longer day text. */
export function monthNumber(day: string): MonthNumber {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

/** 'YYYY-MM'. */
export function monthText(month: MonthNumber): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Customers who began together: by month of their first order, and by whatever else the key says (first channel, store, product …). */
export interface Cohort {
  readonly key: string;
  readonly label: string;
  readonly start: MonthNumber;
  /** Customers; the denominator of every cell of the row. */
  readonly customers: number;
}

/** What a cohort did in one month. Offset 0 is the month of the first order. */
export interface CohortActivity {
  readonly key: string;
  readonly offset: number;
  /** Customers with at least one order in the month. */
  readonly active: number;
  readonly orders: number;
  readonly netMinor: number;
}

/** `incomplete`: the month is not over. `predicted`: from the value model. `missing`: to come, and no forecast. */
export type CellState = 'complete' | 'incomplete' | 'predicted' | 'missing';

export interface CohortCell {
  readonly offset: number;
  readonly state: CellState;
  readonly active: number | null;
  /** active / customers; null for predicted and missing cells. */
  readonly retention: number | null;
  readonly orders: number | null;
  readonly netMinor: number | null;
  /** Net from the first order to the end of this month, per customer of the cohort; minor units. Null from the first missing cell on. */
  readonly cumulativePerHeadMinor: number | null;
}

export interface CohortRow extends Cohort {
  /** The imported history begins in this month or later: some of these customers bought before, unseen. */
  readonly isLeftCensored: boolean;
  readonly cells: readonly CohortCell[];
}

export interface CohortTable {
  readonly rows: readonly CohortRow[];
  /** Per offset over the cohorts whose month is complete only, so that a young cohort drags nothing down. */
  readonly average: readonly {
    readonly offset: number;
    readonly customers: number;
    readonly retention: number | null;
  }[];
  readonly totals: { readonly customers: number; readonly orders: number; readonly netMinor: number };
}

export interface CohortQuestion {
  readonly cohorts: readonly Cohort[];
  readonly activity: readonly CohortActivity[];
  /** The month that is running. */
  readonly current: MonthNumber;
  /** First month of the imported history; null if the shop's whole life is there. */
  readonly historyStart: MonthNumber | null;
  /** Offsets shown, 0 … months - 1. */
  readonly months: number;
  /** Forecasts of months to come; the rest of the running month belongs to none of them. */
  readonly predicted?: readonly { key: string; offset: number; orders: number; netMinor: number }[];
}

/** Lays out the table. Complete and incomplete cells together hold every order of `activity` within the months shown. O(cells). */
export function cohortTable(question: CohortQuestion): CohortTable {
  const done = index(question.activity);
  const coming = index(question.predicted ?? []);
  const rows = question.cohorts.map((cohort) => {
    let perHead: number | null = 0;
    const cells = Array.from({ length: question.months }, (_, offset) => {
      const cell = cellOf(cohort, offset, question.current, { done, coming });
      perHead =
        perHead === null || cell.netMinor === null ? null : perHead + cell.netMinor / Math.max(1, cohort.customers);
      return { ...cell, cumulativePerHeadMinor: perHead };
    });
    const isLeftCensored = question.historyStart !== null && cohort.start <= question.historyStart;
    return { ...cohort, isLeftCensored, cells };
  });
  return { rows, average: averages(rows, question.months), totals: totals(rows) };
}

type Index<Cell> = (key: string, offset: number) => Cell | undefined;

function index<Cell extends { readonly key: string; readonly offset: number }>(cells: readonly Cell[]): Index<Cell> {
  const byPlace = new Map(cells.map((cell) => [`${cell.offset} ${cell.key}`, cell]));
  return (key, offset) => byPlace.get(`${offset} ${key}`);
}

function cellOf(
  cohort: Cohort,
  offset: number,
  current: MonthNumber,
  cells: {
    readonly done: Index<CohortActivity>;
    readonly coming: Index<{ key: string; offset: number; orders: number; netMinor: number }>;
  },
): Omit<CohortCell, 'cumulativePerHeadMinor'> {
  const month = cohort.start + offset;
  if (month > current) {
    const forecast = cells.coming(cohort.key, offset);
    const state = forecast === undefined ? 'missing' : 'predicted';
    return {
      offset,
      state,
      active: null,
      retention: null,
      orders: forecast?.orders ?? null,
      netMinor: forecast?.netMinor ?? null,
    };
  }
  const { active, orders, netMinor } = cells.done(cohort.key, offset) ?? { active: 0, orders: 0, netMinor: 0 };
  const retention = cohort.customers > 0 ? active / cohort.customers : null;
  return { offset, state: month < current ? 'complete' : 'incomplete', active, retention, orders, netMinor };
}

function averages(rows: readonly CohortRow[], months: number): CohortTable['average'] {
  return Array.from({ length: months }, (_, offset) => {
    const complete = rows.filter((row) => row.cells[offset]?.state === 'complete');
    const customers = complete.reduce((sum, row) => sum + row.customers, 0);
    const active = complete.reduce((sum, row) => sum + (row.cells[offset]?.active ?? 0), 0);
    return { offset, customers, retention: customers > 0 ? active / customers : null };
  });
}

function totals(rows: readonly CohortRow[]): CohortTable['totals'] {
  const past = rows.flatMap((row) =>
    row.cells.filter((cell) => cell.state === 'complete' || cell.state === 'incomplete'),
  );
  return {
    customers: rows.reduce((sum, row) => sum + row.customers, 0),
    orders: past.reduce((sum, cell) => sum + (cell.orders ?? 0), 0),
    netMinor: past.reduce((sum, cell) => sum + (cell.netMinor ?? 0), 0),
  };
}
