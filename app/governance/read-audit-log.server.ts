import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type AuditLine = {
  id: number;
  /** `staff:<Shopify's id>`, or the name of what acted by itself. */
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, string | number | boolean>;
  happenedAt: Date;
};

/** The latest lines of the audit log, the newest first; at most `limit`. */
export function readAuditLog(tx: Tx, limit: number): Promise<AuditLine[]> {
  return tx.rows<AuditLine>(sql`
    select id, actor, action, subject, detail, happened_at as "happenedAt" from audit_log
    where shop_id = ${tx.shopId} order by happened_at desc, id desc limit ${limit}`);
}
