import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Provenance } from '#app/records/types.ts';

export type Source = {
  id: number;
  kind: string;
  name: string;
  provenance: Provenance;
  lastHeardAt: Date | null;
  expectedRhythmHours: number | null;
};

type Row = {
  id: number;
  kind: string;
  name: string;
  provenance: Provenance;
  last_heard_at: Date | null;
  expected_rhythm_hours: number | null;
};

function toSource(row: Row): Source {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    provenance: row.provenance,
    lastHeardAt: row.last_heard_at,
    expectedRhythmHours: row.expected_rhythm_hours,
  };
}

/** The source of this kind and name; made if it is new. Trust: lower rank wins between equals. */
export async function ensureSource(
  tx: Tx,
  given: { kind: string; name: string; provenance: Provenance; trustRank: number; expectedRhythmHours: number | null },
): Promise<Source> {
  await tx.run(sql`
    insert into source (shop_id, kind, name, provenance, trust_rank, expected_rhythm_hours)
    values (${tx.shopId}, ${given.kind}, ${given.name}, ${given.provenance}, ${given.trustRank}, ${given.expectedRhythmHours})
    on conflict (shop_id, kind, name) do nothing`);
  const [row] = await tx.rows<Row>(sql`
    select id, kind, name, provenance, last_heard_at, expected_rhythm_hours from source
    where shop_id = ${tx.shopId} and kind = ${given.kind} and name = ${given.name}`);
  return toSource(row!);
}

/** The source of this kind and name; null if there is none. */
export async function findSource(tx: Tx, kind: string, name: string): Promise<Source | null> {
  const [row] = await tx.rows<Row>(sql`
    select id, kind, name, provenance, last_heard_at, expected_rhythm_hours from source
    where shop_id = ${tx.shopId} and kind = ${kind} and name = ${name}`);
  return row ? toSource(row) : null;
}

/** The shop's own Shopify. What customers enter there, they say themselves. */
export function ensureShopifySource(tx: Tx): Promise<Source> {
  return ensureSource(tx, {
    kind: 'shopify',
    name: 'Shopify',
    provenance: 'said',
    trustRank: 10,
    expectedRhythmHours: 24,
  });
}

/** Notes that a source has just spoken. */
export async function heardFrom(tx: Tx, sourceId: number): Promise<void> {
  await tx.run(sql`
    update source set last_heard_at = now() where shop_id = ${tx.shopId} and id = ${sourceId}
      and (last_heard_at is null or last_heard_at < now() - interval '1 second')`);
}
