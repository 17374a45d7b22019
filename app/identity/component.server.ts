import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan, MOST_OF_EVENT } from '#app/platform/event-plan.server.ts';
import { type Sql, sql } from '#app/platform/sql.ts';
import type { Decision } from './cluster-rules.ts';

/** A chain of links longer than this is no person: it is cut here, and the alarm is the size of the component. */
const MOST_ROUNDS = 40;

/**
 * These records and all that edges, decisions or a common profile connect with them, transitively: whole components, which
 * is what makes the order of arrival not matter. One round a step of distance; `connected_records` in the database walks alike.
 */
async function wholeComponents(tx: Tx, start: readonly number[], leastBits: number): Promise<number[]> {
  const seen = new Set(start);
  let frontier = [...seen];
  for (let round = 0; frontier.length > 0 && round < MOST_ROUNDS; round++) {
    const next = await tx.rows<{ id: number }>(sql`
      select record_b as id from match_edge
      where shop_id = ${tx.shopId} and record_a = any(${frontier}::bigint[]) and (bits >= ${leastBits} or rule <> 'scored')
      union
      select record_a from match_edge
      where shop_id = ${tx.shopId} and record_b = any(${frontier}::bigint[]) and (bits >= ${leastBits} or rule <> 'scored')
      union
      select other.record_id from profile_member m
      join profile_member other on other.shop_id = m.shop_id and other.profile_id = m.profile_id
      where m.shop_id = ${tx.shopId} and m.record_id = any(${frontier}::bigint[])
      union
      select case when record_a = any(${frontier}::bigint[]) then record_b else record_a end from identity_decision
      where shop_id = ${tx.shopId} and (record_a = any(${frontier}::bigint[]) or record_b = any(${frontier}::bigint[]))
      union
      select k.id from customer_record r
      join customer_record k on k.shop_id = r.shop_id and k.source_id = r.source_id and k.external_id = r.merged_into
      where r.shop_id = ${tx.shopId} and r.id = any(${frontier}::bigint[]) and r.merged_into is not null
      union
      select r.id from customer_record k
      join customer_record r on r.shop_id = k.shop_id and r.source_id = k.source_id and r.merged_into = k.external_id
      where k.shop_id = ${tx.shopId} and k.id = any(${frontier}::bigint[])`);
    frontier = next.map((row) => row.id).filter((id) => !seen.has(id));
    for (const id of frontier) {
      seen.add(id);
    }
  }
  return [...seen].sort((a, b) => a - b);
}

/** Records that are likely of one household with these and are not one person with them. Two index probes. */
async function householdsOf(tx: Tx, recordIds: readonly number[], leastBits: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(sql`
    select record_b as id from match_edge
    where shop_id = ${tx.shopId} and record_a = any(${[...recordIds]}::bigint[]) and bits < ${leastBits}
    union
    select record_a from match_edge
    where shop_id = ${tx.shopId} and record_b = any(${[...recordIds]}::bigint[]) and bits < ${leastBits}`);
  return rows.map((row) => row.id);
}

/** Records that are decided together, in order of id. */
export type Around = {
  /** Whole components of the records asked for. */
  component: number[];
  /** They, and the components next door: a household joins people of two, which are decided along so that the relation is seen whole. */
  around: number[];
  /** Whether people or sources have decided anything about them; whether questions or households are noted of them. */
  decided: boolean;
  noted: boolean;
};

/** What a decision about these records has to look at. One call for an event, in which the database walks; for a batch a round a step of distance. */
export async function recordsAround(tx: Tx, start: readonly number[], leastBits: number): Promise<Around> {
  if (start.length > MOST_OF_EVENT) {
    return walkAround(tx, start, leastBits);
  }
  const rows = await tx.rows<{ id: number; inside: boolean; decided: boolean; noted: boolean }>(
    sql`select id, inside, decided, noted from around_records(${[...start]}::bigint[], ${leastBits}::real, ${MOST_ROUNDS})`,
    'identity-around',
  );
  return {
    component: rows.filter(({ inside }) => inside).map(({ id }) => id),
    around: rows.map(({ id }) => id),
    decided: rows.some(({ decided }) => decided),
    noted: rows.some(({ noted }) => noted),
  };
}

async function walkAround(tx: Tx, start: readonly number[], leastBits: number): Promise<Around> {
  const component = await wholeComponents(tx, start, leastBits);
  const inside = new Set(component);
  const nextDoor = (await householdsOf(tx, component, leastBits)).filter((id) => !inside.has(id));
  const around = nextDoor.length === 0 ? component : await wholeComponents(tx, [...component, ...nextDoor], leastBits);
  return { component, around, decided: true, noted: true };
}

const MERGED_AT_SOURCE = (shopId: number): Sql => sql`
    select 'must_link' as kind, least(r.id, k.id) as a, greatest(r.id, k.id) as b
    from customer_record r
    join customer_record k on k.shop_id = r.shop_id and k.source_id = r.source_id and k.external_id = r.merged_into and k.id <> r.id
    where r.shop_id = ${shopId} and r.merged_into is not null`;

/** What people have decided about these records (null = about all), and merges that a source itself has made. */
export function decisionsAbout(tx: Tx, recordIds: readonly number[] | null): Promise<Decision[]> {
  const decided = sql`select kind, record_a as a, record_b as b from identity_decision where shop_id = ${tx.shopId}`;
  if (recordIds === null) {
    return tx.rows<Decision>(sql`${decided} union all ${MERGED_AT_SOURCE(tx.shopId)} order by 2, 3, 1`);
  }
  const ids = sql`${[...recordIds]}::bigint[]`;
  return tx.rows<Decision>(
    sql`${decided} and record_a = any(${ids}) union all ${MERGED_AT_SOURCE(tx.shopId)} and r.id = any(${ids}) order by 2, 3, 1`,
    eventPlan('identity-decisions', recordIds.length),
  );
}
