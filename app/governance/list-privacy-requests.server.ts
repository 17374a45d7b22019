import { open } from '#app/platform/crypto.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import type { PrivacySubject } from './privacy-request.server.ts';

export type PrivacyRequestLine = {
  id: number;
  kind: 'export' | 'erase';
  state: 'received' | 'done' | 'failed';
  /** Whom it is about, as Shopify named him; null once an erasure is done: then nobody knows any more. */
  subject: string | null;
  receivedAt: Date;
  dueAt: Date;
  carriedOutAt: Date | null;
  /** What was found or erased, by kind: the evidence. */
  summary: Record<string, number>;
  /** Whether an export is there to be handed over. */
  hasResult: boolean;
};

type Row = Omit<PrivacyRequestLine, 'subject'> & { customer: Buffer | null };

/** The latest requests, the newest first; at most `limit`. */
export async function listPrivacyRequests(tx: Tx, limit: number): Promise<PrivacyRequestLine[]> {
  const rows = await tx.rows<Row>(sql`
    select id, kind, state, customer, received_at as "receivedAt", due_at as "dueAt", carried_out_at as "carriedOutAt", summary,
           result is not null as "hasResult"
    from privacy_request where shop_id = ${tx.shopId} order by id desc limit ${limit}`);
  const key = rows.length > 0 ? await shopDataKey(tx.shopId) : null;
  return rows.map(({ customer, ...row }) => ({
    ...row,
    subject:
      customer && key
        ? nameOf(JSON.parse(open(key, customer, `privacy:${row.kind}`).toString()) as PrivacySubject)
        : null,
  }));
}

function nameOf(subject: PrivacySubject): string {
  return subject.email ?? subject.phone ?? (subject.customerId ? `Customer ${subject.customerId}` : 'Unnamed');
}
