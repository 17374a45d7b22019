import { audit } from '#app/governance/audit.server.ts';
import { dayInZone } from '#app/normalise/instant.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { findFileDate } from '#app/sources/file-date.ts';
import { isHeldBack } from '#app/sources/hold-source.server.ts';
import { inheritMapping, seenColumns } from '#app/sources/inherit-mapping.ts';
import type { Mapping } from '#app/sources/mapping.ts';
import { savedMappingFor } from '#app/sources/mapping-versions.server.ts';
import { ensureSource, heardFrom, type Source } from '#app/sources/source.server.ts';
import { inspectTable } from '#app/sources/upload/inspect-table.ts';
import { openUpload, type TableLayout } from '#app/sources/upload/open-upload.server.ts';
import {
  askToCancel,
  beginImport,
  keepDetection,
  readUpload,
  sameFileBefore,
  type UploadDetection,
} from '#app/sources/upload-state.server.ts';
import { dropUpload, keepUpload, storedUpload } from '#app/sources/upload-store.server.ts';
import { enqueue } from './enqueue.server.ts';
import { holdToContract } from './file-contracts.server.ts';
import { settleOlder } from './older-file.server.ts';
import { putSourceFirst } from './refresh-source.server.ts';

const SAMPLE_ROWS = 30;

/**
 * Takes a file as it streams in, finds out how it is written and what it is about, and proposes a mapping. Nothing is
 * imported yet. Throws a Refusal for what holds no table; then nothing of the file is kept.
 */
export async function takeUpload(
  shop: Shop,
  fileName: string,
  content: AsyncIterable<Uint8Array>,
  actor: string,
): Promise<number> {
  const uploadId = await keepUpload(shop.shopId, fileName, content, actor);
  try {
    await inspectUpload(shop, uploadId, 0, actor);
  } catch (error) {
    await dropUpload(shop.shopId, uploadId);
    throw error;
  }
  return uploadId;
}

/** Looks at one table of an upload (a workbook or an archive has several) and keeps what it finds. */
async function inspectUpload(shop: Shop, uploadId: number, tableIndex: number, actor: string): Promise<void> {
  const { tables } = await openUpload(await storedUpload(shop.shopId, uploadId));
  const table = tables[tableIndex];
  if (!table) {
    throw new Refusal('sources.table_unknown', 'The file does not hold this table.');
  }
  const inspection = await inspectTable(table, { currency: shop.currency, zone: shop.timeZone, country: shop.country });
  const { proposal } = inspection;
  const sourceKind = proposal.system?.source ?? 'csv';
  const saved = await withShop(shop.shopId, (tx) =>
    savedMappingFor(tx, { sourceKind, subject: proposal.mapping.subject, columns: inspection.columns }),
  );
  const inherited = saved
    ? inheritMapping(saved.mapping, proposal.mapping, inspection.profiles, proposal.questions)
    : {
        mapping: { ...proposal.mapping, seen: seenColumns(inspection.profiles) },
        questions: proposal.questions,
        differences: [],
      };
  const detection: UploadDetection = {
    table: tableIndex,
    tables: tables.map((one) => one.name),
    systemName: proposal.system?.name ?? null,
    sourceKind,
    evidence: evidenceOf(table.layout),
    headerRow: table.layout.header.headerRow,
    columns: inspection.columns,
    sample: inspection.sample.slice(0, SAMPLE_ROWS).map((row) => row.cells),
    dataRows: inspection.dataRows,
    questions: inherited.questions,
    date: findFileDate(table.name, inspection.dates, inherited.mapping, dayInZone(new Date(), shop.timeZone)),
    inherited: saved && { sourceName: saved.sourceName, version: saved.version, differences: inherited.differences },
  };
  await withShop(shop.shopId, async (tx) => {
    await keepDetection(tx, uploadId, detection, inherited.mapping);
    await audit(tx, actor, 'import.file_taken', String(uploadId));
  });
}

const DELIMITERS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };

function evidenceOf(layout: TableLayout): string[] {
  const header =
    layout.header.headerRow === null
      ? 'It has no header row: columns are named by letter.'
      : `The header is in row ${layout.header.headerRow}.`;
  if (layout.container === 'workbook') {
    return [`Sheet ${layout.sheet} of a workbook.`, header];
  }
  return [
    `Text in ${layout.encoding.encoding}: ${layout.encoding.reason}`,
    `Cells are separated by ${DELIMITERS[layout.format.delimiter] ?? layout.format.delimiter}.`,
    header,
  ];
}

export type ImportStart = { sourceName: string; mapping: Mapping; actor: string };

/**
 * Lets an import begin: fixes source and mapping and queues it, or holds it while its source is in quarantine. The same file is told, not refused; one that breaks what is
 * asked of its source's files is refused where the merchant wants it so.
 */
export async function startImport(
  shop: Shop,
  uploadId: number,
  { sourceName, mapping, actor }: ImportStart,
): Promise<void> {
  await holdToContract(shop, uploadId, sourceName, actor);
  await withShop(shop.shopId, async (tx) => {
    const upload = await readUpload(tx, uploadId);
    if (!upload?.detection) {
      throw new Refusal('sources.upload_unknown', 'This upload does not exist any more.', {
        remedy: 'Upload the file again.',
      });
    }
    const source = await sourceOfFile(tx, upload.detection, mapping, sourceName);
    const settled = await settleOlder(tx, upload, source.id, mapping);
    const isHeld = await isHeldBack(tx, source.id);
    if (isHeld && upload.nextRow > 0) {
      throw new Refusal(
        'sources.quarantined',
        `${source.name} is in quarantine: an import that was stopped cannot go on.`,
        {
          remedy: 'End the quarantine on the page of the source first, or undo what is in.',
        },
      );
    }
    if (await beginImport(tx, uploadId, { sourceId: source.id, mapping: settled, isHeld })) {
      await (isHeld ? heardFrom(tx, source.id) : enqueue(tx, 'upload-import', { shopId: shop.shopId, uploadId }));
      await putSourceFirst(tx, source.id, mapping, actor);
      await audit(tx, actor, 'import.started', String(uploadId), { source: source.id, ...(isHeld && { held: true }) });
    }
  });
}

/** The source that a file's rows belong to; made if it is new. */
export function sourceOfFile(tx: Tx, detection: UploadDetection, mapping: Mapping, name: string): Promise<Source> {
  return ensureSource(tx, {
    kind: detection.sourceKind,
    name,
    provenance: mapping.conventions.provenance,
    trustRank: 50,
    expectedRhythmHours: null,
  });
}

/** Asks a running import, or the trying of one, to stop after its current slice. */
export function cancelImport(shopId: number, uploadId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await askToCancel(tx, uploadId);
    await audit(tx, actor, 'import.stopped', String(uploadId));
  });
}

/** Whether the very same bytes were imported before. */
export function importedBefore(shopId: number, uploadId: number, digest: string | null) {
  return digest === null ? null : withShop(shopId, (tx) => sameFileBefore(tx, uploadId, digest));
}
