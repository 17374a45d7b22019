import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { detectEncoding } from './detect-encoding.server.ts';
import type { EncodingEvidence } from './encoding.ts';
import { readHead, type StoredFile } from './stored-file.server.ts';

const HEAD_BYTES = 256 * 1024;
const SUSPECT_BYTES = 1024 * 1024;

/**
 * The encoding of the whole file: a head of plain letters says nothing about row 900,000, so everything is read once and checked for
 * UTF-8 (about 1 GB/s; nothing is kept but up to 1 MB of what is not valid).
 */
export async function detectFileEncoding(file: StoredFile): Promise<EncodingEvidence> {
  const head = await readHead(file, HEAD_BYTES);
  const first = detectEncoding(head);
  if (first.encoding !== 'utf-8' || first.bomBytes > 0 || file.sizeBytes <= HEAD_BYTES) return first;
  const invalid = await collectInvalidUtf8(file);
  if (invalid.length === 0) return first;
  const validLetters = countMultiByte(head);
  if (validLetters > invalid.length / 20) {
    return { ...first, reason: 'Nearly every accented letter is valid UTF-8; the rows with damaged ones are marked.' };
  }
  return detectEncoding(invalid);
}

async function collectInvalidUtf8(file: StoredFile): Promise<Buffer> {
  const suspects: Buffer[] = [];
  let bytes = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of file.read()) {
    const piece = rest.length > 0 ? Buffer.concat([rest, chunk as Buffer]) : (chunk as Buffer);
    const cut = lastLineEnd(piece);
    const whole = piece.subarray(0, cut);
    rest = Buffer.from(piece.subarray(cut));
    if (isUtf8(whole)) continue;
    const lines = invalidLines(whole);
    suspects.push(lines);
    bytes += lines.length;
    if (bytes > SUSPECT_BYTES) break;
  }
  if (!isUtf8(rest)) suspects.push(rest);
  return Buffer.concat(suspects);
}

function invalidLines(bytes: Buffer): Buffer {
  const lines: Buffer[] = [];
  let start = 0;
  while (start < bytes.length) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found + 1;
    const line = bytes.subarray(start, end);
    if (!isUtf8(line)) lines.push(line);
    start = end;
  }
  return Buffer.concat(lines);
}

/** Cuts after the last line end, where no character can be split; the whole piece when it has none. */
function lastLineEnd(bytes: Buffer): number {
  const at = bytes.lastIndexOf(0x0a);
  return at < 0 ? bytes.length : at + 1;
}

function countMultiByte(bytes: Buffer): number {
  return bytes.reduce((count, byte) => count + (byte >= 0xc2 && byte <= 0xf4 ? 1 : 0), 0);
}

/** The text of a file, in pieces, without byte order mark and NUL characters. What cannot be decoded becomes U+FFFD. */
export async function* decodeText(file: StoredFile, evidence: EncodingEvidence): AsyncGenerator<string> {
  if (file.sizeBytes <= evidence.bomBytes) return;
  const decoder = createDecoder(evidence.encoding);
  for await (const chunk of file.read(evidence.bomBytes)) {
    const text = decoder.write(chunk as Buffer);
    if (text !== '') yield withoutNul(text);
  }
  const rest = decoder.end();
  if (rest !== '') yield withoutNul(rest);
}

/** Decodes a piece from the start of a file; a character cut at its end is dropped. */
export function decodeHead(head: Buffer, evidence: EncodingEvidence): string {
  const decoder = createDecoder(evidence.encoding);
  return withoutNul(decoder.write(head.subarray(evidence.bomBytes)));
}

function createDecoder(encoding: EncodingEvidence['encoding']): { write(bytes: Buffer): string; end(): string } {
  if (encoding === 'utf-8') {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  const decoder = iconv.getDecoder(encoding);
  return { write: (bytes) => decoder.write(bytes), end: () => decoder.end() ?? '' };
}

function withoutNul(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}
