import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { keepBaselines } from './baseline-store.server.ts';
import { todayOf } from './context.server.ts';
import type { Cause } from './group-alarms.ts';
import type { Worth } from './incident-cost.ts';
import { type Alarm, judgeSilence } from './judge-day.ts';
import { type DayCauses, judgeWindow, SAME_INCIDENT_DAYS, type Standing } from './judge-window.ts';
import { keepIncidents, type Noticed } from './keep-incidents.server.ts';
import { readSeries } from './read-series.server.ts';
import { addDays } from './special-days.ts';
import { selectArrivals, selectWorth } from './watch-statements.ts';

/** Days that are judged anew each time: what is repaired within them is no incident any more. */
const WINDOW_DAYS = 28;

type Arrival = {
  sourceId: number;
  kind: string;
  rhythmHours: number | null;
  heardOn: string | null;
  /** Since when the source is in quarantine: nothing of it comes in, so nothing is missing. */
  heldSince: string | null;
  days: string[];
};

/**
 * Judges the figures of the last four weeks from the records as they are now and keeps what went wrong as incidents. Safe to
 * repeat: the same rows give the same incidents, and what has been repaired meanwhile solves its own. O(orders and customers
 * of sixteen months); holds no lock. Returns what is new.
 */
export async function watchShop(tx: Tx, shop: Shop, now = new Date()): Promise<Noticed> {
  const began = performance.now();
  const today = todayOf(shop, now);
  const yesterday = addDays(today, -1);
  const since = addDays(today, -WINDOW_DAYS);
  const arrivals = await tx.rows<Arrival>(selectArrivals(tx.shopId, shop.timeZone, now));
  const { watched, timeline, special, lastDays } = await readSeries(tx, shop, yesterday, since);
  const ends = new Map(arrivals.map((one) => [one.sourceId, lastWholeDay(one, lastDays, yesterday)]));
  const { earlier, lastShown } = await readEarlier(tx, since);
  const days = judgeWindow(watched, timeline, { since, ends, earlier, lastShown });
  const silent = arrivals.flatMap((one) => silenceOf(one, today, special));
  const worth = await readWorth(tx, today);
  const noticed = await keepIncidents(tx, withSilence(days, silent, today), {
    since,
    today,
    soFar: null,
    now,
    ends,
    worth,
  });
  await keepBaselines(tx, watched, timeline, worth);
  await noteRun(tx, ends, watched.length, Math.round(performance.now() - began));
  return noticed;
}

/** A source that speaks this often tells of yesterday, or of nothing because nothing was. */
const DAILY_HOURS = 48;

/**
 * The shop's Shopify speaks at once: yesterday is whole, and so is the day before a daily file. Another file ends somewhere: its
 * last day may be cut off unless the file came later than that day. Of a source in quarantine it is the day before.
 */
function lastWholeDay(arrival: Arrival, lastDays: ReadonlyMap<number, string>, yesterday: string): string {
  const day = lastDayTold(arrival, lastDays, yesterday);
  const { heldSince } = arrival;
  return heldSince !== null && heldSince <= day ? addDays(heldSince, -1) : day;
}

function lastDayTold(
  { sourceId, kind, heardOn, rhythmHours }: Arrival,
  lastDays: ReadonlyMap<number, string>,
  yesterday: string,
): string {
  const last = lastDays.get(sourceId) ?? '';
  if (kind === 'shopify') {
    return yesterday;
  }
  if (rhythmHours !== null && rhythmHours <= DAILY_HOURS && heardOn !== null) {
    return addDays(heardOn, -1);
  }
  return heardOn !== null && heardOn > last ? last : addDays(last || yesterday, -1);
}

function silenceOf(arrival: Arrival, today: string, special: ReadonlyMap<string, string>): Cause[] {
  if (arrival.heldSince !== null) {
    return [];
  }
  const rhythmDays = arrival.rhythmHours === null ? null : Math.max(1, arrival.rhythmHours / 24);
  const silence = judgeSilence(arrival.days, today, rhythmDays, special);
  if (!silence) {
    return [];
  }
  const alarm: Alarm = {
    scope: { sourceId: arrival.sourceId, storeId: null },
    figure: 'silence',
    family: 'silence',
    value: null,
    day: today,
    span: 1,
    z: -silence.waited / silence.usual,
    found: silence.waited,
    expected: silence.usual,
    rows: 0,
  };
  const key = `volume:${arrival.sourceId}`;
  return [{ key, family: 'silence', sourceId: arrival.sourceId, storeId: null, alarms: [alarm] }];
}

function withSilence(days: readonly DayCauses[], silent: Cause[], today: string): DayCauses[] {
  return silent.length === 0 ? [...days] : [...days, { day: today, causes: silent }];
}

async function readEarlier(tx: Tx, since: string): Promise<{ earlier: Standing[]; lastShown: Map<string, string> }> {
  type Row = { sourceId: number; storeId: number; figure: string; value: string; day: string; span: number };
  const rows = await tx.rows<Row>(sql`
    select source_id as "sourceId", store_id as "storeId", figure, value, day::text as day, span from watch_alarm
    where shop_id = ${tx.shopId} and day < ${since}::date order by day`);
  const shown = await tx.rows<{ key: string; last: string }>(sql`
    select i.cause_key as key, max(a.day)::text as last from watch_alarm a
    join incident i on i.shop_id = a.shop_id and i.id = a.incident_id
    where a.shop_id = ${tx.shopId} and a.day >= ${addDays(since, -SAME_INCIDENT_DAYS)}::date and a.day < ${since}::date
    group by i.cause_key`);
  return {
    earlier: rows.map(({ sourceId, storeId, value, ...row }) => ({
      ...row,
      value: value || null,
      scope: { sourceId, storeId: storeId || null },
    })),
    lastShown: new Map(shown.map(({ key, last }) => [key, last])),
  };
}

/** What a row of each source is worth; source 0: of the shop, for sources that sell nothing. */
async function readWorth(tx: Tx, today: string): Promise<(sourceId: number) => Worth> {
  type Row = { sourceId: number | null; orderMinor: number | null; ordersADay: number; customerMinor: number | null };
  const rows = await tx.rows<Row>(selectWorth(tx.shopId, today));
  const shop = rows.find((row) => row.sourceId === null);
  return (sourceId) => {
    const own = rows.find((row) => row.sourceId === sourceId);
    return {
      orderMinor: own?.orderMinor ?? shop?.orderMinor ?? 0,
      customerMinor: own?.customerMinor ?? shop?.customerMinor ?? 0,
      ordersADay: own?.ordersADay ?? 0,
    };
  };
}

async function noteRun(tx: Tx, ends: ReadonlyMap<number, string>, figures: number, milliseconds: number) {
  await tx.run(sql`
    insert into watch_run (shop_id, source_id, judged_to, figures, milliseconds)
    select ${tx.shopId}, r.source_id, nullif(r.judged_to, '')::date, ${figures}::int, ${milliseconds}::int
    from unnest(${[...ends.keys()]}::bigint[], ${[...ends.values()]}::text[]) r (source_id, judged_to)
    on conflict (shop_id, source_id) do update set
      judged_to = excluded.judged_to, figures = excluded.figures, milliseconds = excluded.milliseconds, ran_at = now()`);
}
