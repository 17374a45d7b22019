import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** How far a source is trusted where two say different things: lower goes first. */
export type SourceTrust = { sourceId: number; name: string; kind: string; provenance: string; trustRank: number };

/** The shop's sources, the most trusted first. */
export function readTrust(tx: Tx): Promise<SourceTrust[]> {
  return tx.rows<SourceTrust>(sql`
    select id as "sourceId", name, kind, provenance, trust_rank as "trustRank" from source
    where shop_id = ${tx.shopId} order by trust_rank, id`);
}

/** Sets trust ranks; sources that are not named keep theirs. Profiles follow when they are projected again. */
export async function keepTrust(tx: Tx, ranks: readonly { sourceId: number; trustRank: number }[]): Promise<void> {
  await tx.run(sql`
    update source s set trust_rank = r.trust_rank
    from unnest(${ranks.map((one) => one.sourceId)}::bigint[], ${ranks.map((one) => one.trustRank)}::integer[]) as r (id, trust_rank)
    where s.shop_id = ${tx.shopId} and s.id = r.id and s.trust_rank <> r.trust_rank`);
}
