import type { Tx } from '#app/platform/db.server.ts';
import { eventPlan } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { CleanCustomer } from './cleaned.ts';
import { bitOf, groupOf, IDENTIFIERS_BIT } from './weigh-statement.ts';

/** A record with the statement that changed it and the columns that it took over. */
export type IdentifierChange = { recordId: number; row: CleanCustomer; takes: number };

/**
 * Identifiers follow the columns that they come from: a set per record and group, as of the latest word on it. `made` = records that are
 * new: they have none to replace.
 */
export async function replaceIdentifiers(
  tx: Tx,
  changes: readonly IdentifierChange[],
  made: ReadonlySet<number>,
): Promise<void> {
  await dropIdentifiers(
    tx,
    changes.filter(({ recordId }) => !made.has(recordId)),
  );
  const staged = changes.flatMap(({ recordId, row, takes }) =>
    row.identifiers.filter((one) => (groupOf(one.kind, row) & takes) !== 0).map((one) => ({ recordId, ...one })),
  );
  if (staged.length === 0) {
    return;
  }
  await tx.run(
    sql`
    insert into identifier (shop_id, record_id, kind, value_normal, verified)
    select ${tx.shopId}, i.record_id, i.kind, i.value_normal, bool_or(i.verified)
    from unnest(${staged.map((i) => i.recordId)}::bigint[], ${staged.map((i) => i.kind)}::text[],
                ${staged.map((i) => i.value)}::text[], ${staged.map((i) => i.verified)}::boolean[])
         as i (record_id, kind, value_normal, verified)
    group by i.record_id, i.kind, i.value_normal
    on conflict (shop_id, kind, value_normal, record_id) do update set verified = excluded.verified`,
    eventPlan('records-identifiers', changes.length),
  );
}

async function dropIdentifiers(tx: Tx, changes: readonly IdentifierChange[]): Promise<void> {
  if (changes.length === 0) {
    return;
  }
  const taking = (bit: number) =>
    changes.filter((change) => (change.takes & bit) !== 0).map((change) => change.recordId);
  await tx.run(sql`
    delete from identifier where shop_id = ${tx.shopId} and (
      (kind = 'email' and record_id = any(${taking(bitOf('emails'))}::bigint[]))
      or (kind = 'phone' and record_id = any(${taking(bitOf('phones'))}::bigint[]))
      or (kind not in ('email', 'phone') and record_id = any(${taking(IDENTIFIERS_BIT)}::bigint[])))`);
}
