import { audit } from '#app/governance/audit.server.ts';
import { listStaff } from '#app/governance/staff.server.ts';
import type { StaffMember } from '#app/governance/staff.ts';
import { type DeadLetter, readDeadLetters, readInboxState } from '#app/inbox/read-inbox.server.ts';
import { replayDead } from '#app/inbox/settle.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Conflict } from '#app/records/import-conflicts.ts';
import { readConflicts } from '#app/records/undo-import.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { refusedAlike } from '#app/sources/quarantine.server.ts';
import { readSources, type SourceLine } from '#app/sources/read-sources.server.ts';
import type { RefusedAlike } from '#app/sources/repair-preview.ts';
import { backfillOperations, retryFailedBackfill } from '#app/sources/shopify/backfill-plan.server.ts';
import { type KeptIssue, readIssues, readUpload, readUploads, type Upload } from '#app/sources/upload-state.server.ts';
import { isFileKept } from '#app/sources/upload-store.server.ts';
import { enqueue } from './enqueue.server.ts';
import { type BackfillSummary, summarise } from './read-home-page.server.ts';

export type SourcesPage = { sources: SourceLine[]; uploads: Upload[]; backfill: BackfillSummary; deadLetters: number };

/** All that the sources page shows. */
export function readSourcesPage(shop: Shop): Promise<SourcesPage> {
  return withShop(shop.shopId, async (tx) => ({
    sources: await readSources(tx),
    uploads: await readUploads(tx),
    backfill: summarise(await backfillOperations(tx), shop),
    deadLetters: (await readInboxState(tx)).dead,
  }));
}

export type UploadPage = {
  upload: Upload;
  issues: KeptIssue[];
  /** Its refused rows by what is wrong with them. */
  alike: RefusedAlike[];
  conflicts: Conflict[];
  staff: StaffMember[];
  /** Whether its file is still here, so that an import that was stopped can go on. */
  isKept: boolean;
};

/** One upload with its refused rows and, once undone, what was kept against it; null if it does not exist. */
export function readUploadPage(shopId: number, uploadId: number): Promise<UploadPage | null> {
  return withShop(shopId, async (tx) => {
    const upload = await readUpload(tx, uploadId);
    return (
      upload && {
        upload,
        issues: await readIssues(tx, uploadId),
        alike: await refusedAlike(tx, uploadId),
        staff: await listStaff(tx),
        isKept: await isFileKept(tx, uploadId),
        conflicts: upload.state === 'undone' ? await readConflicts(tx, uploadId) : [],
      }
    );
  });
}

/** Fetches what failed of the history again. */
export function retryBackfill(shopId: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await retryFailedBackfill(tx);
    await enqueue(tx, 'backfill-step', { shopId });
    await audit(tx, actor, 'history.asked_again');
  });
}

export function readDeadLettersPage(shopId: number): Promise<DeadLetter[]> {
  return withShop(shopId, readDeadLetters);
}

/** Sends given-up deliveries through the flow again. */
export function replayDeadLetters(shopId: number, ids: readonly number[] | null, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    const messages = await replayDead(tx, ids);
    await enqueue(tx, 'inbox-process', { shopId });
    await audit(tx, actor, 'inbox.tried_again', '', { messages });
  });
}
