import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { signSessionToken } from '#test/shopify/tokens/session-token.ts';
import { STAFF } from '#test/shopify/tokens/staff.ts';
import type { Demo } from './start-demo.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0 Safari/537.36';
/** The owner of the shop, as the stand-in introduces its staff. */
const OWNER = String(STAFF[0]!.id);

/** Does what the browser of the merchant, or of another member of staff, does: each request carries a fresh session token of the admin. */
export function merchant(demo: Demo, staff = OWNER) {
  const { options } = demo.standIn.world;
  const call = (path: string, init: RequestInit = {}) =>
    fetch(demo.standIn.tunnelUrl + path, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string> | undefined),
        'user-agent': BROWSER,
        authorization: `Bearer ${signSessionToken(options, demo.domain, staff, 60)}`,
      },
    });

  /** Opens the app for the first time: the token exchange that installs it. */
  async function open(): Promise<void> {
    const answer = await call('/app.data');
    if (!answer.ok) {
      throw new Error(`the app answered ${answer.status} when it was opened`);
    }
  }

  /** Uploads a file and lets it be imported with the mapping that is proposed. Returns the upload's id. */
  async function importFile(path: string, sourceName: string): Promise<number> {
    const form = new FormData();
    form.set('file', new Blob([await readFile(path)]), basename(path));
    const taken = await (await call('/app/uploads.data', { method: 'POST', body: form })).text();
    const uploadId = Number(/"uploadId",(\d+)/.exec(taken)?.[1]);
    if (!Number.isInteger(uploadId)) {
      throw new Error(`${basename(path)} was refused: ${taken.slice(0, 300)}`);
    }
    const body = new URLSearchParams({ intent: 'import', sourceName });
    const begun = await call(`/app/sources/uploads/${uploadId}.data`, { method: 'POST', body });
    if (!begun.ok) {
      throw new Error(`the import of ${basename(path)} answered ${begun.status}`);
    }
    return uploadId;
  }

  return { call, open, importFile };
}
