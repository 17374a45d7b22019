import { audit } from '#app/governance/audit.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { todayOf } from '#app/quality/context.server.ts';
import {
  type ContractLine,
  type FileCheck,
  findSource,
  judgeUpload,
  keepContract,
  keepVerdict,
  listContracts,
  releaseFile,
} from '#app/quality/file-contracts.server.ts';
import type { FileContract } from '#app/quality/judge-file.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readUpload } from '#app/sources/upload-state.server.ts';
import { queueAlerts } from './send-alerts.server.ts';

/** How a file that waits would be judged as the next of its source, before it is imported; null where nothing can be said. */
export function readFileCheck(shopId: number, uploadId: number): Promise<FileCheck | null> {
  return withShop(shopId, async (tx) => {
    const sourceId = await sourceOf(tx, uploadId, null);
    return sourceId === null ? null : judgeUpload(tx, uploadId, sourceId);
  });
}

/**
 * Judges a file at the moment it is to be imported. One that breaks its contract is held or blocked: the verdict and its
 * incident are kept, and a Refusal says what is wrong. Others pass; a warning is kept.
 */
export async function holdToContract(shop: Shop, uploadId: number, sourceName: string, actor: string): Promise<void> {
  const now = new Date();
  const check = await withShop(shop.shopId, async (tx) => {
    const sourceId = await sourceOf(tx, uploadId, sourceName);
    const judged = sourceId === null ? null : await judgeUpload(tx, uploadId, sourceId);
    if (judged && sourceId !== null && judged.verdict !== 'fine') {
      await keepVerdict(tx, { uploadId, sourceId, check: judged, actor }, { now, today: todayOf(shop, now) });
      await queueAlerts(tx, shop, now);
    }
    return judged;
  });
  if (check?.verdict === 'held' || check?.verdict === 'blocked') {
    const what = check.findings.filter((one) => one.grave).map((one) => one.sentence);
    throw new Refusal('quality.file_refused', `This file is not as agreed for ${sourceName}. ${what.join(' ')}`, {
      remedy:
        check.verdict === 'held'
          ? 'It waits: let it through if it is right all the same, or upload another one.'
          : 'Upload the file as agreed, or change what is asked for under Quality, File contracts.',
    });
  }
}

/** Judges a file once its rows are counted: how many were refused is known now. */
export async function judgeImported(
  tx: Tx,
  shop: Shop,
  upload: { id: number; sourceId: number | null },
): Promise<void> {
  const now = new Date();
  const check = upload.sourceId === null ? null : await judgeUpload(tx, upload.id, upload.sourceId);
  if (check && upload.sourceId !== null) {
    // It is in already: what could have been held is told.
    const verdict = check.verdict === 'held' || check.verdict === 'blocked' ? 'warned' : check.verdict;
    const judged = { uploadId: upload.id, sourceId: upload.sourceId, check: { ...check, verdict }, actor: '' };
    await keepVerdict(tx, judged, { now, today: todayOf(shop, now) });
  }
}

export function readContractsPage(shopId: number): Promise<ContractLine[]> {
  return withShop(shopId, listContracts);
}

/** Keeps what is asked of a source's files. Throws a Refusal that names the field. */
export function setContract(
  shopId: number,
  sourceId: number,
  draft: { mode: FileContract['mode']; required: readonly string[]; leastRows: string },
  actor: string,
): Promise<void> {
  return withShop(shopId, async (tx) => {
    await keepContract(tx, sourceId, draft, actor);
    await audit(tx, actor, 'quality.contract_changed', String(sourceId), { mode: draft.mode });
  });
}

/** Lets a file through that its contract would hold: it can be imported then. */
export function letThrough(shop: Shop, uploadId: number, actor: string): Promise<void> {
  const now = new Date();
  return withShop(shop.shopId, async (tx) => {
    const sourceId = await sourceOf(tx, uploadId, null);
    const check = sourceId === null ? null : await judgeUpload(tx, uploadId, sourceId);
    const at = { now, today: todayOf(shop, now) };
    if (check && sourceId !== null && (await releaseFile(tx, { uploadId, sourceId, check, actor }, at))) {
      await audit(tx, actor, 'quality.file_released', String(uploadId));
    }
  });
}

/** The source that an upload would belong to by this name, or by that of the file whose mapping it takes over. */
async function sourceOf(tx: Tx, uploadId: number, sourceName: string | null): Promise<number | null> {
  const upload = await readUpload(tx, uploadId);
  const name = sourceName ?? upload?.detection?.inherited?.sourceName ?? null;
  return upload?.detection && name !== null ? findSource(tx, upload.detection.sourceKind, name) : null;
}
