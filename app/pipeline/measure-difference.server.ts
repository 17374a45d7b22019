import { countQuestions } from '#app/identity/open-questions.server.ts';
import type { RehearsedChange } from '#app/identity/rehearsals.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { raw, type Sql, sql } from '#app/platform/sql.ts';
import type { DifferenceSummary, FieldChanges, Part, Regroup } from './proposal.ts';

/** Everything about each record's profile that a change of settings can move. */
const STATE = sql`
  with segment_of as (
    select profile_id, array_agg(segment_id order by segment_id) as segments from segment_member
    where shop_id = current_shop() group by profile_id
  )
  select m.record_id, m.profile_id, coalesce(pm.net_minor, 0) as net_minor, coalesce(pm.orders_count, 0) as orders_count,
         coalesce(pm.email_consent, 'unknown') as email_consent, coalesce(pm.sms_consent, 'unknown') as sms_consent,
         coalesce(s.segments, '{}') as segments, p.provenance,
         array[p.display_name, p.company, p.email, p.phone, concat_ws('|', p.line1, p.line2, p.city, p.region, p.postal_code, p.country),
               p.birth_date, p.language] as golden
  from profile_member m
  left join profile p on p.shop_id = m.shop_id and p.id = m.profile_id
  left join profile_metrics pm on pm.shop_id = m.shop_id and pm.profile_id = m.profile_id
  left join segment_of s on s.profile_id = m.profile_id
  where m.shop_id = current_shop()`;

/** Remembers how the shop stands, for the rest of the transaction. One pass over its profiles. */
export async function rememberState(tx: Tx): Promise<{ profiles: number; questions: number }> {
  await tx.client.query(`create temporary table state_before on commit drop as ${STATE.text}`);
  await tx.client.query('analyze state_before');
  return { profiles: await countProfiles(tx), questions: await countQuestions(tx) };
}

export type Difference = { summary: DifferenceSummary; changes: RehearsedChange[]; fingerprint: string };

/** Changes that are kept to be shown, those with most money first. */
const MOST_SHOWN = 200;

/**
 * What has become different since `rememberState`: who merged and split, golden fields, money, consents, segments; with a fingerprint of
 * all of it, record by record. Two equal differences have equal fingerprints. A few passes over the shop's profiles.
 */
export async function measureDifference(tx: Tx, before: { profiles: number; questions: number }): Promise<Difference> {
  await tx.client.query(`create temporary table state_after on commit drop as ${STATE.text}`);
  await tx.client.query('analyze state_after');
  const [merges, splits, fields] = [
    await readRegroups(tx, 'merge'),
    await readRegroups(tx, 'split'),
    await readFields(tx),
  ];
  const summary: DifferenceSummary = {
    profilesBefore: before.profiles,
    profilesAfter: await countProfiles(tx),
    questionsBefore: before.questions,
    questionsAfter: await countQuestions(tx),
    merges: merges.length,
    splits: splits.length,
    fieldProfiles: fields.length,
    fields: countFields(fields),
    mergedMinor: movedMoney(merges),
    splitMinor: movedMoney(splits),
    consents: await readConsents(tx),
    segments: await readSegmentMoves(tx),
  };
  return { summary, changes: shown(merges, splits, fields), fingerprint: await fingerprint(tx) };
}

async function countProfiles(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(sql`select count(*) as n from profile where shop_id = ${tx.shopId}`);
  return row?.n ?? 0;
}

type Found<Detail> = { recordIds: number[]; detail: Detail };
type Row<Detail> = { recordIds: string[]; detail: Detail };

function toFound<Detail>(rows: readonly Row<Detail>[]): Found<Detail>[] {
  return rows.map(({ recordIds, detail }) => ({ recordIds: recordIds.map(Number), detail }));
}

/** A profile's state as JSON, from the table of this alias. */
function partOf(alias: string): Sql {
  return raw(`jsonb_build_object('profileId', ${alias}.profile_id, 'netMinor', ${alias}.net_minor, 'ordersCount', ${alias}.orders_count,
    'emailConsent', ${alias}.email_consent, 'smsConsent', ${alias}.sms_consent, 'segments', to_jsonb(${alias}.segments))`);
}

/** A merge has several profiles before and one after; a split is the same read backwards. */
async function readRegroups(tx: Tx, kind: 'merge' | 'split'): Promise<Found<Regroup>[]> {
  const [one, many] = kind === 'merge' ? ['state_after', 'state_before'] : ['state_before', 'state_after'];
  const rows = await tx.rows<Row<Regroup>>(sql`
    with moved as (
      select distinct o.profile_id from ${raw(one!)} o join ${raw(many!)} m using (record_id) where o.profile_id <> m.profile_id
    ),
    line as materialized (
      select o.profile_id as whole, m.profile_id as part, o.record_id, ${partOf('o')} as whole_state, ${partOf('m')} as part_state
      from moved join ${raw(one!)} o using (profile_id) join ${raw(many!)} m using (record_id)
    ),
    piece as (
      select whole, part, count(*) as records, (array_agg(whole_state))[1] as whole_state, (array_agg(part_state))[1] as part_state
      from line group by whole, part
    ),
    everybody as (
      select whole, array_agg(record_id order by record_id) as ids from line group by whole
    )
    select e.ids as "recordIds",
           jsonb_build_object(
             'whole', (array_agg(p.whole_state))[1] || jsonb_build_object('records', sum(p.records)),
             'parts', jsonb_agg(p.part_state || jsonb_build_object('records', p.records) order by p.part)) as detail
    from piece p join everybody e using (whole)
    group by whole, e.ids having count(*) > 1 order by whole`);
  return toFound(rows);
}

/** Profiles of the same records whose golden fields differ, with the records that gave and give them. */
async function readFields(tx: Tx): Promise<Found<FieldChanges>[]> {
  const rows = await tx.rows<Row<FieldChanges>>(sql`
    with moved as (
      select unnest(array[a.profile_id, b.profile_id]) as profile_id
      from state_after a join state_before b using (record_id) where a.profile_id <> b.profile_id
    )
    select array[a.profile_id] as "recordIds",
           jsonb_build_object('profileId', a.profile_id, 'netMinor', a.net_minor, 'fields', f.fields) as detail
    from state_after a
    join state_before b using (record_id)
    cross join lateral (
      select jsonb_agg(jsonb_build_object('attribute', n.name, 'from', (b.provenance ->> n.name)::bigint,
                                          'to', (a.provenance ->> n.name)::bigint) order by n.at) as fields
      from unnest(array['name', 'company', 'email', 'phone', 'address', 'birth_date', 'language'], a.golden, b.golden)
           with ordinality as n (name, is_now, was, at)
      where n.is_now is distinct from n.was
    ) f
    where a.record_id = a.profile_id and a.golden is distinct from b.golden and a.profile_id not in (select profile_id from moved)
    order by a.profile_id`);
  return toFound(rows);
}

/** Profiles whose people have another consent than before, by channel. */
function readConsents(tx: Tx): Promise<DifferenceSummary['consents']> {
  return tx.rows(sql`
    select c.channel, c.was as "from", c.is_now as "to", count(distinct a.profile_id) as profiles
    from state_after a join state_before b using (record_id)
    cross join lateral (values ('email', b.email_consent, a.email_consent), ('sms', b.sms_consent, a.sms_consent)) c (channel, was, is_now)
    where c.was <> c.is_now group by 1, 2, 3 order by 1, 2, 3`);
}

/** By segment, profiles whose people come in and go out. A profile that only becomes part of another member does neither. */
function readSegmentMoves(tx: Tx): Promise<DifferenceSummary['segments']> {
  return tx.rows(sql`
    with differing as (
      select a.profile_id, a.segments as is_now, b.segments as was
      from state_after a join state_before b using (record_id) where a.segments <> b.segments
    ),
    move as (
      select s as segment_id, profile_id, true as came from differing cross join unnest(is_now) s where s <> all (was)
      union all
      select s, profile_id, false from differing cross join unnest(was) s where s <> all (is_now)
    )
    select segment_id as "segmentId", count(distinct profile_id) filter (where came) as entered,
           count(distinct profile_id) filter (where not came) as left
    from move group by 1 order by 1`);
}

async function fingerprint(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ print: string }>(sql`
    select md5(coalesce(string_agg(md5(concat(b::text, '→', a::text)), '' order by record_id), '')) as print
    from state_after a full join state_before b using (record_id) where a is distinct from b`);
  return row!.print;
}

function countFields(changed: readonly Found<FieldChanges>[]): DifferenceSummary['fields'] {
  const counts: DifferenceSummary['fields'] = {};
  for (const { attribute } of changed.flatMap(({ detail }) => detail.fields)) {
    counts[attribute] = (counts[attribute] ?? 0) + 1;
  }
  return counts;
}

/** What changes its owner: all parts of a whole but the largest. */
function movedMoney(regroups: readonly Found<Regroup>[]): number {
  return regroups.reduce((sum, { detail }) => {
    const nets = detail.parts.map((part: Part) => part.netMinor);
    return sum + nets.reduce((total, net) => total + net, 0) - Math.max(...nets);
  }, 0);
}

function shown(
  merges: readonly Found<Regroup>[],
  splits: readonly Found<Regroup>[],
  fields: readonly Found<FieldChanges>[],
): RehearsedChange[] {
  const of = <Detail>(
    kind: RehearsedChange['kind'],
    found: readonly Found<Detail>[],
    money: (detail: Detail) => number,
  ) =>
    [...found]
      .sort((x, y) => money(y.detail) - money(x.detail))
      .slice(0, MOST_SHOWN)
      .map((one) => ({ kind, ...one }));
  return [
    ...of('merge', merges, (detail) => detail.whole.netMinor),
    ...of('split', splits, (detail) => detail.whole.netMinor),
    ...of('fields', fields, (detail) => detail.netMinor),
  ];
}
