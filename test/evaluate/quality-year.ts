import { CLOSED, timelineOf } from '#app/quality/baseline.ts';
import type { Figure } from '#app/quality/figures.ts';
import { FIGURES } from '#app/quality/figures.ts';
import type { Scope, Watched } from '#app/quality/judge-day.ts';
import { specialDays } from '#app/quality/special-days.ts';
import { createRandom, type Random } from './quality-random.ts';

/** Days simulated: a year that the monitors learn from, and the year in which they are judged. */
export const LEARNING_DAYS = 366;
export const DAYS = LEARNING_DAYS + 365;
const FIRST_DAY = '2024-12-02';
export const SPECIAL_DAYS = specialDays('US', 2024, 2027);
export const TIMELINE = timelineOf(FIRST_DAY, DAYS, SPECIAL_DAYS);

/** A source of the retailer that does not exist. */
type Outlet = { scope: Scope; orders: number; customers: number; closed: readonly number[]; basket: number };

/** A shop on the web, five tills in two systems, a newsletter. Orders and new customers a day, on average over the year. */
export const OUTLETS: readonly Outlet[] = [
  { scope: { sourceId: 1, storeId: null }, orders: 140, customers: 60, closed: [], basket: 6500 },
  { scope: { sourceId: 2, storeId: 1 }, orders: 70, customers: 14, closed: [0], basket: 4200 },
  { scope: { sourceId: 2, storeId: 2 }, orders: 35, customers: 8, closed: [0], basket: 3900 },
  { scope: { sourceId: 2, storeId: 3 }, orders: 18, customers: 4, closed: [0, 1], basket: 4600 },
  { scope: { sourceId: 3, storeId: 4 }, orders: 50, customers: 10, closed: [], basket: 5100 },
  { scope: { sourceId: 3, storeId: 5 }, orders: 28, customers: 6, closed: [], basket: 3600 },
  { scope: { sourceId: 4, storeId: null }, orders: 0, customers: 24, closed: [], basket: 0 },
];

/** How often each property is met on an ordinary day. */
const USUAL: Readonly<Record<string, number>> = {
  anonymous: 0.42,
  no_staff: 0.02,
  no_lines: 0.004,
  free: 0.01,
  discounted: 0.22,
  refunded: 0.05,
  repeated: 0.001,
  ahead: 0.0005,
  no_email: 0.28,
  no_phone: 0.45,
  no_name: 0.03,
  no_address: 0.4,
  bad_email: 0.015,
  bad_phone: 0.03,
  bad_letters: 0.06,
  bad_birth: 0.02,
  bad_country: 0.01,
  twice: 0.05,
  consenting: 0.35,
  contradicted: 0.006,
  undated: 0.04,
  value: 0.2,
};

const VALUE: Figure = {
  key: 'value',
  kind: 'share',
  family: 'values',
  of: 'customers',
  label: 'share of new customers in Portland',
  bothWays: false,
  least: 0.12,
};

/** What a planted fault does to one outlet's day. */
export type Bend = {
  /** Factors of the number of sales and of new customers. */
  orders?: number;
  customers?: number;
  /** Factor of amounts. */
  amount?: number;
  /** Property → share that meets it now. */
  shares?: Readonly<Record<string, number>>;
};

export type BendOf = (outlet: Outlet, day: number) => Bend | null;

/** Two years of figures with growth, seasons, weekdays, holidays, closed stores, promotions and weather; bent by faults. */
export function simulate(seed: number, bend: BendOf): Watched[] {
  const random = createRandom(seed);
  const weather = shocks(random);
  const promotions = promotionDays(random);
  const watched = OUTLETS.flatMap((outlet) => {
    const shut = renovation(random, outlet);
    const watched = seriesOf(outlet);
    for (let day = 0; day < DAYS; day++) {
      if (shut(day)) {
        watched.forEach(({ series }) => {
          series.masked[day] = CLOSED;
        });
        continue;
      }
      fillDay(
        watched,
        outlet,
        day,
        { random, weather: weather[day]!, promoted: promotions.has(day) },
        bend(outlet, day),
      );
    }
    return watched;
  });
  return [...watched, ...[2, 3].flatMap((sourceId) => together(watched, sourceId))];
}

/** The figures of a source with several stores, added up. */
function together(watched: readonly Watched[], sourceId: number): Watched[] {
  const stores = watched.filter((one) => one.scope.sourceId === sourceId);
  return stores
    .filter((one) => one.scope.storeId === stores[0]!.scope.storeId)
    .map((first) => {
      const parts = stores.filter((one) => one.figure === first.figure).map((one) => one.series);
      const add = (read: (series: Watched['series']) => Float64Array | null) =>
        read(first.series) &&
        Float64Array.from(TIMELINE.days, (_day, nth) => parts.reduce((sum, one) => sum + read(one)![nth]!, 0));
      const series = {
        of: add((one) => one.of)!,
        among: add((one) => one.among),
        squares: add((one) => one.squares),
        // Where one store is closed, the sum says nothing; its other stores are judged by themselves.
        masked: Uint8Array.from(TIMELINE.days, (_day, nth) =>
          parts.some((one) => one.masked[nth] === CLOSED) ? CLOSED : 0,
        ),
      };
      return { ...first, scope: { sourceId, storeId: null }, series };
    });
}

type Conditions = { random: Random; weather: number; promoted: boolean };

function seriesOf(outlet: Outlet): Watched[] {
  return [...FIGURES, VALUE]
    .filter(({ of }) => (of === 'orders' ? outlet.orders : outlet.customers) > 0)
    .map((figure) => ({
      scope: outlet.scope,
      figure,
      ...(figure.key === 'value' ? { value: 'Portland' } : {}),
      series: {
        of: new Float64Array(DAYS),
        among: figure.kind === 'count' ? null : new Float64Array(DAYS),
        squares: figure.kind === 'amount' ? new Float64Array(DAYS) : null,
        masked: new Uint8Array(DAYS),
      },
    }));
}

function fillDay(
  watched: readonly Watched[],
  outlet: Outlet,
  day: number,
  conditions: Conditions,
  bend: Bend | null,
): void {
  const rows = rowsOf(outlet, day, conditions, bend ?? {});
  for (const { figure, series } of watched) {
    if (figure.kind === 'count') {
      series.of[day] = rows[figure.of];
    } else if (figure.kind === 'amount') {
      const season = isHighSeason(day) ? 1.06 : 1;
      const basket = outlet.basket * season * (bend?.amount ?? 1);
      fillAmounts(series, day, rows[figure.of], { random: conditions.random, basket });
    } else {
      series.among![day] = rows[figure.of];
      const share = bend?.shares?.[figure.key] ?? shareOn(figure.key, day, conditions);
      series.of[day] = conditions.random.binomial(rows[figure.of], share);
    }
  }
}

/** How many sales and new customers the day brings. */
function rowsOf(outlet: Outlet, day: number, { random, weather, promoted }: Conditions, bend: Bend) {
  const pace = paceOf(outlet, day) * (promoted ? 1.3 : 1);
  const visits = outlet.scope.storeId === null ? 1 : weather;
  return {
    orders: random.poisson(outlet.orders * pace * visits * (bend.orders ?? 1)),
    customers: random.poisson(outlet.customers * pace * (bend.customers ?? 1)),
  };
}

/** The share that a property has without a fault: it drifts over the year and varies from day to day. */
function shareOn(key: string, day: number, { random, promoted }: Conditions): number {
  const drift = 1 + 0.08 * Math.sin(day / 50) + (key === 'discounted' && promoted ? 0.6 : 0);
  return random.near(Math.min(0.97, (USUAL[key] ?? 0) * drift), 60);
}

function fillAmounts(
  series: Watched['series'],
  day: number,
  rows: number,
  { random, basket }: { random: Random; basket: number },
): void {
  const shift = 0.04 * random.normal();
  for (let row = 0; row < rows; row++) {
    const log = Math.log(basket) + shift + 0.75 * random.normal();
    series.of[day]! += log;
    series.squares![day]! += log * log;
  }
  series.among![day] = rows;
}

/** Growth, season, weekday and holiday of an outlet's day. */
function paceOf(outlet: Outlet, index: number): number {
  const day = TIMELINE.days[index]!;
  const weekday = TIMELINE.weekdays[index]!;
  if (outlet.closed.includes(weekday)) {
    return 0;
  }
  const store = outlet.scope.storeId !== null;
  const weekdays = store ? [1.05, 0.8, 0.85, 0.9, 1, 1.2, 1.5] : [1.1, 1.05, 1, 0.95, 0.95, 0.95, 1];
  const growth = 1 + (0.15 * index) / 365;
  return growth * seasonOf(day) * weekdays[weekday]! * holidayOf(TIMELINE.special[index], store);
}

function seasonOf(day: string): number {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8))];
  const advent = month === 12 && date < 24 ? 0.5 + date / 40 : 0;
  const autumn = month === 11 ? date / 60 : 0;
  const summer = month === 7 || month === 8 ? -0.15 : 0;
  const sale = month === 1 && date < 20 ? 0.15 : 0;
  return 1 + advent + autumn + summer + sale;
}

function isHighSeason(index: number): boolean {
  return TIMELINE.days[index]!.slice(5, 7) === '12';
}

/** Stores are closed on Christmas Day and at Easter; Black Friday doubles; other holidays differ a little. */
function holidayOf(name: string | undefined, store: boolean): number {
  if (name === undefined) {
    return 1;
  }
  if (store && ['Christmas Day', 'Thanksgiving', 'Easter Sunday', 'New Year'].includes(name)) {
    return 0;
  }
  return (
    { 'Black Friday': 2.6, 'Cyber Monday': store ? 1.1 : 2.4, 'Christmas Eve': 0.5, 'Christmas Day': 0.4 }[name] ?? 0.85
  );
}

/** Good and bad days that all stores share, each much like the day before. */
function shocks(random: Random): Float64Array {
  const logs = new Float64Array(DAYS);
  for (let day = 1; day < DAYS; day++) {
    logs[day] = 0.5 * logs[day - 1]! + 0.08 * random.normal();
  }
  return logs.map(Math.exp);
}

/** Six promotions a year of four days, of which nobody tells the monitors. */
function promotionDays(random: Random): Set<number> {
  return new Set(
    Array.from({ length: 12 }, () => random.below(DAYS - 5)).flatMap((start) => [
      start,
      start + 1,
      start + 2,
      start + 3,
    ]),
  );
}

/** A store closes for a week once a year, and the merchant says so. */
function renovation(random: Random, { scope }: Outlet): (day: number) => boolean {
  const starts = scope.storeId === null ? [] : [random.below(300), LEARNING_DAYS + random.below(300)];
  return (day) => starts.some((start) => day >= start && day < start + 7);
}
