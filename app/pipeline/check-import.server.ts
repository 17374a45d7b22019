import { audit } from '#app/governance/audit.server.ts';
import { lockShop, refreshRoughly, type Tx, withShop } from '#app/platform/db.server.ts';
import { faultFields, log } from '#app/platform/log.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { addCounters, type DryRun, type DryRunFound, RefusalCount } from '#app/sources/dry-run.ts';
import { beginCheck, endCheck, noteCheck } from '#app/sources/dry-run-state.server.ts';
import type { Mapping } from '#app/sources/mapping.ts';
import { NO_COUNTS } from '#app/sources/upload-counters.ts';
import { readUpload, type Upload } from '#app/sources/upload-state.server.ts';
import { enqueue } from './enqueue.server.ts';
import { measureImport, rememberImport } from './measure-import.server.ts';
import { settleOlder } from './older-file.server.ts';
import { readAhead, readSlices } from './read-slices.server.ts';
import { decideMany, growsMuch, renewChunk } from './renew-touched.server.ts';
import { RolledBack, rolledBack } from './rolled-back.ts';
import { storeSlice } from './store-slice.server.ts';
import { sourceOfFile } from './take-upload.server.ts';

const TIMEOUT_MS = 1_800_000;

export type CheckStart = Pick<DryRun, 'sourceName' | 'answers'> & { mapping: Mapping; actor: string };

/** Queues the trying of an import on the whole file. Throws a Refusal if the file does not wait to be imported. */
export function startCheck(shopId: number, uploadId: number, { mapping, actor, ...asked }: CheckStart): Promise<void> {
  return withShop(shopId, async (tx) => {
    if (!(await beginCheck(tx, uploadId, mapping, asked))) {
      throw new Refusal('sources.not_waiting', 'This file is being checked or imported already.', {
        remedy: 'Wait until that has ended, or stop it.',
      });
    }
    await enqueue(tx, 'upload-check', { shopId, uploadId });
    await audit(tx, actor, 'import.check_started', String(uploadId), {});
  });
}

/**
 * Finds out what the import of a file would do, by doing it: the whole file goes the way of an import in one transaction, what has
 * become different is measured, and all of it is rolled back. Progress is told, and a wish to stop heard, by transactions of
 * their own. The shop's deliveries wait in the inbox meanwhile.
 */
export async function checkImport(shopId: number, uploadId: number): Promise<void> {
  const shop = await readShop(shopId);
  const upload = await withShop(shopId, (tx) => readUpload(tx, uploadId));
  if (upload?.state !== 'checking' || !upload.mapping || !upload.detection || !upload.dryRun) {
    return;
  }
  try {
    const found = await rolledBack<DryRunFound | null>(() =>
      withShop(shopId, (tx) => tryImport(tx, shop, upload), { timeoutMs: TIMEOUT_MS }),
    );
    await withShop(shopId, (tx) => endCheck(tx, uploadId, { found: found ?? null, failure: null }));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    log('warn', 'an import could not be tried', { shopId, uploadId, ...faultFields(error) });
    await withShop(shopId, (tx) => endCheck(tx, uploadId, { found: null, failure: error.message }));
  }
}

/** Throws RolledBack with what it found, or with null if it was stopped. */
async function tryImport(tx: Tx, shop: Shop, upload: Upload): Promise<void> {
  const note = async (rowsRead: number, phase: DryRun['phase']) => {
    // Of another transaction: what this one writes nobody sees.
    if (await withShop(shop.shopId, (other) => noteCheck(other, upload.id, rowsRead, phase))) {
      throw new RolledBack(null);
    }
  };
  const slices = readAhead(readSlices(shop, upload));
  await lockShop(tx);
  const source = await sourceOfFile(tx, upload.detection!, upload.mapping!, upload.dryRun!.sourceName);
  const mapping = await settleOlder(tx, upload, source.id, upload.mapping!);
  await rememberImport(tx, source.id);
  const refusals = new RefusalCount();
  let counters = NO_COUNTS;
  let nth = 0;
  for await (const slice of slices) {
    nth += 1;
    const stored = await storeSlice(tx, shop, { ...upload, mapping, sourceId: source.id }, slice, growsMuch(nth));
    counters = addCounters(counters, stored);
    for (const { issue, severity } of slice.issues) {
      if (severity === 'refused') {
        refusals.add(issue.row, issue);
      }
    }
    await note(counters.rowsRead, 'reading');
  }
  await refreshRoughly(tx);
  await note(counters.rowsRead, 'people');
  await decideMany(tx, upload.id, `upload:${upload.id}`);
  do {
    await note(counters.rowsRead, 'people');
  } while (await renewChunk(tx, upload.id, `upload:${upload.id}`));
  await note(counters.rowsRead, 'comparing');
  const measured = await measureImport(tx, shop, { id: source.id, name: source.name }, upload, counters);
  throw new RolledBack<DryRunFound>({
    ...measured,
    counters,
    refused: refusals.rows,
    reasons: refusals.reasons(),
  });
}
