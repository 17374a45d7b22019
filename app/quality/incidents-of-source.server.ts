import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { noteEvents } from './keep-incidents.server.ts';

/** What was done with a source: told by each of its incidents that somebody still has to care for. */
export async function noteOfSource(
  tx: Tx,
  { sourceId, kind, detail, actor }: { sourceId: number; kind: string; detail: string; actor: string },
  now: Date,
): Promise<void> {
  const rows = await tx.rows<{ id: number }>(sql`
    select id from incident where shop_id = ${tx.shopId} and source_id = ${sourceId} and state in ('open', 'seen', 'repairing') order by id`);
  await noteEvents(
    tx,
    rows.map(({ id }) => ({ incidentId: id, kind, detail, actor })),
    now,
  );
}

/** An incident of the source whose repair has begun; one that is over already stays so. */
export async function startRepairOf(
  tx: Tx,
  { incidentId, sourceId, now }: { incidentId: number; sourceId: number; now: Date },
): Promise<void> {
  await tx.run(sql`
    update incident set state = 'repairing', seen_at = coalesce(seen_at, ${now}::timestamptz)
    where shop_id = ${tx.shopId} and id = ${incidentId} and source_id = ${sourceId} and state in ('open', 'seen')`);
}
