import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { empty, type Sql, sql } from '#app/platform/sql.ts';
import type { Harm, IncidentAlarm, IncidentEvent, IncidentLine, IncidentState } from './incident.ts';
import { noteEvents } from './keep-incidents.server.ts';

const LINE = sql`
  select i.id, i.family, i.source_id as "sourceId", coalesce(s.name, 'A source that is gone') as source, s.kind as "sourceKind", st.name as store,
    i.first_day::text as "firstDay", i.last_day::text as "lastDay", i.state, i.owner, i.noticed_at as "noticedAt", i.seen_at as "seenAt",
    i.solved_at as "solvedAt", i.solved_by as "solvedBy", i.ignore_until::text as "ignoreUntil", i.reason, i.cost_minor as "costMinor",
    (select jsonb_build_object('figure', a.figure, 'value', a.value, 'storeName', t.name, 'day', a.day, 'span', a.span, 'found', a.found,
        'expected', a.expected, 'rows', a.rows)
     from watch_alarm a left join store t on t.shop_id = a.shop_id and t.id = a.store_id
     where a.shop_id = i.shop_id and a.incident_id = i.id order by (a.family = i.family) desc, abs(a.z) desc limit 1) as worst
  from incident i
  left join source s on s.shop_id = i.shop_id and s.id = i.source_id
  left join store st on st.shop_id = i.shop_id and st.id = i.store_id`;

/** Needs somebody first, then the newest. */
const ORDER = sql`order by case i.state when 'open' then 0 when 'seen' then 1 when 'repairing' then 2 else 3 end, i.noticed_at desc, i.id desc`;

/** Incidents: those that somebody has to care for, or all of them. */
export function listIncidents(tx: Tx, only: 'unsolved' | 'all', most = 100): Promise<IncidentLine[]> {
  const narrowed: Sql = only === 'unsolved' ? sql` and i.state in ('open', 'seen', 'repairing')` : empty;
  return tx.rows<IncidentLine>(sql`${LINE} where i.shop_id = ${tx.shopId}${narrowed} ${ORDER} limit ${most}`);
}

export async function findIncident(tx: Tx, id: number): Promise<IncidentLine | null> {
  const [line] = await tx.rows<IncidentLine>(sql`${LINE} where i.shop_id = ${tx.shopId} and i.id = ${id}`);
  return line ?? null;
}

/** How many incidents nobody has solved. One small index: cheap enough for every page. */
export async function countUnsolved(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`
    select count(*) as n from incident where shop_id = ${tx.shopId} and state in ('open', 'seen', 'repairing')`);
  return row?.n ?? 0;
}

/** Alarms of an incident, the latest day first. */
export function readAlarms(tx: Tx, incidentId: number): Promise<IncidentAlarm[]> {
  return tx.rows<IncidentAlarm>(sql`
    select a.figure, a.value, t.name as "storeName", a.day::text as day, a.span, a.found, a.expected, a.rows
    from watch_alarm a left join store t on t.shop_id = a.shop_id and t.id = a.store_id
    where a.shop_id = ${tx.shopId} and a.incident_id = ${incidentId} order by a.day desc, abs(a.z) desc`);
}

export function readEvents(tx: Tx, incidentId: number): Promise<IncidentEvent[]> {
  return tx.rows<IncidentEvent>(sql`
    select e.kind, e.detail, case when e.actor like 'staff:%' then coalesce(m.name, 'Member of staff') else e.actor end as actor, e.at
    from incident_event e left join staff_member m on m.shop_id = e.shop_id and m.staff_id = substr(e.actor, 7)
    where e.shop_id = ${tx.shopId} and e.incident_id = ${incidentId} order by e.id`);
}

/** How long it took on average, in milliseconds, over the last ninety days: from the first bad day to the notice, from there to the end. */
export async function readTimes(
  tx: Tx,
  timeZone: string,
): Promise<{ solved: number; toNotice: number | null; toRepair: number | null }> {
  const [row] = await tx.rows<{ solved: number; toNotice: number | null; toRepair: number | null }>(sql`
    select count(*) filter (where state = 'solved') as solved,
      1000 * avg(extract(epoch from noticed_at - ((first_day + 1)::timestamp at time zone ${timeZone})))::float8 as "toNotice",
      1000 * avg(extract(epoch from solved_at - noticed_at)) filter (where state = 'solved')::float8 as "toRepair"
    from incident where shop_id = ${tx.shopId} and noticed_at > now() - interval '90 days'`);
  return row!;
}

export type IncidentChange = {
  state?: IncidentState;
  owner?: string;
  note?: string;
  /** Why it is ignored, and the last day on which it is; asked for with the state `ignored`. */
  reason?: string;
  until?: string;
};

/** Moves an incident on. Throws a Refusal if something is missing. */
export async function changeIncident(
  tx: Tx,
  id: number,
  change: IncidentChange,
  { actor, now, today }: { actor: string; now: Date; today: string },
): Promise<void> {
  const known = await findIncident(tx, id);
  if (!known) {
    throw new Refusal('quality.incident_unknown', 'This incident does not exist any more.');
  }
  const { state, owner, note, reason = '', until = '' } = change;
  if (state === 'ignored') {
    checkIgnored(reason, until, today);
  }
  const noted: { kind: string; detail: string }[] = [];
  if (state !== undefined && state !== known.state) {
    await setState(tx, id, { state, reason, until, now });
    noted.push({ kind: state, detail: state === 'ignored' ? `until ${until}: ${reason}` : '' });
  }
  if (owner !== undefined && owner !== known.owner) {
    await tx.run(sql`update incident set owner = ${owner} where shop_id = ${tx.shopId} and id = ${id}`);
    noted.push({ kind: 'owner', detail: owner || 'nobody' });
  }
  if (note) {
    noted.push({ kind: 'note', detail: note });
  }
  await noteEvents(
    tx,
    noted.map((one) => ({ ...one, incidentId: id, actor })),
    now,
  );
}

function checkIgnored(reason: string, until: string, today: string): void {
  if (reason.trim() === '') {
    throw new Refusal('quality.reason_missing', 'Say why it is ignored.', { field: 'reason' });
  }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(until) || until < today) {
    throw new Refusal('quality.until_missing', 'Say until which day it is ignored, today or later.', {
      field: 'until',
    });
  }
}

async function setState(
  tx: Tx,
  id: number,
  { state, reason, until, now }: { state: IncidentState; reason: string; until: string; now: Date },
): Promise<void> {
  await tx.run(sql`
    update incident set state = ${state}, seen_at = case when ${state} = 'open' then null else coalesce(seen_at, ${now}::timestamptz) end,
      solved_at = case when ${state} = 'solved' then ${now}::timestamptz end, solved_by = case when ${state} = 'solved' then 'person' end,
      reason = ${reason}, ignore_until = nullif(${until}, '')::date
    where shop_id = ${tx.shopId} and id = ${id}`);
}

const SHOWN = 20;

/**
 * What ran on the data of an incident's source from its first day until it was solved (or now): who moved in segments, what was
 * downloaded or sent, which reports and notices went out, which scores were computed. O(moves of that time).
 */
export async function readHarm(
  tx: Tx,
  { sourceId, firstDay, solvedAt }: Pick<IncidentLine, 'sourceId' | 'firstDay' | 'solvedAt'>,
  timeZone: string,
): Promise<Harm> {
  const to = solvedAt ?? new Date();
  const from = sql`(${firstDay}::timestamp at time zone ${timeZone})`;
  const segments = await tx.rows<Harm['segments'][number]>(sql`
    select g.id, g.name, count(*) filter (where e.kind = 'entered') as entered, count(*) filter (where e.kind = 'left') as left
    from segment_event e join segment g on g.shop_id = e.shop_id and g.id = e.segment_id
    where e.shop_id = ${tx.shopId} and e.happened_at >= ${from} and e.happened_at <= ${to} and exists (
      select from profile_member m join customer_record r on r.shop_id = m.shop_id and r.id = m.record_id
      where m.shop_id = e.shop_id and m.profile_id = e.profile_id and r.source_id = ${sourceId})
    group by g.id, g.name order by count(*) desc limit ${SHOWN}`);
  const downloads = await tx.rows<Harm['downloads'][number]>(sql`
    select l.happened_at as at, coalesce(m.name, l.actor) as actor,
      case l.action when 'segment.downloaded' then 'People of the segment ' || coalesce(g.name, l.subject) else 'A report' end as what
    from audit_log l
    left join staff_member m on m.shop_id = l.shop_id and 'staff:' || m.staff_id = l.actor
    left join segment g on g.shop_id = l.shop_id and g.id::text = l.subject
    where l.shop_id = ${tx.shopId} and l.action in ('segment.downloaded', 'report.downloaded') and l.happened_at >= ${from} and l.happened_at <= ${to}
    order by l.id desc limit ${SHOWN}`);
  const sends = await tx.rows<Harm['sends'][number]>(sql`
    select r.id, r.created_at as at, coalesce(g.name, 'A segment that is gone') as segment, r.adds + r.removes as changes
    from activation_run r left join segment g on g.shop_id = r.shop_id and g.id = r.segment_id
    where r.shop_id = ${tx.shopId} and r.created_at >= ${from} and r.created_at <= ${to} order by r.id desc limit ${SHOWN}`);
  const reports = await tx.rows<Harm['reports'][number]>(sql`
    select r.id, coalesce(r.mailed_at, r.made_at) as at, p.name, case when r.mail_state = 'sent' then cardinality(p.recipients) else 0 end as recipients
    from report_run r join report p on p.shop_id = r.shop_id and p.id = r.report_id
    where r.shop_id = ${tx.shopId} and r.made_at >= ${from} and r.made_at <= ${to} order by r.id desc limit ${SHOWN}`);
  const notices = await tx.rows<Harm['notices'][number]>(sql`
    select coalesce(g.name, 'A segment that is gone') as segment, count(*) as people, max(o.changed_at) as "lastAt"
    from flow_outbox o left join segment g on g.shop_id = o.shop_id and g.id = o.segment_id
    where o.shop_id = ${tx.shopId} and o.state = 'done' and o.changed_at >= ${from} and o.changed_at <= ${to}
    group by 1 order by 3 desc limit ${SHOWN}`);
  const scores = await tx.rows<{ at: Date }>(sql`
    select fitted_at as at from value_model where shop_id = ${tx.shopId} and fitted_at >= ${from} and fitted_at <= ${to}
    order by fitted_at desc limit ${SHOWN}`);
  return { segments, downloads, sends, reports, notices, scores: scores.map((row) => row.at) };
}

export type ClosureLine = {
  id: number;
  storeId: number;
  store: string | null;
  fromDay: string;
  toDay: string;
  reason: string;
};

/** Days on which stores are or were closed, the latest first. */
export function listClosures(tx: Tx): Promise<ClosureLine[]> {
  return tx.rows<ClosureLine>(sql`
    select c.id, c.store_id as "storeId", s.name as store, c.from_day::text as "fromDay", c.to_day::text as "toDay", c.reason
    from store_closure c left join store s on s.shop_id = c.shop_id and s.id = c.store_id
    where c.shop_id = ${tx.shopId} order by c.from_day desc, c.id desc limit 100`);
}

/** Says that a store (0: all) is closed from a day to a day. Throws a Refusal for days that are none. */
export async function addClosure(
  tx: Tx,
  { storeId, fromDay, toDay, reason }: Omit<ClosureLine, 'id' | 'store'>,
  actor: string,
): Promise<void> {
  const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));
  if (!isDay(fromDay) || !isDay(toDay) || toDay < fromDay) {
    throw new Refusal('quality.closure_days', 'Say from which day to which day it is closed, the first day first.');
  }
  await tx.run(sql`
    insert into store_closure (shop_id, store_id, from_day, to_day, reason, created_by)
    values (${tx.shopId}, ${storeId}, ${fromDay}::date, ${toDay}::date, ${reason}, ${actor})`);
}

export async function dropClosure(tx: Tx, id: number): Promise<void> {
  await tx.run(sql`delete from store_closure where shop_id = ${tx.shopId} and id = ${id}`);
}

/** Stores that a closure can name. */
export function listStores(tx: Tx): Promise<{ id: number; name: string }[]> {
  return tx.rows<{ id: number; name: string }>(
    sql`select id, name from store where shop_id = ${tx.shopId} order by name, id`,
  );
}
