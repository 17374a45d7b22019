import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { BulkObject } from './bulk-records.ts';
import { type Payload, parsePayload } from './payload.ts';

/** A slice of a bulk result: whole objects, and how many lines of the file are behind it now. */
export type BulkSlice = { objects: BulkObject[]; linesDone: number };

/**
 * Streams a bulk result as slices of about `size` objects, skipping the lines that are done. Children follow their parent
 * (groupObjects), so one object is held at a time; memory does not grow with the file. Throws if the download breaks off:
 * what was handed out before is whole and counted.
 */
export async function* readBulkFile(url: string, skipLines: number, size: number): AsyncGenerator<BulkSlice> {
  const response = await fetch(url, { signal: AbortSignal.timeout(3_600_000) });
  if (!response.ok || !response.body) {
    throw new Error(`the bulk result answered ${response.status}`);
  }
  const lines = createInterface({
    input: Readable.fromWeb(response.body as import('node:stream/web').ReadableStream),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  yield* slices(lines, skipLines, size);
}

/** The slices of a result's lines; a separate function so that it can be tested without a network. */
async function* slices(lines: AsyncIterable<string>, skipLines: number, size: number): AsyncGenerator<BulkSlice> {
  let objects: BulkObject[] = [];
  let line = 0;
  for await (const text of lines) {
    if (line++ < skipLines || text === '') {
      continue;
    }
    const payload = parsePayload(text);
    if (payload['__parentId'] === undefined) {
      if (objects.length >= size) {
        yield { objects, linesDone: line - 1 };
        objects = [];
      }
      objects.push({ root: payload, children: [] });
    } else {
      addChild(objects, payload);
    }
  }
  if (objects.length > 0) {
    yield { objects, linesDone: line };
  }
}

function addChild(objects: readonly BulkObject[], child: Payload): void {
  const parent = objects.at(-1);
  if (!parent || parent.root['id'] !== child['__parentId']) {
    throw new Error('the bulk result is not grouped: a child does not follow its parent');
  }
  parent.children.push(child);
}
