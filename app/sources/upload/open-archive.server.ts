import { PassThrough, Readable } from 'node:stream';
import yauzl from 'yauzl';
import { Refusal } from '#app/platform/refusal.ts';
import { UPLOAD_LIMITS } from './limits.ts';
import type { StoredFile } from './stored-file.server.ts';

export type ArchiveEntry = { name: string; sizeBytes: number; open(): Promise<Readable> };

/**
 * The files in a ZIP (or in a workbook, which is one), by its directory at the end. Nothing is unpacked before it is asked for, and
 * then as a stream held to its declared size. Throws `sources.archive_broken`, `…_too_big`, `…_locked`.
 */
export async function openArchive(file: StoredFile): Promise<ArchiveEntry[]> {
  const zip = await openZip(file);
  const entries: ArchiveEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      refuseTraps(entry, entries.length);
      entries.push({ name: entry.fileName, sizeBytes: entry.uncompressedSize, open: () => openEntry(zip, entry) });
    }
  } catch (cause) {
    throw cause instanceof Refusal ? cause : brokenArchive(cause);
  }
  return entries;
}

/** yauzl reads through this: each range is a fresh stream of the stored file. */
class StoredFileReader extends yauzl.RandomAccessReader {
  readonly #file: StoredFile;

  constructor(file: StoredFile) {
    super();
    this.#file = file;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough();
    if (end <= start) return through.end();
    const source = this.#file.read(start, end);
    source.on('error', (error) => through.destroy(error));
    return source.pipe(through);
  }
}

function openZip(file: StoredFile): Promise<yauzl.ZipFile> {
  return new Promise((resolve, reject) => {
    const options = {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      decodeStrings: true,
      strictFileNames: false,
    };
    yauzl.fromRandomAccessReader(new StoredFileReader(file), file.sizeBytes, options, (error, zip) => {
      if (error) reject(brokenArchive(error));
      else resolve(zip);
    });
  });
}

function openEntry(zip: yauzl.ZipFile, entry: yauzl.Entry): Promise<Readable> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) reject(brokenArchive(error));
      else resolve(stream);
    });
  });
}

function refuseTraps(entry: yauzl.Entry, count: number): void {
  const { maxArchiveEntries, maxEntryBytes, maxRatio, ratioFromBytes } = UPLOAD_LIMITS;
  if (count >= maxArchiveEntries) throw tooBig(`holds more than ${maxArchiveEntries} files`);
  if (entry.uncompressedSize > maxEntryBytes) throw tooBig('would unpack to more than 4 GB');
  const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
  if (entry.uncompressedSize > ratioFromBytes && ratio > maxRatio)
    throw tooBig('would grow far beyond what real tables do');
  if ((entry.generalPurposeBitFlag & 1) !== 0) {
    throw new Refusal('sources.archive_locked', 'The file is protected with a password.', {
      remedy: 'Save it without a password and upload it again.',
    });
  }
}

function tooBig(what: string): Refusal {
  return new Refusal('sources.archive_too_big', `The file ${what} when unpacked, so it is not opened.`, {
    remedy: 'Save the sheet with the data as CSV and upload that.',
  });
}

export function brokenArchive(cause: unknown): Refusal {
  return new Refusal('sources.archive_broken', 'The file is damaged: it cannot be unpacked.', {
    remedy: 'Export or save it again; if it was downloaded, download it again.',
    cause,
  });
}

/** Bytes `start` to `end` of an entry as a stream; unpacks from the entry's beginning. */
export function sliceOf(entry: ArchiveEntry, start: number, end: number): Readable {
  return Readable.from(slices(entry, start, end), { objectMode: false });
}

async function* slices(entry: ArchiveEntry, start: number, end: number): AsyncGenerator<Buffer> {
  let at = 0;
  try {
    for await (const chunk of await entry.open()) {
      const bytes = chunk as Buffer;
      const piece = bytes.subarray(Math.max(0, start - at), Math.max(0, end - at));
      at += bytes.length;
      if (piece.length > 0) yield piece;
      if (at >= end) return;
    }
  } catch (cause) {
    throw brokenArchive(cause);
  }
}
