import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import type { DryRun } from './dry-run.ts';
import type { DatedFile, FileDate } from './file-date.ts';
import type { FileDifference } from './inherit-mapping.ts';
import type { Mapping } from './mapping.ts';
import type { ContinuesSale, RowIssue } from './outcome.ts';
import type { Question } from './questions.ts';
import { NO_COUNTS, type UploadCounters } from './upload-counters.ts';

export type UploadState =
  | 'receiving'
  | 'received'
  | 'checking'
  | 'ready'
  | 'held'
  | 'refused'
  | 'importing'
  | 'done'
  | 'failed'
  | 'cancelled'
  | 'undoing'
  | 'undone'
  | 'repairing';

/** What undoing an import has come to. */
export type UndoneCounts = { removed: number; restored: number; conflicts: number };

/** What was found in a file before it is imported. Kept as JSON beside the upload. */
export type UploadDetection = {
  /** Index of the table in the file that is imported. */
  table: number;
  tables: string[];
  /** As the merchant knows the system it comes from; null = none that is known. */
  systemName: string | null;
  /** Kind of the source that files of this system belong to. */
  sourceKind: string;
  /** What was found out about the file's writing, each as a sentence. */
  evidence: string[];
  headerRow: number | null;
  columns: string[];
  /** Rows from the file, cells in the order of `columns`. */
  sample: string[][];
  dataRows: number;
  questions: Question[];
  /** As of when it tells what it tells; null = it does not show. */
  date?: FileDate | null;
  /** The mapping of an earlier file that this one takes over, and how it differs from that file; null for a first one. */
  inherited?: { sourceName: string; version: number; differences: FileDifference[] } | null;
};

export type Upload = {
  id: number;
  sourceId: number | null;
  sourceName: string | null;
  fileName: string;
  sizeBytes: number;
  digest: string | null;
  state: UploadState;
  detection: UploadDetection | null;
  mapping: Mapping | null;
  counters: UploadCounters;
  refused: number;
  warnings: number;
  nextRow: number;
  totalRows: number | null;
  failure: string | null;
  cancelAsked: boolean;
  undone: UndoneCounts | null;
  /** What an import would do, as it was last tried; null = never. */
  dryRun: DryRun | null;
  /** Who looks after its refused rows: `staff:<id>`; null = nobody is known. */
  owner: string | null;
  createdAt: Date;
  /** Who brought the file. */
  createdBy: string | null;
  finishedAt: Date | null;
};

type Row = Omit<Upload, 'counters'> & { counters: Partial<UploadCounters> };

const SELECT = sql`
  select u.id, u.source_id as "sourceId", s.name as "sourceName", u.file_name as "fileName", u.size_bytes as "sizeBytes", u.digest, u.state,
         u.detection, u.mapping, u.counters, u.next_row as "nextRow", u.total_rows as "totalRows", u.failure, u.cancel_asked as "cancelAsked", u.undone,
         u.dry_run as "dryRun", coalesce(u.owner, u.created_by) as owner,
         u.created_at as "createdAt", u.created_by as "createdBy", u.finished_at as "finishedAt",
         (select count(distinct i.row_number) from upload_row_issue i where i.shop_id = u.shop_id and i.upload_id = u.id and i.severity = 'refused') as refused,
         (select count(*) from upload_row_issue i where i.shop_id = u.shop_id and i.upload_id = u.id and i.severity = 'warning') as warnings
  from upload u left join source s on s.shop_id = u.shop_id and s.id = u.source_id`;

function toUpload(row: Row): Upload {
  return { ...row, counters: { ...NO_COUNTS, ...row.counters } };
}

/** One upload; null if it does not exist. */
export async function readUpload(tx: Tx, uploadId: number): Promise<Upload | null> {
  const [row] = await tx.rows<Row>(sql`${SELECT} where u.shop_id = ${tx.shopId} and u.id = ${uploadId}`);
  return row ? toUpload(row) : null;
}

/** The latest uploads, the newest first. */
export async function readUploads(tx: Tx, most = 25): Promise<Upload[]> {
  const rows = await tx.rows<Row>(
    sql`${SELECT} where u.shop_id = ${tx.shopId} and u.state <> 'receiving' order by u.id desc limit ${most}`,
  );
  return rows.map(toUpload);
}

/** An earlier upload of the very same bytes that was imported; null if there is none. */
export async function sameFileBefore(
  tx: Tx,
  uploadId: number,
  digest: string,
): Promise<{ id: number; createdAt: Date } | null> {
  const [row] = await tx.rows<{ id: number; createdAt: Date }>(sql`
    select id, created_at as "createdAt" from upload
    where shop_id = ${tx.shopId} and digest = ${digest} and id < ${uploadId} and state = 'done' order by id desc limit 1`);
  return row ?? null;
}

/** Files with a date that were imported into a source or are held for it, of one subject, the newest date first. */
export function datedFiles(tx: Tx, sourceId: number, subject: string, most = 20): Promise<DatedFile[]> {
  return tx.rows<DatedFile>(sql`
    select file_name as "fileName", (detection ->> 'dataRows')::bigint as "dataRows", detection -> 'date' as date
    from upload
    where shop_id = ${tx.shopId} and source_id = ${sourceId} and state in ('done', 'repairing', 'held') and mapping ->> 'subject' = ${subject}
      and jsonb_typeof(detection -> 'date') = 'object'
    order by detection -> 'date' ->> 'day' desc, id desc limit ${most}`);
}

/** Keeps what was found in a file; it can be mapped and imported now. */
export async function keepDetection(
  tx: Tx,
  uploadId: number,
  detection: UploadDetection,
  mapping: Mapping,
): Promise<void> {
  await tx.run(sql`
    update upload set state = 'ready', detection = ${JSON.stringify(detection)}::jsonb, mapping = ${JSON.stringify(mapping)}::jsonb
    where shop_id = ${tx.shopId} and id = ${uploadId}`);
}

/** Fixes source and mapping and lets the import begin, or holds the file back. False if it has begun already. */
export async function beginImport(
  tx: Tx,
  uploadId: number,
  { sourceId, mapping, isHeld }: { sourceId: number; mapping: Mapping; isHeld: boolean },
): Promise<boolean> {
  const begun = await tx.run(sql`
    update upload set state = ${isHeld ? 'held' : 'importing'}, source_id = ${sourceId}, mapping = ${JSON.stringify(mapping)}::jsonb,
      held_at = case when ${isHeld} then clock_timestamp() end, cancel_asked = false
    where shop_id = ${tx.shopId} and id = ${uploadId} and state in ('ready', 'failed', 'cancelled')`);
  if (begun > 0) {
    await tx.run(sql`
      insert into field_mapping (shop_id, source_id, record_kind, version, mapping)
      select ${tx.shopId}, ${sourceId}, ${mapping.subject}, coalesce(max(version), 0) + 1, ${JSON.stringify(mapping)}::jsonb
      from field_mapping where shop_id = ${tx.shopId} and source_id = ${sourceId} and record_kind = ${mapping.subject}`);
  }
  return begun > 0;
}

/** Lets an import that was stopped or failed go on where it ended, as it was begun. False if it is neither. */
export async function goOnImporting(tx: Tx, uploadId: number): Promise<boolean> {
  const begun = await tx.run(sql`
    update upload set state = 'importing', failure = null, cancel_asked = false
    where shop_id = ${tx.shopId} and id = ${uploadId} and source_id is not null and state in ('failed', 'cancelled')`);
  return begun > 0;
}

/** Asks an import, or the trying of one, to stop after its current slice. What is imported stays, and it can go on later. */
export async function askToCancel(tx: Tx, uploadId: number): Promise<void> {
  await tx.run(
    sql`update upload set cancel_asked = true where shop_id = ${tx.shopId} and id = ${uploadId} and state in ('importing', 'checking')`,
  );
}

/** Adds to an import's account; commits with the slice that it tells of. Returns whether somebody asked to stop. */
export async function keepProgress(tx: Tx, uploadId: number, nextRow: number, more: UploadCounters): Promise<boolean> {
  const [row] = await tx.rows<{ stop: boolean }>(sql`
    update upload set next_row = ${nextRow}, counters = (
      select jsonb_object_agg(m.key, m.value::bigint + coalesce((counters ->> m.key)::bigint, 0))
      from jsonb_each_text(${JSON.stringify(more)}::jsonb) m)
    where shop_id = ${tx.shopId} and id = ${uploadId} returning cancel_asked as stop`);
  return row?.stop ?? true;
}

/** Ends an import. */
export async function finishUpload(
  tx: Tx,
  uploadId: number,
  state: 'done' | 'failed' | 'cancelled' | 'undone',
  failure: string | null = null,
): Promise<void> {
  await tx.run(sql`
    update upload set state = ${state}, failure = ${failure}, finished_at = now() where shop_id = ${tx.shopId} and id = ${uploadId}`);
}

/** Lets the undoing of an import begin. False if there is nothing to undo, or it has begun. */
export async function beginUndo(tx: Tx, uploadId: number): Promise<boolean> {
  const begun = await tx.run(sql`
    update upload set state = 'undoing', undone = '{"removed": 0, "restored": 0, "conflicts": 0}', failure = null
    where shop_id = ${tx.shopId} and id = ${uploadId} and source_id is not null and state in ('done', 'cancelled', 'failed')`);
  return begun > 0;
}

/** Adds to the account of an undoing; commits with the part that it tells of. */
export async function keepUndone(tx: Tx, uploadId: number, more: UndoneCounts): Promise<void> {
  await tx.run(sql`
    update upload set undone = (
      select jsonb_object_agg(m.key, m.value::bigint + coalesce((undone ->> m.key)::bigint, 0))
      from jsonb_each_text(${JSON.stringify(more)}::jsonb) m)
    where shop_id = ${tx.shopId} and id = ${uploadId}`);
}

export type KeptIssue = {
  row: number;
  severity: 'refused' | 'warning';
  code: string;
  column: string;
  reason: string;
  remedy: string;
  cells: string[];
  /** The cells as somebody has corrected them since; null = nobody has. */
  corrected: string[] | null;
};

/** Keeps refused rows and cells that could not be read; the same ones again change nothing. */
export async function keepIssues(
  tx: Tx,
  uploadId: number,
  issues: readonly {
    issue: RowIssue;
    severity: 'refused' | 'warning';
    cells: string[];
    continues?: ContinuesSale | undefined;
  }[],
): Promise<void> {
  const seen = new Map<number, number>();
  const rows = issues.map(({ issue, severity, cells, continues }) => {
    const seq = seen.get(issue.row) ?? 0;
    seen.set(issue.row, seq + 1);
    return {
      row_number: issue.row,
      seq,
      severity,
      field: issue.column ?? '',
      reason: issue.reason,
      remedy: issue.remedy,
      cells,
      code: issue.code,
      continues: continues ?? null,
    };
  });
  await tx.run(sql`
    insert into upload_row_issue (shop_id, upload_id, row_number, seq, severity, field, reason, remedy, cells, code, continues)
    select ${tx.shopId}, ${uploadId}, i.row_number, i.seq, i.severity, i.field, i.reason, i.remedy, i.cells, i.code, i.continues
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
         as i (row_number bigint, seq integer, severity text, field text, reason text, remedy text, cells jsonb, code text, continues jsonb)
    on conflict do nothing`);
}

/** Refused rows (and cells that were passed over) of an import, in the order of the file. */
export async function readIssues(tx: Tx, uploadId: number, after = 0, most = 100): Promise<KeptIssue[]> {
  return tx.rows<KeptIssue>(sql`
    select row_number as row, severity, code, field as column, reason, remedy, cells, corrected from upload_row_issue
    where shop_id = ${tx.shopId} and upload_id = ${uploadId} and row_number > ${after}
    order by row_number, seq limit ${most}`);
}
