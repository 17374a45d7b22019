import { lockShop, type Tx, withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { USUAL_RULE } from '#app/profiles/survivorship.ts';
import { keepSurvivorshipRules, readSurvivorshipRules } from '#app/profiles/survivorship-rules.server.ts';
import { winningAttributes } from '#app/sources/column-wins.ts';
import type { Mapping } from '#app/sources/mapping.ts';
import { enqueue } from './enqueue.server.ts';
import { refreshProfiles } from './refresh-derived.server.ts';

const BATCH = 2000;
const TIMEOUT_MS = 300_000;

/**
 * Puts a source first for the attributes for which a mapping says that it wins over all others, and builds its profiles anew if that
 * is new. What was put first before stays so until somebody changes it among the rules of identity. The caller's transaction.
 */
export async function putSourceFirst(tx: Tx, sourceId: number, mapping: Mapping, actor: string): Promise<void> {
  const rules = await readSurvivorshipRules(tx);
  const fresh = winningAttributes(mapping).filter((name) => rules[name]?.sourceId !== sourceId);
  if (fresh.length > 0) {
    const added = Object.fromEntries(fresh.map((name) => [name, { ...(rules[name] ?? USUAL_RULE), sourceId }]));
    await keepSurvivorshipRules(tx, { ...rules, ...added }, actor);
    await enqueue(tx, 'profiles-of-source', { shopId: tx.shopId, sourceId });
  }
}

/** Builds every profile anew that holds a record of a source: its word counts more, or less, than before. */
export async function refreshProfilesOfSource(shopId: number, sourceId: number): Promise<void> {
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = await withShop(
      shopId,
      async (tx) => {
        await lockShop(tx);
        const rows = await tx.rows<{ id: number }>(sql`
          select p.id from profile p where p.shop_id = ${shopId} and p.id > ${from} and ${sourceId}::bigint = any(p.sources)
          order by p.id limit ${BATCH}`);
        await refreshProfiles(
          tx,
          rows.map((row) => row.id),
          `source:${sourceId}`,
        );
        return rows.length < BATCH ? null : rows.at(-1)!.id;
      },
      { timeoutMs: TIMEOUT_MS },
    );
  }
}
