import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { Mapping } from './mapping.ts';

/** A mapping that files of a source were read with. */
export type MappingVersion = {
  subject: Mapping['subject'];
  version: number;
  createdAt: Date;
  /** Columns that go to a field, and all of them. */
  mapped: number;
  columns: number;
  mapping: Mapping;
};

/** Every version of a source's mappings, the newest first. */
export async function readMappingVersions(tx: Tx, sourceId: number): Promise<MappingVersion[]> {
  const rows = await tx.rows<Omit<MappingVersion, 'mapped' | 'columns'>>(sql`
    select record_kind as subject, version, created_at as "createdAt", mapping from field_mapping
    where shop_id = ${tx.shopId} and source_id = ${sourceId} order by id desc limit 50`);
  return rows.map((row) => ({
    ...row,
    columns: row.mapping.columns.length,
    mapped: row.mapping.columns.filter((one) => one.field !== null).length,
  }));
}

export type SavedMapping = { sourceId: number; sourceName: string; version: number; mapping: Mapping };

/**
 * The latest mapping of a file like this one: of the same subject and kind of source, with the most columns in common, at
 * least half of them. Null if no such file was imported.
 */
export async function savedMappingFor(
  tx: Tx,
  { sourceKind, subject, columns }: { sourceKind: string; subject: string; columns: readonly string[] },
): Promise<SavedMapping | null> {
  const rows = await tx.rows<SavedMapping>(sql`
    select distinct on (m.source_id) m.source_id as "sourceId", s.name as "sourceName", m.version, m.mapping
    from field_mapping m join source s on s.shop_id = m.shop_id and s.id = m.source_id
    where m.shop_id = ${tx.shopId} and s.kind = ${sourceKind} and m.record_kind = ${subject}
    order by m.source_id, m.version desc`);
  const known = new Set(columns);
  const scored = rows.map((row) => {
    const names = row.mapping.columns.map((one) => one.column);
    const shared = names.filter((name) => known.has(name)).length;
    return { row, share: shared / Math.max(names.length, columns.length, 1) };
  });
  const best = scored.sort((a, b) => b.share - a.share || b.row.sourceId - a.row.sourceId)[0];
  return best && best.share >= 0.5 ? best.row : null;
}
