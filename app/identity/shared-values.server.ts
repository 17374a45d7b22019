import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { readComparables } from './read-comparables.server.ts';
import { buildRecordSet } from './record-set-builder.ts';
import { classOfValue, countPeople, SHARED_FROM, type ValueClass } from './value-stats.ts';

/** A value that clearly different people have: a desk, a kiosk, a family, a flat. */
export type SharedValue = {
  kind: string;
  value: string;
  records: number;
  /** Clearly different people among its records, spellings of one name counted once. */
  people: number;
  /** What matching makes of so many. */
  standing: ValueClass;
  profiles: number;
  /** The profile in which it has most people, if it has two or more there: it may have brought strangers together. */
  suspect: { publicId: string; people: number; records: number } | null;
  sources: string[];
  someNames: string[];
};

type Candidate = Pick<SharedValue, 'kind' | 'value' | 'records' | 'profiles' | 'sources' | 'someNames'> & {
  holders: { record: number; profile: number; publicId: string }[];
};

/** Values looked at for a page; those that most names stand behind. */
const MOST_CANDIDATES = 200;
/** Holders of one value that are compared by name. */
const MOST_HOLDERS = 64;

/**
 * Values that different people use and nobody has decided about yet: first those that hold two or more people together in one
 * profile, then by how many people use them. One pass over the shop's identifiers along their primary key, and the names of a few
 * hundred records compared in memory.
 */
export async function readSharedValues(tx: Tx, most: number): Promise<SharedValue[]> {
  const candidates = await readCandidates(tx);
  const ids = new Set(candidates.flatMap(({ holders }) => holders.map((holder) => holder.record)));
  const records = await readComparables(tx, [...ids]);
  const set = buildRecordSet(records);
  const rowOf = new Map(records.map((record, row) => [record.id, row]));
  const peopleAmong = (holders: Candidate['holders']) =>
    countPeople(set, Int32Array.from(holders.flatMap(({ record }) => rowOf.get(record) ?? [])));
  return candidates
    .map(({ holders, ...value }): SharedValue => {
      const people = peopleAmong(holders);
      return { ...value, people, standing: classOfValue(people), suspect: suspectOf(holders, peopleAmong) };
    })
    .filter(({ people, suspect }) => people >= SHARED_FROM || suspect !== null)
    .sort((x, y) => (y.suspect?.people ?? 0) - (x.suspect?.people ?? 0) || y.people - x.people)
    .slice(0, most);
}

function suspectOf(
  holders: Candidate['holders'],
  peopleAmong: (holders: Candidate['holders']) => number,
): SharedValue['suspect'] {
  const byProfile = new Map<number, Candidate['holders']>();
  for (const holder of holders) {
    byProfile.set(holder.profile, [...(byProfile.get(holder.profile) ?? []), holder]);
  }
  const found = [...byProfile.values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ publicId: group[0]!.publicId, people: peopleAmong(group), records: group.length }))
    .sort((x, y) => y.people - x.people);
  return found[0] && found[0].people > 1 ? found[0] : null;
}

function readCandidates(tx: Tx): Promise<Candidate[]> {
  return tx.rows<Candidate>(sql`
    with many as materialized (
      select kind, value_normal from identifier where shop_id = ${tx.shopId}
      group by kind, value_normal having count(*) > 1
    ),
    held as (
      select i.kind, i.value_normal as value, i.record_id, m.profile_id, p.public_id, s.name as source,
             nullif(trim(concat_ws(' ', r.given_name, r.family_name)), '') as name,
             row_number() over (partition by i.kind, i.value_normal order by i.record_id) as nth
      from many k
      join identifier i on i.shop_id = ${tx.shopId} and i.kind = k.kind and i.value_normal = k.value_normal
      join customer_record r on r.shop_id = ${tx.shopId} and r.id = i.record_id
      join source s on s.shop_id = ${tx.shopId} and s.id = r.source_id
      join profile_member m on m.shop_id = ${tx.shopId} and m.record_id = i.record_id
      join profile p on p.shop_id = ${tx.shopId} and p.id = m.profile_id
    )
    select h.kind, h.value, count(*)::integer as records, count(distinct h.profile_id)::integer as profiles,
           array_agg(distinct h.source) as sources,
           (array_agg(distinct initcap(h.name)) filter (where h.name is not null))[1:5] as "someNames",
           jsonb_agg(jsonb_build_object('record', h.record_id, 'profile', h.profile_id, 'publicId', h.public_id) order by h.nth)
             filter (where h.nth <= ${MOST_HOLDERS}) as holders
    from held h
    where not exists (select from never_identifies n where n.shop_id = ${tx.shopId} and n.kind = h.kind and n.value = h.value)
    group by h.kind, h.value having count(distinct lower(h.name)) > 1
    order by count(distinct lower(h.name)) desc, h.kind, h.value limit ${MOST_CANDIDATES}`);
}
