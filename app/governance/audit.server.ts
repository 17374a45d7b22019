import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

/** Writes a line of the audit log: who did what to which id. Ids and counts only; the log cannot be changed afterwards. */
export async function audit(
  tx: Tx,
  actor: string,
  action: string,
  subject = '',
  detail: Record<string, string | number | boolean> = {},
): Promise<void> {
  await tx.run(sql`
    insert into audit_log (shop_id, actor, action, subject, detail)
    values (${tx.shopId}, ${actor}, ${action}, ${subject}, ${JSON.stringify(detail)}::jsonb)`);
}
