import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { CustomerPatch, Origin } from './cleaned.ts';
import { recordIds } from './store-customers.server.ts';
import { TAGS_SAID_AT } from './tag-changes.server.ts';

type TagState = {
  id: number;
  external_id: string;
  tags: string[];
  tag_changes: Record<string, [string, boolean]>;
  /** Instant of the full list that `tags` builds on; null if there was none. */
  listed_at: Date | null;
};

/**
 * Applies single changes (tags added or removed, a new purchasing summary) in whatever order they come: for each tag and
 * for the summary the latest word counts. Returns the records that changed. O(patches).
 */
export async function patchCustomers(tx: Tx, origin: Origin, patches: readonly CustomerPatch[]): Promise<number[]> {
  if (patches.length === 0) {
    return [];
  }
  const ids = await recordIds(
    tx,
    origin,
    patches.map((patch) => patch.externalId),
  );
  const states = await tx.rows<TagState>(sql`
    select id, external_id, tags, tag_changes, nullif(${TAGS_SAID_AT}, '-infinity') as listed_at from customer_record r
    where shop_id = ${tx.shopId} and id = any(${[...ids.values()]}::bigint[])`);
  const byExternalId = new Map(states.map((state) => [state.external_id, state]));
  for (const patch of patches) {
    applyTags(byExternalId.get(patch.externalId)!, patch);
  }
  const rows = states.map(({ id, tags, tag_changes }) => ({ id, tags, tag_changes }));
  const changed = await tx.rows<{ id: number }>(sql`
    update customer_record r set tags = s.tags, tag_changes = s.tag_changes, changed_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (id bigint, tags text[], tag_changes jsonb)
    where r.shop_id = ${tx.shopId} and r.id = s.id and (r.tags, r.tag_changes) is distinct from (s.tags, s.tag_changes)
    returning r.id`);
  await patchTotals(tx, ids, patches);
  return changed.map((row) => row.id);
}

function applyTags(state: TagState, patch: CustomerPatch): void {
  for (const tag of patch.addTags ?? []) {
    applyTag(state, tag, true, patch.at);
  }
  for (const tag of patch.removeTags ?? []) {
    applyTag(state, tag, false, patch.at);
  }
}

function applyTag(state: TagState, tag: string, on: boolean, changedAt: Date): void {
  const at = changedAt.toISOString();
  const before = state.tag_changes[tag];
  if (before && (before[0] > at || (before[0] === at && !on))) {
    return;
  }
  state.tag_changes[tag] = [at, on];
  if (state.listed_at && changedAt <= state.listed_at) {
    return; // The list knows better; the change is kept for a list that is older than it.
  }
  state.tags = on ? [...new Set([...state.tags, tag])].sort() : state.tags.filter((known) => known !== tag);
}

async function patchTotals(tx: Tx, ids: ReadonlyMap<string, number>, patches: readonly CustomerPatch[]): Promise<void> {
  const rows = patches
    .filter((patch) => patch.totals)
    .sort((a, b) => a.at.getTime() - b.at.getTime())
    .map((patch) => [ids.get(patch.externalId), { ...patch.totals, at: patch.at.toISOString() }] as const);
  const latest = [...new Map(rows).entries()].map(([id, totals]) => ({ id, totals }));
  await tx.run(sql`
    update customer_record r set totals = s.totals
    from jsonb_to_recordset(${JSON.stringify(latest)}::jsonb) as s (id bigint, totals jsonb)
    where r.shop_id = ${tx.shopId} and r.id = s.id and coalesce(r.totals ->> 'at', '') < s.totals ->> 'at'`);
}
