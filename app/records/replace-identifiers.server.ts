import { type Stage, stageRows } from '#app/platform/copy.server.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { eventPlanOf } from '#app/platform/event-plan.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { CleanCustomer } from './cleaned.ts';
import { bitOf, groupOf, IDENTIFIERS_BIT } from './weigh-statement.ts';

const STAGE: Stage = {
  name: 'stage_identifier',
  like: 'identifier',
  columns: ['record_id', 'kind', 'value_normal', 'verified'],
};

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
  const rows = changes.flatMap(identifiersOf);
  if (rows.length === 0) {
    return;
  }
  const staged = await stageRows(tx, STAGE, rows);
  const isAllNew = changes.every(({ recordId }) => made.has(recordId));
  // Whose records are all new, finds nothing to meet: looking costs as much as writing.
  const meeting = isAllNew
    ? sql``
    : sql`on conflict (shop_id, kind, value_normal, record_id) do update set verified = excluded.verified`;
  const statement = sql`
    insert into identifier (shop_id, record_id, kind, value_normal, verified)
    select ${tx.shopId}, i.record_id, i.kind, i.value_normal, i.verified from ${staged} i ${meeting}`;
  await tx.run(statement, eventPlanOf('records-identifiers', statement, rows.length));
}

/** What a statement says anew of a record's identifiers, each once: verified if it says so anywhere. */
function identifiersOf({ recordId, row, takes }: IdentifierChange): (number | string | boolean)[][] {
  const found = new Map<string, (number | string | boolean)[]>();
  for (const { kind, value, verified } of row.identifiers) {
    if ((groupOf(kind, row) & takes) !== 0) {
      const key = `${kind}\n${value}`;
      found.set(key, [recordId, kind, value, verified || found.get(key)?.[3] === true]);
    }
  }
  return [...found.values()];
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
