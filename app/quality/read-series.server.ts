import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { CLOSED, type Series, type Timeline, timelineOf } from './baseline.ts';
import { type Figure, figureOf, valueFigure } from './figures.ts';
import type { Watched } from './judge-day.ts';
import { addDays, specialDays } from './special-days.ts';
import {
  CUSTOMER_COLUMNS,
  ORDER_COLUMNS,
  selectCustomerDays,
  selectOrderDays,
  selectValueDays,
  type WatchSpan,
} from './watch-statements.ts';

/** A year to know the season by, the weeks that a baseline learns from, and the days that are judged. */
const DAYS_READ = 366 + 84 + 30;

export type ShopSeries = {
  watched: Watched[];
  timeline: Timeline;
  special: ReadonlyMap<string, string>;
  /** By source: the last day of which something is known. */
  lastDays: ReadonlyMap<number, string>;
};

export type DayRow = { sourceId: number; storeId: number | null; day: string; counts: number[] };
export type ValueRow = { sourceId: number; field: string; value: string; day: string; of: number; among: number };
type Closure = { storeId: number; fromDay: string; toDay: string };

/**
 * All figures under watch, day by day up to `to`, as the stored records tell them now. `since`: first of the days that are
 * judged. O(orders and customers of sixteen months).
 */
export async function readSeries(tx: Tx, shop: Shop, to: string, since: string): Promise<ShopSeries> {
  const from = addDays(to, 1 - DAYS_READ);
  const special = specialDays(shop.country, Number(from.slice(0, 4)), Number(to.slice(0, 4)));
  const timeline = timelineOf(from, DAYS_READ, special);
  const span: WatchSpan = { shopId: tx.shopId, from, to, timeZone: shop.timeZone, currency: shop.currency };
  const indexOf = new Map(timeline.days.map((day, index) => [day, index]));
  const table = new SeriesTable(indexOf);
  const orders = await tx.rows<DayRow>(selectOrderDays(span));
  for (const row of withSeveralStores(orders)) {
    table.take(row, ORDER_COLUMNS);
  }
  const customers = await tx.rows<DayRow>(selectCustomerDays(span));
  for (const row of customers) {
    table.take(row, CUSTOMER_COLUMNS);
  }
  for (const row of await tx.rows<ValueRow>(selectValueDays(span, since))) {
    table.takeValue(row);
  }
  const lastDays = new Map<number, string>();
  for (const { sourceId, day } of [...orders, ...customers]) {
    lastDays.set(sourceId, day > (lastDays.get(sourceId) ?? '') ? day : lastDays.get(sourceId)!);
  }
  const watched = table.all();
  closeDays(watched, await readClosures(tx), indexOf);
  return { watched, timeline, special, lastDays };
}

/** A source's only store says what the source says: it is not watched twice. */
function withSeveralStores(rows: readonly DayRow[]): DayRow[] {
  const stores = new Map<number, Set<number>>();
  for (const { sourceId, storeId } of rows) {
    if (storeId !== null) {
      stores.set(sourceId, (stores.get(sourceId) ?? new Set()).add(storeId));
    }
  }
  return rows.filter(({ sourceId, storeId }) => storeId === null || stores.get(sourceId)!.size > 1);
}

/** Series by source, store, figure and value, filled row by row. */
class SeriesTable {
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #watched = new Map<string, Watched>();

  constructor(indexOf: ReadonlyMap<string, number>) {
    this.#indexOf = indexOf;
  }

  take(row: DayRow, columns: Readonly<Record<string, { of: number; among?: number; squares?: number }>>): void {
    const at = this.#indexOf.get(row.day);
    if (at === undefined) {
      return;
    }
    for (const [key, { of, among, squares }] of Object.entries(columns)) {
      const { series } = this.#series(row, figureOf(key));
      series.of[at] = row.counts[of]!;
      if (series.among && among !== undefined) {
        series.among[at] = row.counts[among]!;
      }
      if (series.squares && squares !== undefined) {
        series.squares[at] = row.counts[squares]!;
      }
    }
  }

  takeValue({ sourceId, field, value, day, of, among }: ValueRow): void {
    const at = this.#indexOf.get(day);
    if (at !== undefined) {
      const { series } = this.#series({ sourceId, storeId: null }, valueFigure(field), value);
      series.of[at] = of;
      series.among![at] = among;
    }
  }

  #series(scope: { sourceId: number; storeId: number | null }, figure: Figure, value?: string): Watched {
    const key = `${scope.sourceId}/${scope.storeId}/${figure.key}/${value ?? ''}`;
    const known = this.#watched.get(key);
    if (known) {
      return known;
    }
    const { sourceId, storeId } = scope;
    const watched = { scope: { sourceId, storeId }, figure, series: emptySeries(figure, this.#indexOf.size) };
    const made = value === undefined ? watched : { ...watched, value };
    this.#watched.set(key, made);
    return made;
  }

  all(): Watched[] {
    const watched = [...this.#watched.values()];
    for (const { series } of watched) {
      hideBeforeFirst(series);
    }
    return watched;
  }
}

function emptySeries(figure: Figure, length: number): Series {
  return {
    of: new Float64Array(length),
    among: figure.kind === 'count' ? null : new Float64Array(length),
    squares: figure.kind === 'amount' ? new Float64Array(length) : null,
    masked: new Uint8Array(length),
  };
}

/** Days before the first row are not days without rows: nothing is learned from them. */
function hideBeforeFirst({ of, among, masked }: Series): void {
  const first = (among ?? of).findIndex((value) => value > 0);
  masked.fill(CLOSED, 0, first < 0 ? masked.length : first);
}

function closeDays(
  watched: readonly Watched[],
  closures: readonly Closure[],
  indexOf: ReadonlyMap<string, number>,
): void {
  const sourceOf = new Map(watched.map(({ scope }) => [scope.storeId, scope.sourceId]));
  for (const { storeId, fromDay, toDay } of closures) {
    // A source with a closed store says too little as a whole; its other stores are judged by themselves.
    const isClosed = ({ scope }: Watched) =>
      storeId === 0 ||
      scope.storeId === storeId ||
      (scope.storeId === null && scope.sourceId === sourceOf.get(storeId));
    const closed = watched.filter(isClosed);
    for (let day = fromDay; day <= toDay; day = addDays(day, 1)) {
      closeDay(closed, indexOf.get(day));
    }
  }
}

function closeDay(closed: readonly Watched[], at: number | undefined): void {
  for (const { series } of at === undefined ? [] : closed) {
    series.masked[at!] = CLOSED;
  }
}

function readClosures(tx: Tx): Promise<Closure[]> {
  return tx.rows<Closure>(sql`
    select store_id as "storeId", from_day::text as "fromDay", to_day::text as "toDay" from store_closure where shop_id = ${tx.shopId}`);
}
