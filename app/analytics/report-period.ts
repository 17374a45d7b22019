/** Of when a report can be. Calendar periods that are not over end today. */
export const PERIODS = {
  days: 'Last days',
  this_month: 'This month so far',
  last_month: 'Last month',
  this_quarter: 'This quarter so far',
  last_quarter: 'Last quarter',
  this_year: 'This year so far',
  last_year: 'Last year',
  own: 'Own dates',
} as const;
export type Period = keyof typeof PERIODS;
export const PERIOD_NAMES = Object.keys(PERIODS) as Period[];

/** What a report is set against. */
export const COMPARISONS = {
  none: 'Nothing',
  before: 'The period before',
  year: 'A year earlier',
} as const;
export type Comparison = keyof typeof COMPARISONS;
export const COMPARISON_NAMES = Object.keys(COMPARISONS) as Comparison[];

/** Both days belong to it, `YYYY-MM-DD`. */
export interface DaySpan {
  readonly from: string;
  readonly until: string;
}

export interface PeriodAsk {
  readonly period: Period;
  /** Counts where the period is the last days. */
  readonly days: number;
  /** Counts where the dates are own ones. */
  readonly own: DaySpan | null;
}

const CALENDAR_MONTHS = { month: 1, quarter: 3, year: 12 } as const;

/** The days that a report is of, as seen from `today`. */
export function spanOf(ask: PeriodAsk, today: string): DaySpan {
  if (ask.period === 'own' && ask.own !== null) return ask.own;
  if (ask.period === 'days' || ask.period === 'own') return { from: addDays(today, 1 - ask.days), until: today };
  const { which, months } = calendarOf(ask.period);
  const begin = beginOf(today, months);
  if (which === 'this') return { from: begin, until: today };
  return { from: addMonths(begin, -months), until: addDays(begin, -1) };
}

/**
 * The days to set it against: as many days just before, or the same dates a year earlier. A calendar period is set against the calendar period
 * before it, up to the same day of it where it is not over.
 */
export function comparedSpan(ask: PeriodAsk, comparison: Comparison, today: string): DaySpan | null {
  const span = spanOf(ask, today);
  if (comparison === 'none') return null;
  if (comparison === 'year') return { from: addMonths(span.from, -12), until: addMonths(span.until, -12) };
  if (ask.period === 'days' || ask.period === 'own') {
    const days = daysBetween(span.from, span.until) + 1;
    return { from: addDays(span.from, -days), until: addDays(span.from, -1) };
  }
  const { which, months } = calendarOf(ask.period);
  const from = addMonths(span.from, -months);
  return { from, until: which === 'this' ? addMonths(span.until, -months) : addDays(span.from, -1) };
}

/** The period in words, to follow a comma. */
export function periodWords({ period, days, own }: PeriodAsk): string {
  if (period === 'own' && own !== null) return `${own.from} to ${own.until}`;
  if (period === 'days' || period === 'own') return `the last ${days} days`;
  return PERIODS[period].toLowerCase();
}

function calendarOf(period: Exclude<Period, 'days' | 'own'>): { which: 'this' | 'last'; months: number } {
  const [which, unit] = period.split('_') as ['this' | 'last', keyof typeof CALENDAR_MONTHS];
  return { which, months: CALENDAR_MONTHS[unit] };
}

/** First day of the calendar month, quarter or year that the day is in. */
function beginOf(day: string, months: number): string {
  const month = Number(day.slice(5, 7)) - 1;
  return `${day.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01`;
}

const DAY_MS = 86_400_000;

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

function daysBetween(from: string, until: string): number {
  return Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** The same day of another month; its last one where it is shorter: 31 March less one is 28 February. */
function addMonths(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}
