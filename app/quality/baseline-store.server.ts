import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type Series, type Timeline, timelineOf } from './baseline.ts';
import { figureOf } from './figures.ts';
import type { Worth } from './incident-cost.ts';
import type { Watched } from './judge-day.ts';
import { addDays } from './special-days.ts';

/** Days that a share is compared with, and a week in which no night may come. */
const DAYS_KEPT = 63;
/** Without a night for so long, nobody knows what is usual. */
const STALE_DAYS = 7;

type Column = readonly number[];
type Kept = {
  storeId: number | null;
  figure: string;
  value: string | null;
  of: Column;
  among: Column | null;
  squares: Column | null;
  masked: Column;
};

/** Keeps what the last weeks of each source were like; counts are left out: a part of a day is not compared with days. */
export async function keepBaselines(
  tx: Tx,
  watched: readonly Watched[],
  { days }: Timeline,
  worth: (sourceId: number) => Worth,
): Promise<void> {
  const from = Math.max(0, days.length - DAYS_KEPT);
  const tail = (column: ArrayLike<number> | null) => column && Array.from(column).slice(from);
  const bySource = new Map<number, Kept[]>();
  for (const { scope, figure, series, value = null } of watched.filter((one) => one.figure.kind !== 'count')) {
    const mine = bySource.get(scope.sourceId) ?? [];
    const kept = { storeId: scope.storeId, figure: figure.key, value, masked: tail(series.masked)! };
    mine.push({ ...kept, of: tail(series.of)!, among: tail(series.among), squares: tail(series.squares) });
    bySource.set(scope.sourceId, mine);
  }
  const rows = [...bySource].map(([source_id, series]) => ({ source_id, series, worth: worth(source_id) }));
  await tx.run(sql`delete from watch_baseline where shop_id = ${tx.shopId}`);
  await tx.run(sql`
    insert into watch_baseline (shop_id, source_id, last_day, days, series, worth)
    select ${tx.shopId}, r.source_id, ${days.at(-1)}::date, ${days.length - from}::int, r.series, r.worth
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) r (source_id bigint, series jsonb, worth jsonb)`);
}

export type Baselines = { watched: Watched[]; timeline: Timeline; worth: (sourceId: number) => Worth };

/**
 * The kept weeks of these sources, with the days since then empty up to `today`; null where no night has kept any, or none for a
 * week. O(sources × figures × 63).
 */
export async function readBaselines(
  tx: Tx,
  sourceIds: readonly number[],
  today: string,
  special: ReadonlyMap<string, string>,
): Promise<Baselines | null> {
  const rows = await tx.rows<{ sourceId: number; lastDay: string; days: number; series: Kept[]; worth: Worth }>(sql`
    select source_id as "sourceId", last_day::text as "lastDay", days, series, worth from watch_baseline
    where shop_id = ${tx.shopId} and source_id = any(${sourceIds}::bigint[])
      and last_day >= ${addDays(today, -STALE_DAYS)}::date and last_day < ${today}::date`);
  const [first] = rows;
  if (!first) {
    return null;
  }
  const firstDay = addDays(first.lastDay, 1 - first.days);
  const length = Math.round((Date.parse(today) - Date.parse(firstDay)) / 86_400_000) + 1;
  const watched = rows.flatMap(({ sourceId, series }) =>
    series.map(({ storeId, figure, value, ...columns }) => ({
      scope: { sourceId, storeId },
      figure: figureOf(figure),
      series: widen(columns, length),
      ...(value === null ? {} : { value }),
    })),
  );
  const worth = new Map(rows.map((row) => [row.sourceId, row.worth]));
  return { watched, timeline: timelineOf(firstDay, length, special), worth: (sourceId) => worth.get(sourceId)! };
}

function widen({ of, among, squares, masked }: Omit<Kept, 'storeId' | 'figure' | 'value'>, length: number): Series {
  const fill = (column: Column) => {
    const wide = new Float64Array(length);
    wide.set(column);
    return wide;
  };
  const marks = new Uint8Array(length);
  marks.set(masked);
  return { of: fill(of), among: among && fill(among), squares: squares && fill(squares), masked: marks };
}
