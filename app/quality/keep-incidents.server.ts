import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Cause } from './group-alarms.ts';
import { costOf, type Worth } from './incident-cost.ts';
import type { Alarm } from './judge-day.ts';
import { type DayCauses, SAME_INCIDENT_DAYS } from './judge-window.ts';
import { addDays } from './special-days.ts';

/** Incidents that are new, and that show again after they were taken for over. */
export type Noticed = { opened: number[]; reopened: number[] };

export type KeepOptions = {
  /** First of the days whose alarms are told anew. */
  since: string;
  today: string;
  /** Only the alarms that these sources have today are told anew; null: those of all, of all days before today. */
  soFar: readonly number[] | null;
  now: Date;
  /** By source: the last day that was judged. */
  ends: ReadonlyMap<number, string>;
  worth: (sourceId: number) => Worth;
};

type Known = {
  id: number;
  key: string;
  firstDay: string;
  lastDay: string;
  state: 'open' | 'seen' | 'repairing' | 'solved' | 'ignored';
  solvedOn: string | null;
  ignoreUntil: string | null;
};

/** An incident as the days tell it; `known`: the one that is kept already. */
type Told = { known: Known | null; key: string; cause: Cause; alarms: Alarm[]; firstDay: string; lastDay: string };

/** Alarms that no day tells anew: they are raised by what happened, and stay. */
const RAISED_ONCE = ['silence', 'file'];

/**
 * Keeps causes as incidents: one that shows again within three days is the same one. Alarms of the window are told anew; an
 * incident of which none is left, or that has not shown for three days, is solved by its figures.
 */
export async function keepIncidents(tx: Tx, days: readonly DayCauses[], options: KeepOptions): Promise<Noticed> {
  const known = await readKnown(tx, options.since);
  const told = tell(days, known);
  await tx.run(sql`
    delete from watch_alarm where shop_id = ${tx.shopId} and day >= ${options.since}::date and ${
      options.soFar === null
        ? sql`((figure <> all(${RAISED_ONCE}::text[]) and day < ${options.today}::date) or (figure = 'silence' and day = ${options.today}::date))`
        : sql`figure <> all(${RAISED_ONCE}::text[]) and day = ${options.today}::date and source_id = any(${options.soFar}::bigint[])`
    }`);
  const opened = await openNew(
    tx,
    told.filter((one) => one.known === null),
    options.now,
  );
  await keepAlarms(tx, told, opened);
  await weigh(tx, told, opened, options);
  const reopened = await reopen(tx, told, options.now);
  await solveQuiet(tx, options);
  return { opened: [...opened.values()], reopened };
}

function readKnown(tx: Tx, since: string): Promise<Known[]> {
  return tx.rows<Known>(sql`
    select id, cause_key as key, first_day::text as "firstDay", last_day::text as "lastDay", state, solved_at::date::text as "solvedOn",
      ignore_until::text as "ignoreUntil"
    from incident where shop_id = ${tx.shopId} and last_day >= ${addDays(since, -SAME_INCIDENT_DAYS)}::date order by id`);
}

function tell(days: readonly DayCauses[], known: readonly Known[]): Told[] {
  const told: Told[] = [];
  for (const { day, causes } of days) {
    for (const cause of causes) {
      const near = (one: { key: string; firstDay: string; lastDay: string }) =>
        one.key === cause.key &&
        day >= addDays(one.firstDay, -SAME_INCIDENT_DAYS) &&
        day <= addDays(one.lastDay, SAME_INCIDENT_DAYS);
      const before = told.find(near);
      if (before) {
        before.alarms.push(...cause.alarms);
        before.lastDay = day;
      } else {
        const kept = known.findLast(near) ?? null;
        told.push({ known: kept, key: cause.key, cause, alarms: [...cause.alarms], firstDay: day, lastDay: day });
      }
    }
  }
  return told;
}

/** Ids of the incidents that are made, by cause and first day. */
async function openNew(tx: Tx, fresh: readonly Told[], now: Date): Promise<Map<string, number>> {
  const rows = fresh.map(({ key, cause, firstDay, lastDay }) => ({
    cause_key: key,
    family: cause.family,
    source_id: cause.sourceId,
    store_id: cause.storeId,
    first_day: firstDay,
    last_day: lastDay,
  }));
  const made = await tx.rows<{ id: number; name: string }>(sql`
    insert into incident (shop_id, cause_key, family, source_id, store_id, first_day, last_day, noticed_at)
    select ${tx.shopId}, r.*, ${now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (cause_key text, family text, source_id bigint, store_id bigint, first_day date, last_day date)
    returning id, cause_key || '/' || first_day as name`);
  await noteEvents(
    tx,
    made.map(({ id }) => ({ incidentId: id, kind: 'noticed' })),
    now,
  );
  return new Map(made.map(({ id, name }) => [name, id]));
}

function idOf(one: Told, opened: ReadonlyMap<string, number>): number {
  return one.known?.id ?? opened.get(`${one.key}/${one.firstDay}`)!;
}

async function keepAlarms(tx: Tx, told: readonly Told[], opened: ReadonlyMap<string, number>): Promise<void> {
  const rows = told.flatMap((one) =>
    one.alarms.map(({ scope, value, ...alarm }) => ({
      ...alarm,
      incident_id: idOf(one, opened),
      source_id: scope.sourceId,
      store_id: scope.storeId ?? 0,
      value: value ?? '',
    })),
  );
  await tx.run(sql`
    insert into watch_alarm (shop_id, incident_id, source_id, store_id, figure, family, value, day, span, z, found, expected, rows)
    select ${tx.shopId}, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (incident_id bigint, source_id bigint, store_id bigint,
      figure text, family text, value text, day date, span integer, z float8, found float8, expected float8, rows float8)
    on conflict do nothing`);
}

/** Days and money of each incident, from all its alarms. */
async function weigh(
  tx: Tx,
  told: readonly Told[],
  opened: ReadonlyMap<string, number>,
  { worth, since }: KeepOptions,
): Promise<void> {
  const rows = told.map((one) => ({
    id: idOf(one, opened),
    cost: costOf(one.alarms, worth(one.cause.sourceId)),
    is_whole: (one.known?.firstDay ?? one.firstDay) >= since,
  }));
  // The cost of days before the window was counted while they were in it.
  await tx.run(sql`
    update incident i set first_day = least(i.first_day, a.first_day), last_day = a.last_day,
      cost_minor = case when r.is_whole then r.cost else greatest(coalesce(i.cost_minor, 0), r.cost) end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id bigint, cost bigint, is_whole boolean)
    join (select incident_id, min(day) as first_day, max(day) as last_day from watch_alarm where shop_id = ${tx.shopId} group by incident_id) a
      on a.incident_id = r.id
    where i.shop_id = ${tx.shopId} and i.id = r.id`);
}

/** What was taken for over and shows on later days is open again. */
async function reopen(tx: Tx, told: readonly Told[], now: Date): Promise<number[]> {
  const again = told
    .filter(({ known, lastDay }) => {
      if (known?.state === 'solved') {
        return known.solvedOn !== null && lastDay > known.solvedOn;
      }
      return known?.state === 'ignored' && known.ignoreUntil !== null && lastDay > known.ignoreUntil;
    })
    .map(({ known }) => known!.id);
  await tx.run(sql`
    update incident set state = 'open', solved_at = null, solved_by = null, ignore_until = null
    where shop_id = ${tx.shopId} and id = any(${again}::bigint[])`);
  await noteEvents(
    tx,
    again.map((incidentId) => ({ incidentId, kind: 'again' })),
    now,
  );
  return again;
}

async function solveQuiet(tx: Tx, { since, today, now, ends }: KeepOptions): Promise<void> {
  const solved = await tx.rows<{ id: number; kind: string }>(sql`
    update incident i set state = 'solved', solved_at = ${now}, solved_by = 'figures'
    from (
      select w.id, count(a.day) = 0 as is_gone, bool_and(a.figure = 'silence') as is_silence, bool_or(a.figure = 'file') as is_file, max(a.day) as last
      from incident w left join watch_alarm a on a.shop_id = w.shop_id and a.incident_id = w.id
      where w.shop_id = ${tx.shopId} and w.state in ('open', 'seen', 'repairing') group by w.id) f,
      (select * from unnest(${[...ends.keys()]}::bigint[], ${[...ends.values()].map((day) => day || today)}::date[]) e (source_id, judged_to)) e
    where i.shop_id = ${tx.shopId} and i.id = f.id and e.source_id = i.source_id and f.is_file is not true
      and ((f.is_gone and i.first_day >= ${since}::date) or (f.is_silence and f.last < ${today}::date)
        or (not f.is_gone and f.is_silence is not true and f.last < e.judged_to - ${SAME_INCIDENT_DAYS}::int))
    returning i.id, case when f.is_gone then 'gone' when f.is_silence then 'heard' else 'quiet' end as kind`);
  await noteEvents(
    tx,
    solved.map(({ id, kind }) => ({ incidentId: id, kind })),
    now,
  );
}

export type IncidentEventInput = { incidentId: number; kind: string; detail?: string; actor?: string };

/** Writes down what happened to incidents. */
export async function noteEvents(tx: Tx, events: readonly IncidentEventInput[], now: Date): Promise<void> {
  const rows = events.map(({ incidentId, kind, detail = '', actor = '' }) => ({
    incident_id: incidentId,
    kind,
    detail,
    actor,
  }));
  await tx.run(sql`
    insert into incident_event (shop_id, incident_id, kind, detail, actor, at)
    select ${tx.shopId}, r.*, ${now} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (incident_id bigint, kind text, detail text, actor text)`);
}
