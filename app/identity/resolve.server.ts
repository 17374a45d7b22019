import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { type TouchedProfiles, writeClusters } from './write-clusters.server.ts';

/** A value on more records than this says nothing about who they are: a kiosk mailbox, the shop's own number. */
const SHARED_BY_AT_MOST = 12;
const MOST_ROUNDS = 12;

/**
 * Decides to which profile each of these records belongs, together with all records that they can be linked to, directly
 * or through others. The answer depends on the set of records only, not on the order in which they came. The caller
 * holds the shop's lock.
 */
export async function resolve(tx: Tx, recordIds: readonly number[], cause: string): Promise<TouchedProfiles> {
  if (recordIds.length === 0) {
    return { profiles: [] };
  }
  const component = await reach(tx, recordIds);
  const links = await deterministicLinks(tx, component);
  return writeClusters(tx, groups(component, links), cause);
}

/** The records themselves and all that can be linked to them or share a profile with them, transitively. */
async function reach(tx: Tx, start: readonly number[]): Promise<number[]> {
  const seen = new Set(start);
  let frontier = [...seen];
  for (let round = 0; frontier.length > 0 && round < MOST_ROUNDS; round++) {
    const links = await deterministicLinks(tx, frontier);
    const together = await tx.rows<{ id: number }>(sql`
      select other.record_id as id from profile_member m
      join profile_member other on other.shop_id = ${tx.shopId} and other.profile_id = m.profile_id
      where m.shop_id = ${tx.shopId} and m.record_id = any(${frontier}::bigint[])`);
    const next = new Set([...links.flatMap(({ a, b }) => [a, b]), ...together.map((row) => row.id)]);
    frontier = [...next].filter((id) => !seen.has(id));
    for (const id of frontier) {
      seen.add(id);
    }
  }
  return [...seen];
}

type Link = { a: number; b: number };
type Named = { id: number; family: string; initial: string };

const CERTAIN_KINDS = new Set(['loyalty', 'card', 'shopify_customer', 'square_customer']);

/**
 * Pairs that are one person for certain: an equal loyalty number or customer id; or an equal e-mail or phone together
 * with an agreeing name; or a merge that the source itself has made. Never a shared value alone.
 */
async function deterministicLinks(tx: Tx, records: readonly number[]): Promise<Link[]> {
  const groups = await sharedValues(tx, records);
  const names = await namesOf(tx, [...new Set(groups.flatMap((group) => group.records))]);
  const links = await sourceMerges(tx, records);
  for (const { kind, records: members } of groups) {
    for (const [index, a] of members.entries()) {
      for (const b of members.slice(index + 1)) {
        if (CERTAIN_KINDS.has(kind) || namesAgree(names.get(a), names.get(b))) {
          links.push({ a, b });
        }
      }
    }
  }
  return links;
}

function namesAgree(a: Named | undefined, b: Named | undefined): boolean {
  return a !== undefined && b !== undefined && a.family !== '' && a.family === b.family && a.initial === b.initial;
}

/** Values of these records that other records have too, with all who have them; values of too many people are left out. */
async function sharedValues(tx: Tx, records: readonly number[]): Promise<{ kind: string; records: number[] }[]> {
  const rows = await tx.rows<{ kind: string; records: number[] }>(sql`
    with value as materialized (
      select distinct kind, value_normal from identifier
      where shop_id = ${tx.shopId} and record_id = any(${[...records]}::bigint[])
        and kind in ('email', 'phone', 'loyalty', 'card', 'shopify_customer', 'square_customer')
    )
    select v.kind, o.records
    from value v cross join lateral (
      select array_agg(capped.record_id)::bigint[] as records from (
        select i.record_id from identifier i
        where i.shop_id = ${tx.shopId} and i.kind = v.kind and i.value_normal = v.value_normal limit ${SHARED_BY_AT_MOST + 1}) capped
    ) o
    where cardinality(o.records) between 2 and ${SHARED_BY_AT_MOST}`);
  return rows.map((row) => ({ kind: row.kind, records: row.records.map(Number) }));
}

async function namesOf(tx: Tx, records: readonly number[]): Promise<Map<number, Named>> {
  const rows = await tx.rows<Named>(sql`
    select id, lower(coalesce(nullif(family_name, ''), split_part(full_name, ' ', -1), '')) as family,
           left(lower(coalesce(nullif(given_name, ''), full_name, '')), 1) as initial
    from customer_record where shop_id = ${tx.shopId} and id = any(${[...records]}::bigint[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

async function sourceMerges(tx: Tx, records: readonly number[]): Promise<Link[]> {
  return tx.rows<Link>(sql`
    select r.id as a, k.id as b
    from customer_record r
    join customer_record k on k.shop_id = ${tx.shopId} and k.source_id = r.source_id and k.external_id = r.merged_into
    where r.shop_id = ${tx.shopId} and r.id = any(${[...records]}::bigint[]) and r.merged_into is not null
    union
    select r.id, k.id
    from customer_record k
    join customer_record r on r.shop_id = ${tx.shopId} and r.source_id = k.source_id and r.merged_into = k.external_id
    where k.shop_id = ${tx.shopId} and k.id = any(${[...records]}::bigint[])`);
}

/** Connected groups by union-find with path halving: O(n α(n)). */
function groups(records: readonly number[], links: readonly { a: number; b: number }[]): number[][] {
  const parent = new Map(records.map((id) => [id, id]));
  const root = (id: number): number => {
    let at = id;
    while (parent.get(at) !== at) {
      const up = parent.get(at)!;
      parent.set(at, parent.get(up) ?? up);
      at = up;
    }
    return at;
  };
  for (const { a, b } of links) {
    if (parent.has(a) && parent.has(b)) {
      const [ra, rb] = [root(a), root(b)];
      parent.set(Math.max(ra, rb), Math.min(ra, rb));
    }
  }
  const found = new Map<number, number[]>();
  for (const id of records) {
    const head = root(id);
    found.set(head, [...(found.get(head) ?? []), id]);
  }
  return [...found.values()];
}
