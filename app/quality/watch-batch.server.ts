import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import type { Series } from './baseline.ts';
import { type Baselines, readBaselines } from './baseline-store.server.ts';
import { todayOf } from './context.server.ts';
import { valueFigure } from './figures.ts';
import { groupAlarms } from './group-alarms.ts';
import { judgeSoFar, type Scope, type Watched } from './judge-day.ts';
import { SAME_INCIDENT_DAYS } from './judge-window.ts';
import { keepIncidents, type Noticed } from './keep-incidents.server.ts';
import type { DayRow, ValueRow } from './read-series.server.ts';
import { addDays, specialDays } from './special-days.ts';
import {
  CUSTOMER_COLUMNS,
  ORDER_COLUMNS,
  selectCustomerDays,
  selectOrderDays,
  selectValueDays,
  type WatchSpan,
} from './watch-statements.ts';

const NOTHING: Noticed = { opened: [], reopened: [] };

/**
 * Judges what this day has brought so far against the weeks that the last night kept, and keeps what is wrong as incidents, which
 * the night confirms or takes for over. The figures are those of the night. O(rows of today), whatever the shop's size; holds no
 * lock. Returns what is new.
 */
export async function watchBatch(tx: Tx, shop: Shop, now = new Date()): Promise<Noticed> {
  const today = todayOf(shop, now);
  const span: WatchSpan = { ...shop, shopId: tx.shopId, from: today, to: today, isBrief: true };
  const orders = await tx.rows<DayRow>(selectOrderDays(span));
  const customers = await tx.rows<DayRow>(selectCustomerDays(span));
  const sourceIds = [...new Set([...orders, ...customers].map((row) => row.sourceId))];
  const special = specialDays(shop.country, Number(today.slice(0, 4)) - 1, Number(today.slice(0, 4)));
  const baselines = await readBaselines(tx, sourceIds, today, special);
  if (!baselines) {
    return NOTHING;
  }
  const values = await tx.rows<ValueRow>(selectValueDays(span, today));
  baselines.watched.push(...(await readStrange(tx, span, values, baselines)));
  addToday(baselines, { orders, customers, values });
  const alarms = judgeSoFar(baselines.watched, baselines.timeline.days.length - 1, baselines.timeline);
  if (alarms.length === 0 && !(await hasAlarms(tx, today, sourceIds))) {
    return NOTHING;
  }
  const causes = groupAlarms(alarms, await readOpen(tx, today));
  // Nothing is taken for over before the day is: what the next batch shows again would be an incident anew.
  const ends = new Map<number, string>();
  return keepIncidents(tx, [{ day: today, causes }], {
    since: today,
    today,
    soFar: sourceIds,
    now,
    ends,
    worth: baselines.worth,
  });
}

type Today = { orders: readonly DayRow[]; customers: readonly DayRow[]; values: readonly ValueRow[] };

/** Share and number of rows of a value from which on it is worth a look back. */
const STRANGE = { share: 0.3, rows: 20 };

/**
 * The last weeks of values that are frequent today and were not of late: nothing is kept of them. Reads the new customers of these
 * weeks, and only where there is such a value.
 */
async function readStrange(
  tx: Tx,
  span: WatchSpan,
  values: readonly ValueRow[],
  { watched, timeline }: Baselines,
): Promise<Watched[]> {
  const known = new Set(watched.map((one) => nameOfValue(one.scope.sourceId, one.figure.key, one.value)));
  const strange = values.filter(
    ({ sourceId, field, value, of, among }) =>
      among >= STRANGE.rows &&
      of >= STRANGE.share * among &&
      !known.has(nameOfValue(sourceId, `value:${field}`, value)),
  );
  if (strange.length === 0) {
    return [];
  }
  const past = await tx.rows<ValueRow>(selectValueDays({ ...span, from: timeline.days[0]! }, span.to));
  return strange.map(({ sourceId, field, value }) => {
    const mine = past.filter((row) => row.sourceId === sourceId && row.field === field && row.value === value);
    const series = emptySeries(timeline.days.length);
    for (const row of mine) {
      setDay(series, timeline.days.indexOf(row.day), row);
    }
    return { scope: { sourceId, storeId: null }, figure: valueFigure(field), series, value };
  });
}

function nameOfValue(sourceId: number, figure: string, value = ''): string {
  return `${sourceId}/${figure}/${value}`;
}

function emptySeries(days: number): Series {
  return { of: new Float64Array(days), among: new Float64Array(days), squares: null, masked: new Uint8Array(days) };
}

/** Writes the day's counts at the end of the series that are kept; what nobody has seen before is compared with nothing. */
function addToday({ watched, timeline }: Baselines, { orders, customers, values }: Today): void {
  const at = timeline.days.length - 1;
  const rowOf = (rows: readonly DayRow[], { sourceId, storeId }: Scope) =>
    rows.find((row) => row.sourceId === sourceId && row.storeId === storeId);
  for (const { scope, figure, series, value } of watched) {
    const column = (figure.of === 'orders' ? ORDER_COLUMNS : CUSTOMER_COLUMNS)[figure.key];
    const row = rowOf(figure.of === 'orders' ? orders : customers, scope);
    const seen = values.find(
      (one) => one.sourceId === scope.sourceId && `value:${one.field}` === figure.key && one.value === value,
    );
    if (column && row) {
      setDay(series, at, {
        of: row.counts[column.of],
        among: row.counts[column.among!],
        squares: row.counts[column.squares!],
      });
    } else if (seen) {
      setDay(series, at, seen);
    }
  }
}

function setDay(
  series: Series,
  at: number,
  { of = 0, among = 0, squares = 0 }: Partial<Record<'of' | 'among' | 'squares', number | undefined>>,
): void {
  series.of[at] = of;
  series.among?.fill(among, at, at + 1);
  series.squares?.fill(squares, at, at + 1);
}

async function hasAlarms(tx: Tx, today: string, sourceIds: readonly number[]): Promise<boolean> {
  const rows = await tx.rows(sql`
    select from watch_alarm where shop_id = ${tx.shopId} and day = ${today}::date and source_id = any(${sourceIds}::bigint[]) limit 1`);
  return rows.length > 0;
}

/** Causes that have shown lately. */
async function readOpen(tx: Tx, today: string): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`
    select distinct cause_key as key from incident
    where shop_id = ${tx.shopId} and last_day >= ${addDays(today, -SAME_INCIDENT_DAYS)}::date and last_day < ${today}::date`);
  return new Set(rows.map((row) => row.key));
}
