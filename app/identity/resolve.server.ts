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

/** The records themselves and all that share an identifier, a decision or a profile with them, transitively. */
async function reach(tx: Tx, start: readonly number[]): Promise<number[]> {
  const seen = new Set(start);
  let frontier = [...seen];
  for (let round = 0; frontier.length > 0 && round < MOST_ROUNDS; round++) {
    const next = await tx.rows<{ id: number }>(sql`
      with edge as (${linksOf(tx, frontier)})
      select a as id from edge union select b from edge
      union
      select other.record_id from profile_member m
      join profile_member other on other.shop_id = ${tx.shopId} and other.profile_id = m.profile_id
      where m.shop_id = ${tx.shopId} and m.record_id = any(${frontier}::bigint[])`);
    frontier = next.map((row) => row.id).filter((id) => !seen.has(id));
    for (const id of frontier) {
      seen.add(id);
    }
  }
  return [...seen];
}

async function deterministicLinks(tx: Tx, records: readonly number[]): Promise<{ a: number; b: number }[]> {
  return tx.rows<{ a: number; b: number }>(linksOf(tx, records));
}

/**
 * Pairs that are one person for certain: an equal loyalty number or customer id; or an equal e-mail or phone together
 * with an agreeing name; or a merge that the source itself has made. Never a shared value alone.
 */
function linksOf(tx: Tx, records: readonly number[]) {
  return sql`
    select least(x.record_id, y.record_id) as a, greatest(x.record_id, y.record_id) as b
    from identifier x
    join identifier y on y.shop_id = ${tx.shopId} and y.kind = x.kind and y.value_normal = x.value_normal and y.record_id <> x.record_id
    join customer_record rx on rx.shop_id = ${tx.shopId} and rx.id = x.record_id
    join customer_record ry on ry.shop_id = ${tx.shopId} and ry.id = y.record_id
    where x.shop_id = ${tx.shopId} and x.record_id = any(${[...records]}::bigint[])
      and (select count(*) from (select from identifier z where z.shop_id = ${tx.shopId} and z.kind = x.kind
           and z.value_normal = x.value_normal limit ${SHARED_BY_AT_MOST + 1}) some) <= ${SHARED_BY_AT_MOST}
      and (x.kind in ('loyalty', 'card', 'shopify_customer', 'square_customer')
           or (x.kind in ('email', 'phone')
               and lower(coalesce(nullif(rx.family_name, ''), split_part(rx.full_name, ' ', -1))) =
                   lower(coalesce(nullif(ry.family_name, ''), split_part(ry.full_name, ' ', -1)))
               and left(lower(coalesce(nullif(rx.given_name, ''), rx.full_name)), 1) =
                   left(lower(coalesce(nullif(ry.given_name, ''), ry.full_name)), 1)))
    union
    select least(r.id, k.id), greatest(r.id, k.id)
    from customer_record r
    join customer_record k on k.shop_id = ${tx.shopId} and k.source_id = r.source_id and k.external_id = r.merged_into
    where r.shop_id = ${tx.shopId} and (r.id = any(${[...records]}::bigint[]) or k.id = any(${[...records]}::bigint[]))
      and r.merged_into is not null and r.id <> k.id`;
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
