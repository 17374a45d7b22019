import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';

/** An uploaded file wherever it is kept: on disk, or encrypted in chunks that can be read from the middle. */
export type StoredFile = {
  /** As the merchant named it: some systems say the status of the people in it only here. */
  name: string;
  sizeBytes: number;
  /** Bytes `start` (default 0) up to but without `end` (default all). Workbooks and archives are read from the end. */
  read(start?: number, end?: number): Readable;
};

/** A plain file on this machine. */
export async function localFile(path: string, name: string = basename(path)): Promise<StoredFile> {
  const { size } = await stat(path);
  return {
    name,
    sizeBytes: size,
    read: (start = 0, end = size) =>
      createReadStream(path, { start, end: Math.max(start, end - 1), highWaterMark: 64 * 1024 }),
  };
}

/** A file in memory: samples, tests, a corrected part of a quarantine. */
export function memoryFile(name: string, content: Buffer | string): StoredFile {
  const bytes = Buffer.from(content);
  return {
    name,
    sizeBytes: bytes.length,
    read: (start = 0, end = bytes.length) => streamOf(bytes.subarray(start, end)),
  };
}

function streamOf(bytes: Buffer): Readable {
  return Readable.from(chunksOf(bytes), { objectMode: false });
}

function* chunksOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 64 * 1024) yield bytes.subarray(at, at + 64 * 1024);
}

/** The first `bytes` of the file in one piece. */
export async function readHead(file: StoredFile, bytes: number): Promise<Buffer> {
  if (file.sizeBytes === 0) return Buffer.alloc(0);
  const chunks: Buffer[] = [];
  for await (const chunk of file.read(0, Math.min(bytes, file.sizeBytes))) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
