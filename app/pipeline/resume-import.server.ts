import { audit } from '#app/governance/audit.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { isHeldBack } from '#app/sources/hold-source.server.ts';
import { goOnImporting, readUpload } from '#app/sources/upload-state.server.ts';
import { isFileKept } from '#app/sources/upload-store.server.ts';
import { enqueue } from './enqueue.server.ts';

/** Lets an import that was stopped, or failed, go on at the row where it ended. Throws a Refusal if it cannot. */
export function resumeImport(shopId: number, uploadId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    const upload = await readUpload(tx, uploadId);
    if (upload?.sourceId && (await isHeldBack(tx, upload.sourceId))) {
      throw new Refusal(
        'sources.quarantined',
        'Its source is in quarantine: an import that was stopped cannot go on.',
        {
          remedy: 'End the quarantine on the page of the source first, or undo what is in.',
        },
      );
    }
    if (!(await isFileKept(tx, uploadId))) {
      throw new Refusal('sources.file_gone', 'The file is not kept any more.', {
        remedy: 'Upload it again: what is in already is recognised and counts once.',
      });
    }
    if (!upload?.sourceId || !(await goOnImporting(tx, uploadId))) {
      throw new Refusal('sources.not_stopped', 'This import was neither stopped nor did it fail.', {
        remedy: 'Look at the page again: it may be going on already.',
      });
    }
    await enqueue(tx, 'upload-import', { shopId, uploadId });
    await audit(tx, actor, 'import.started', String(uploadId), { source: upload.sourceId, goesOn: true });
  });
}
