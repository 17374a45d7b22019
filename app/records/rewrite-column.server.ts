import type { Tx } from '#app/platform/db.server.ts';
import { ident, sql } from '#app/platform/sql.ts';

const REWRITABLE = [
  'given_name',
  'family_name',
  'full_name',
  'company',
  'line1',
  'line2',
  'city',
  'region',
  'postal_code',
  'country',
  'language',
  'note',
  'birth_date',
  'email',
] as const;

export type Rewritable = (typeof REWRITABLE)[number];

/** A value of a record that is to be another one, if it still is what it was. */
export type Rewrite = { recordId: number; before: string | null; after: string | null };

/**
 * Rewrites one column of records where it still holds what was seen; a later word of the source replaces it again. Returns the
 * records that changed. An e-mail takes its normal form and its identifier along; what people refuse follows to the new address,
 * what they allowed stays with the address for which they allowed it. `taken back`: what had followed goes again. `as text`: an
 * e-mail that is no address, so that nothing follows it.
 */
export async function rewriteColumn(
  tx: Tx,
  column: Rewritable,
  rewrites: readonly Rewrite[],
  how: 'changed' | 'taken back' | 'as text' = 'changed',
): Promise<number[]> {
  if (rewrites.length === 0) {
    return [];
  }
  const rows = JSON.stringify(rewrites.map(({ recordId, before, after }) => ({ id: recordId, before, after })));
  const said = sql`jsonb_to_recordset(${rows}::jsonb) as s (id bigint, before text, after text)`;
  const name = ident(column, REWRITABLE);
  const changed = await tx.rows<{ id: number }>(sql`
    update customer_record r set ${name} = s.after, changed_at = now() from ${said}
    where r.shop_id = ${tx.shopId} and r.id = s.id and r.${name} is not distinct from s.before and r.deleted_at is null
    returning r.id`);
  const ids = changed.map((row) => row.id);
  if (column === 'email' && how !== 'as text') {
    const known = new Set(ids);
    const moved = rewrites.filter((one) => known.has(one.recordId));
    if (how === 'taken back') {
      await dropFollowed(tx, moved);
    }
    await moveAddress(tx, moved);
  }
  return ids;
}

/** A refusal that followed to the address now taken back stands word for word at the one before it. */
async function dropFollowed(tx: Tx, rewrites: readonly Rewrite[]): Promise<void> {
  const rows = JSON.stringify(
    rewrites.map((one) => ({ id: one.recordId, before: one.before?.toLowerCase(), after: one.after?.toLowerCase() })),
  );
  await tx.run(sql`
    delete from consent_statement c using jsonb_to_recordset(${rows}::jsonb) as s (id bigint, before text, after text), consent_statement first
    where c.shop_id = ${tx.shopId} and c.record_id = s.id and c.channel = 'email' and c.contact_normal = s.before and c.state = 'denied'
      and first.shop_id = c.shop_id and first.record_id = c.record_id and first.channel = c.channel and first.purpose = c.purpose
      and first.contact_normal = s.after and first.state = c.state and first.origin = c.origin
      and first.stated_at is not distinct from c.stated_at and first.version_at is not distinct from c.version_at`);
}

/** Both addresses are in normal form already: only such are proposed. */
async function moveAddress(tx: Tx, rewrites: readonly Rewrite[]): Promise<void> {
  const rows = JSON.stringify(
    rewrites.map((one) => ({ id: one.recordId, before: one.before?.toLowerCase(), after: one.after?.toLowerCase() })),
  );
  const said = sql`jsonb_to_recordset(${rows}::jsonb) as s (id bigint, before text, after text)`;
  await tx.run(sql`
    update customer_record r set email_normal = s.after, emails = array_replace(r.emails, s.before, s.after) from ${said}
    where r.shop_id = ${tx.shopId} and r.id = s.id`);
  await tx.run(sql`
    insert into identifier (shop_id, record_id, kind, value_normal, verified)
    select ${tx.shopId}, s.id, 'email', s.after, false from ${said} where s.after is not null
    on conflict (shop_id, kind, value_normal, record_id) do nothing`);
  await tx.run(sql`
    delete from identifier i using ${said}
    where i.shop_id = ${tx.shopId} and i.record_id = s.id and i.kind = 'email' and i.value_normal = s.before`);
  await tx.run(sql`
    insert into consent_statement (shop_id, record_id, channel, purpose, contact_normal, state, stated_at, version_at, method, evidence, origin)
    select ${tx.shopId}, c.record_id, c.channel, c.purpose, s.after, c.state, c.stated_at, c.version_at, c.method, c.evidence, c.origin
    from consent_statement c join ${said} on s.id = c.record_id and c.contact_normal = s.before
    where c.shop_id = ${tx.shopId} and c.channel = 'email' and c.state = 'denied'
    on conflict (shop_id, record_id, channel, purpose, contact_normal) do update set
      state = excluded.state, stated_at = excluded.stated_at, version_at = excluded.version_at`);
}
