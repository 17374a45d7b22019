import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { readBytes } from '#app/platform/copy.server.ts';
import { open, seal } from '#app/platform/crypto.server.ts';
import { type Tx, withShop } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import { UPLOAD_LIMITS } from './upload/limits.ts';
import type { StoredFile } from './upload/stored-file.server.ts';

/** Plain bytes per stored chunk. */
const CHUNK_BYTES = 1024 * 1024;

/**
 * Keeps an uploaded file, sealed chunk by chunk, in the database: every process can read it, memory does not grow with it,
 * and it goes with the shop. Returns the upload's id. Throws a Refusal for an empty file or one that is too large; of a file
 * that does not come whole nothing is kept. `most`: bytes that are taken; other than the limit for tests.
 */
export async function keepUpload(
  shopId: number,
  fileName: string,
  content: AsyncIterable<Uint8Array>,
  actor: string,
  most: number = UPLOAD_LIMITS.maxFileBytes,
): Promise<number> {
  const uploadId = await withShop(shopId, async (tx) => {
    const [row] = await tx.rows<{ id: number }>(sql`
      insert into upload (shop_id, file_name, created_by) values (${shopId}, ${fileName}, ${actor}) returning id`);
    return row!.id;
  });
  try {
    const { size, digest } = await keepChunks(shopId, { uploadId, fileName, most }, content);
    await withShop(shopId, (tx) =>
      tx.run(
        sql`update upload set state = 'received', size_bytes = ${size}, digest = ${digest} where shop_id = ${shopId} and id = ${uploadId}`,
      ),
    );
  } catch (error) {
    await dropUpload(shopId, uploadId);
    throw error;
  }
  return uploadId;
}

/** Puts other content in the place of a kept file, in this transaction; what is read meanwhile is the file as it was. */
export async function replaceFile(tx: Tx, uploadId: number, content: AsyncIterable<Uint8Array>): Promise<void> {
  const key = await shopDataKey(tx.shopId);
  const digest = createHash('sha256');
  let size = 0;
  let seq = 0;
  await dropFile(tx, uploadId);
  for await (const chunk of chunksOf(content)) {
    digest.update(chunk);
    size += chunk.length;
    const sealed = seal(key, chunk, chunkContext(uploadId, seq));
    await tx.run(
      sql`insert into upload_chunk (shop_id, upload_id, seq, bytes) values (${tx.shopId}, ${uploadId}, ${seq}, ${sealed})`,
    );
    seq += 1;
  }
  await tx.run(sql`
    update upload set size_bytes = ${size}, digest = ${digest.digest('hex')} where shop_id = ${tx.shopId} and id = ${uploadId}`);
}

/** Throws a Refusal for a file that is empty or too large. */
async function keepChunks(
  shopId: number,
  { uploadId, fileName, most }: { uploadId: number; fileName: string; most: number },
  content: AsyncIterable<Uint8Array>,
): Promise<{ size: number; digest: string }> {
  const key = await shopDataKey(shopId);
  const digest = createHash('sha256');
  let size = 0;
  let seq = 0;
  for await (const chunk of chunksOf(content)) {
    digest.update(chunk);
    size += chunk.length;
    if (size > most) {
      throw new Refusal('sources.file_too_large', `${fileName} is larger than 2 GB.`, {
        remedy: 'Split the file and upload its parts one after the other.',
      });
    }
    const sealed = seal(key, chunk, chunkContext(uploadId, seq));
    const at = seq++;
    await withShop(shopId, (tx) =>
      tx.run(
        sql`insert into upload_chunk (shop_id, upload_id, seq, bytes) values (${shopId}, ${uploadId}, ${at}, ${sealed})`,
      ),
    );
  }
  if (size === 0) {
    throw new Refusal('sources.file_empty', `${fileName} is empty.`, {
      remedy: 'Export the file again and upload it anew.',
    });
  }
  return { size, digest: digest.digest('hex') };
}

function chunkContext(uploadId: number, seq: number): string {
  return `upload:${uploadId}:${seq}`;
}

/** Regroups a stream into chunks of CHUNK_BYTES; the last may be shorter. */
async function* chunksOf(content: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let held = 0;
  for await (const part of content) {
    let rest = part;
    while (held + rest.length >= CHUNK_BYTES) {
      const taken = rest.subarray(0, CHUNK_BYTES - held);
      yield Buffer.concat([...parts, taken]);
      rest = rest.subarray(taken.length);
      parts = [];
      held = 0;
    }
    if (rest.length > 0) {
      parts.push(rest);
      held += rest.length;
    }
  }
  if (held > 0) {
    yield Buffer.concat(parts);
  }
}

/** An uploaded file to read from, from any point. */
export async function storedUpload(shopId: number, uploadId: number): Promise<StoredFile> {
  const key = await shopDataKey(shopId);
  const [row] = await withShop(shopId, (tx) =>
    tx.rows<{ file_name: string; size_bytes: number }>(
      sql`select file_name, size_bytes from upload where shop_id = ${shopId} and id = ${uploadId}`,
    ),
  );
  if (!row) {
    throw new Refusal('sources.upload_unknown', 'This upload does not exist any more.');
  }
  const size = row.size_bytes;
  return {
    name: row.file_name,
    sizeBytes: size,
    read: (start = 0, end = size) =>
      Readable.from(readRange(shopId, uploadId, key, start, Math.min(end, size)), { objectMode: false }),
  };
}

async function* readRange(
  shopId: number,
  uploadId: number,
  key: Buffer,
  start: number,
  end: number,
): AsyncGenerator<Buffer> {
  for (let at = start; at < end; ) {
    const seq = Math.floor(at / CHUNK_BYTES);
    const sealed = await readSealed(shopId, uploadId, seq);
    if (!sealed) {
      throw new Refusal('sources.file_gone', 'The uploaded file is no longer kept.', { remedy: 'Upload it again.' });
    }
    const plain = open(key, sealed, chunkContext(uploadId, seq));
    const from = at - seq * CHUNK_BYTES;
    const part = plain.subarray(from, from + (end - at));
    yield part;
    at += part.length;
  }
}

/** A piece as it is kept; null = it is not. */
function readSealed(shopId: number, uploadId: number, seq: number): Promise<Buffer | null> {
  return withShop(shopId, (tx) =>
    readBytes(
      tx,
      `select bytes from upload_chunk where shop_id = ${shopId} and upload_id = ${uploadId} and seq = ${seq}`,
    ),
  );
}

/** Removes an upload with all that belongs to it. */
export async function dropUpload(shopId: number, uploadId: number): Promise<void> {
  await withShop(shopId, async (tx) => {
    await dropFile(tx, uploadId);
    await tx.run(sql`delete from upload_row_issue where shop_id = ${shopId} and upload_id = ${uploadId}`);
    await tx.run(sql`delete from upload where shop_id = ${shopId} and id = ${uploadId}`);
  });
}

/** Whether the file itself is still here: it goes when its import is done, and with others when somebody is forgotten. */
export async function isFileKept(tx: Tx, uploadId: number): Promise<boolean> {
  const [row] = await tx.rows<{ any: boolean }>(sql`
    select exists (select from upload_chunk where shop_id = ${tx.shopId} and upload_id = ${uploadId}) as any`);
  return row!.any;
}

/** Removes the file itself and keeps the account of its import. */
export async function dropFile(tx: Tx, uploadId: number): Promise<void> {
  await tx.run(sql`delete from upload_chunk where shop_id = ${tx.shopId} and upload_id = ${uploadId}`);
}

/**
 * Removes every file that is kept and neither being imported nor held, and the rows shown of any. Who wants one imported uploads it
 * again. Held files are read for whom they name (`held-files`).
 */
export async function dropWaitingFiles(tx: Tx): Promise<void> {
  await tx.run(sql`
    delete from upload_chunk c using upload u
    where c.shop_id = ${tx.shopId} and u.shop_id = ${tx.shopId} and u.id = c.upload_id and u.state not in ('importing', 'held')`);
  await tx.run(sql`
    update upload set state = 'failed', failure = ${DROPPED}, finished_at = now()
    where shop_id = ${tx.shopId} and state in ('receiving', 'received', 'checking', 'ready')`);
  await tx.run(sql`update upload set dry_run = null where shop_id = ${tx.shopId} and dry_run is not null`);
  await tx.run(sql`
    update upload set detection = jsonb_set(detection, '{sample}', '[]') where shop_id = ${tx.shopId} and detection -> 'sample' <> '[]'`);
}

const DROPPED =
  'A customer had his data erased while the file waited, so that it is kept no longer. Upload a fresh export to import it.';
