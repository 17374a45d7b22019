import type { Tx } from '#app/platform/db.server.ts';
import { eventArray, eventPlanOf, MOST_OF_EVENT } from '#app/platform/event-plan.server.ts';
import { join, raw, type Sql, sql } from '#app/platform/sql.ts';
import {
  type Criterion,
  criteriaOf,
  type GoldenAttribute,
  PROVENANCE_ORDER,
  ruleOf,
  SINGLE_ATTRIBUTES,
  type SurvivorshipRule,
  type SurvivorshipRules,
} from './survivorship.ts';
import { readSurvivorshipRules } from './survivorship-rules.server.ts';

/** What of a record a profile can take: the normalised value where there is one, else what was typed. */
const OFFERED = `
  r.id, r.public_id, r.first_seen_at, r.created_at_source, r.tags, r.source_id,
  coalesce(r.given_name, '') as given_name, coalesce(r.family_name, '') as family_name, r.full_name, r.company,
  coalesce(r.email_normal, r.email) as email, coalesce(r.phone_e164, r.phone) as phone,
  r.line1, r.line2, r.city, r.region, r.postal_code, r.country, r.birth_date, r.language`;

const HAS_NAME = `(given_name <> '' or family_name <> '' or full_name is not null)`;
const HAS_ADDRESS = '(line1 is not null or postal_code is not null or city is not null)';

function first(expression: string, condition: string, place: string): string {
  return `(array_agg(${expression} order by ${place}) filter (where ${condition}))[1]`;
}

/** The first record's word of an attribute that is taken alone, and which record that is. */
function singleColumns(column: string, place: string): string {
  const said = `${column} is not null and ${column} <> ''`;
  return `${first(column, said, place)} as ${column}, ${first('id', said, place)} as ${column}_from`;
}

/** By attribute the column that holds a record's place, and those columns: one for each rule that differs. */
function places(rules: SurvivorshipRules): { placeOf: (attribute: GoldenAttribute) => string; columns: Sql } {
  const kinds: SurvivorshipRule[] = [];
  const placeOf = (attribute: GoldenAttribute) => {
    const rule = ruleOf(rules, attribute);
    const known = kinds.findIndex((one) => one.first === rule.first && one.sourceId === rule.sourceId);
    return `place_${known === -1 ? kinds.push(rule) - 1 : known}`;
  };
  for (const attribute of ['name', 'address', ...SINGLE_ATTRIBUTES] as const) {
    placeOf(attribute);
  }
  return { placeOf, columns: join(kinds.map(placeColumn)) };
}

/** A record's place by a rule: the same order as `compareRecords`. */
function placeColumn(rule: SurvivorshipRule, at: number): Sql {
  const pinned = rule.sourceId === null ? sql`` : sql`r.source_id <> ${rule.sourceId},`;
  return sql`row_number() over (
    partition by m.profile_id
    order by r.deleted_at is not null, ${pinned} ${join(criteriaOf(rule).map((one) => ORDER[one]))}, r.id) as ${raw(`place_${at}`)}`;
}

const ORDER: Readonly<Record<Criterion, Sql>> = {
  how: sql`array_position(${[...PROVENANCE_ORDER]}::text[], r.provenance)`,
  recent: sql`coalesce(case when r.version_at > '1970-01-02' then r.version_at end, r.created_at_source) desc nulls last`,
  trust: sql`s.trust_rank`,
};

const ADDRESS = ['line1', 'line2', 'city', 'region', 'postal_code', 'country'];

/**
 * Rebuilds the golden fields of these profiles from their records (survivorship.ts has the order) with, for each field,
 * the record it came from. Profiles without records any more are removed. A pure function of the records: rebuilding
 * twice gives the same row. A handful of statements for any number of profiles, one for those of an event; O(their records).
 */
export async function projectProfiles(tx: Tx, profileIds: readonly number[]): Promise<void> {
  if (profileIds.length === 0) {
    return;
  }
  if (profileIds.length <= MOST_OF_EVENT) {
    const statement = sql`with gone as (${remove(tx, profileIds)}), ${await ranked(tx, profileIds)} ${write(tx)}`;
    await tx.run(statement, eventPlanOf('profiles-project', statement, profileIds.length));
    return;
  }
  const { alone, several } = await aloneOrSeveral(tx, profileIds);
  await tx.run(remove(tx, profileIds));
  await tx.run(sql`with ${taken(tx, alone)} ${write(tx)}`);
  if (several.length > 0) {
    await tx.run(sql`with ${await ranked(tx, several)} ${write(tx)}`);
  }
}

/** Which of these profiles have one record, and which have several. */
async function aloneOrSeveral(tx: Tx, profileIds: readonly number[]): Promise<{ alone: number[]; several: number[] }> {
  const rows = await tx.rows<{ id: number; is_alone: boolean }>(sql`
    select profile_id as id, count(*) = 1 as is_alone from profile_member
    where shop_id = ${tx.shopId} and profile_id = any(${eventArray(profileIds, profileIds.length)}) group by profile_id`);
  return {
    alone: rows.filter((row) => row.is_alone).map((row) => row.id),
    several: rows.filter((row) => !row.is_alone).map((row) => row.id),
  };
}

function remove(tx: Tx, profileIds: readonly number[]): Sql {
  return sql`
    delete from profile p
    where p.shop_id = ${tx.shopId} and p.id = any(${eventArray(profileIds, profileIds.length)})
      and not exists (select from profile_member m where m.shop_id = ${tx.shopId} and m.profile_id = p.id)`;
}

/** `golden`: of each profile the word of the first record that has one. */
async function ranked(tx: Tx, profileIds: readonly number[]): Promise<Sql> {
  const { placeOf, columns } = places(await readSurvivorshipRules(tx));
  return sql`
    ranked as (
      select m.profile_id, ${raw(OFFERED)},
             ${columns}
      from profile_member m
      join customer_record r on r.shop_id = ${tx.shopId} and r.id = m.record_id
      join source s on s.shop_id = ${tx.shopId} and s.id = r.source_id
      where m.shop_id = ${tx.shopId} and m.profile_id = any(${eventArray(profileIds, profileIds.length)})
    ),
    golden as (
      select profile_id,
             ${raw(first('given_name', HAS_NAME, placeOf('name')))} as given_name,
             ${raw(first('family_name', HAS_NAME, placeOf('name')))} as family_name,
             ${raw(first('full_name', HAS_NAME, placeOf('name')))} as full_name,
             ${raw(first('id', HAS_NAME, placeOf('name')))} as name_from,
             ${raw(SINGLE_ATTRIBUTES.map((c) => singleColumns(c, placeOf(c))).join(', '))},
             ${raw(ADDRESS.map((c) => `${first(c, HAS_ADDRESS, placeOf('address'))} as ${c}`).join(', '))},
             ${raw(first('id', HAS_ADDRESS, placeOf('address')))} as address_from,
             array(select distinct t from unnest(string_to_array(string_agg(array_to_string(tags, E'\\x1f'), E'\\x1f'), E'\\x1f')) t
                   where t <> '' order by t) as tags,
             array_agg(distinct source_id) as sources, count(*)::integer as records_count,
             min(coalesce(created_at_source, first_seen_at)) as first_seen_at,
             string_agg(distinct concat_ws(' ', nullif(given_name, ''), nullif(family_name, ''), full_name, email, phone, company), ' ') as words
      from ranked group by profile_id
    )`;
}

/**
 * `golden` of profiles with one record each: all that it says, as ranking comes to. Most profiles that a file brings are such, and
 * ranking one record costs ten times as much as taking it.
 */
function taken(tx: Tx, profileIds: readonly number[]): Sql {
  return sql`
    golden as (
      select id as profile_id, given_name, family_name, full_name, case when ${raw(HAS_NAME)} then id end as name_from,
             ${raw(SINGLE_ATTRIBUTES.map((c) => `nullif(${c}, '') as ${c}, case when ${c} <> '' then id end as ${c}_from`).join(', '))},
             ${raw(ADDRESS.map((c) => `case when ${HAS_ADDRESS} then ${c} end as ${c}`).join(', '))},
             case when ${raw(HAS_ADDRESS)} then id end as address_from,
             case when tags = '{}' then tags else
               array(select distinct t from unnest(string_to_array(array_to_string(tags, E'\\x1f'), E'\\x1f')) t where t <> '' order by t)
             end as tags,
             array[source_id] as sources, 1 as records_count, coalesce(created_at_source, first_seen_at) as first_seen_at,
             concat_ws(' ', nullif(given_name, ''), nullif(family_name, ''), full_name, email, phone, company) as words
      from (
        select ${raw(OFFERED)}
        from profile_member m join customer_record r on r.shop_id = ${tx.shopId} and r.id = m.record_id
        where m.shop_id = ${tx.shopId} and m.profile_id = any(${eventArray(profileIds, profileIds.length)})
      ) offered
    )`;
}

/** Columns of a profile beside its key, as they are written. */
const WRITTEN = [
  'public_id',
  'display_name',
  'given_name',
  'family_name',
  'company',
  'email',
  'phone',
  ...ADDRESS,
  'birth_date',
  'language',
  'tags',
  'sources',
  'records_count',
  'provenance',
  'search_text',
  'first_seen_at',
];

/** A row that would be the same stays untouched: its place in five indexes costs more than all the rest. */
function write(tx: Tx): Sql {
  return sql`
    insert into profile as p (shop_id, id, ${raw(WRITTEN.join(', '))})
    select ${tx.shopId}, g.profile_id, head.public_id,
           coalesce(nullif(trim(concat_ws(' ', nullif(g.given_name, ''), nullif(g.family_name, ''))), ''), g.full_name, g.email, g.phone, ''),
           nullif(g.given_name, ''), nullif(g.family_name, ''), g.company, g.email, g.phone, ${raw(ADDRESS.map((c) => `g.${c}`).join(', '))},
           g.birth_date, g.language, g.tags, g.sources, g.records_count,
           jsonb_strip_nulls(jsonb_build_object('name', g.name_from, 'address', g.address_from, 'company', g.company_from,
             'email', g.email_from, 'phone', g.phone_from, 'birth_date', g.birth_date_from, 'language', g.language_from)),
           lower(coalesce(g.words, '')), g.first_seen_at
    from golden g
    join customer_record head on head.shop_id = ${tx.shopId} and head.id = g.profile_id
    on conflict (shop_id, id) do update set ${raw(WRITTEN.map((c) => `${c} = excluded.${c}`).join(', '))}, changed_at = now()
    where (${raw(WRITTEN.map((c) => `p.${c}`).join(', '))}) is distinct from (${raw(WRITTEN.map((c) => `excluded.${c}`).join(', '))})`;
}
