import { type Tx, withShop } from '#app/platform/db.server.ts';
import { isOlderThan } from '#app/sources/file-date.ts';
import type { Mapping } from '#app/sources/mapping.ts';
import { findSource } from '#app/sources/source.server.ts';
import { datedFiles, type Upload } from '#app/sources/upload-state.server.ts';

/** A file and the newer one that was imported into its source before, with what shows it. */
type OlderFile = { sourceName: string; newer: string; newerShows: string; shows: string };

type Looked = Pick<Upload, 'id' | 'fileName' | 'detection'>;

/** The newer file of a source that was imported before this one; null if there is none, or the dates of either are not known. */
async function newerThan(tx: Tx, { fileName, detection }: Looked, sourceId: number, { subject }: Mapping) {
  if (!detection?.date) {
    return null;
  }
  const file = { fileName, dataRows: detection.dataRows, date: detection.date };
  return (await datedFiles(tx, sourceId, subject)).find((one) => isOlderThan(file, one)) ?? null;
}

/** The mapping with what becomes of values that are newer than the file: it fills what is empty, unless the merchant wants otherwise. */
export async function settleOlder(tx: Tx, upload: Looked, sourceId: number, mapping: Mapping): Promise<Mapping> {
  const { older = 'fill', ...rest } = mapping;
  return (await newerThan(tx, upload, sourceId, mapping)) === null ? rest : { ...rest, older };
}

/** Whether a file that waits is older than one of the source to which it seems to belong. */
export function readOlderFile(shopId: number, upload: Upload): Promise<OlderFile | null> {
  return withShop(shopId, async (tx) => {
    const sourceName = upload.dryRun?.sourceName ?? upload.detection?.inherited?.sourceName;
    const source = sourceName ? await findSource(tx, upload.detection!.sourceKind, sourceName) : null;
    const newer = source && upload.mapping ? await newerThan(tx, upload, source.id, upload.mapping) : null;
    return (
      newer && {
        sourceName: source!.name,
        newer: newer.fileName,
        newerShows: newer.date.evidence,
        shows: upload.detection!.date!.evidence,
      }
    );
  });
}
