import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { World } from '../world/world.ts';

type ByteRange = { from: number; to: number };

function parseRange(header: string | undefined, size: number): ByteRange | null | 'unsatisfiable' {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? '');
  if (!match) return null;
  const from = Number(match[1]);
  const to = match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  return from >= size || from > to ? 'unsatisfiable' : { from, to };
}

/** GET /bulk-operation-outputs/:handle/:file, with byte ranges; may break off in the middle when a test asked for it. */
export async function serveBulkFile(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const [, , handle, file] = path.split('/');
  const shop = world.findShop(handle);
  const operation = shop?.bulk.find(String(file).split('-')[0] ?? '');
  if (!shop || !operation?.filePath?.endsWith(String(file))) {
    response.writeHead(403, { 'content-type': 'application/xml' });
    response.end('<Error><Code>AccessDenied</Code><Message>The link is expired.</Message></Error>');
    return;
  }
  const { size } = await stat(operation.filePath);
  const range = parseRange(request.headers.range, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { 'content-range': `bytes */${size}` });
    response.end();
    return;
  }
  const part = range ?? { from: 0, to: size - 1 };
  writeHead(response, range, part, size);
  const cut = takeCut(shop.bulk.faults);
  sendPart(response, operation.filePath, part, cut);
}

function takeCut(faults: { cutNextDownloads: number }): boolean {
  if (faults.cutNextDownloads <= 0) return false;
  faults.cutNextDownloads -= 1;
  return true;
}

function writeHead(response: ServerResponse, range: ByteRange | null, part: ByteRange, size: number): void {
  response.writeHead(range ? 206 : 200, {
    'content-type': 'application/jsonl',
    'content-length': part.to - part.from + 1,
    'accept-ranges': 'bytes',
    ...(range ? { 'content-range': `bytes ${part.from}-${part.to}/${size}` } : {}),
  });
}

/** A cut download sends the first half, usually ending inside a line, and drops the connection. */
function sendPart(response: ServerResponse, path: string, part: ByteRange, cut: boolean): void {
  const end = cut ? part.from + Math.floor((part.to - part.from) / 2) : part.to;
  const stream = createReadStream(path, { start: part.from, end: Math.max(part.from, end), highWaterMark: 1 << 20 });
  stream.on('error', () => response.destroy());
  if (!cut) {
    stream.pipe(response);
    return;
  }
  stream.pipe(response, { end: false });
  stream.on('end', () => setTimeout(() => response.destroy(), 20));
}
