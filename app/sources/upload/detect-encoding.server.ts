import { isUtf8 } from 'node:buffer';
import { Refusal } from '#app/platform/refusal.ts';
import type { EncodingEvidence } from './encoding.ts';
import { scoreSingleByte } from './score-single-byte.server.ts';

/** First bytes of files that are no text, with what the merchant should do. */
const FOREIGN: readonly { name: string; magic: readonly number[]; remedy: string }[] = [
  { name: 'a PDF', magic: [0x25, 0x50, 0x44, 0x46, 0x2d], remedy: 'Export the same report as CSV or Excel.' },
  {
    name: 'an old Excel workbook (.xls)',
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    remedy: 'Open it and save it as .xlsx or as CSV.',
  },
  { name: 'a gzip archive', magic: [0x1f, 0x8b], remedy: 'Unpack it and upload the file inside.' },
  { name: 'a RAR archive', magic: [0x52, 0x61, 0x72, 0x21], remedy: 'Unpack it and upload the file inside.' },
  { name: 'a 7-Zip archive', magic: [0x37, 0x7a, 0xbc, 0xaf], remedy: 'Unpack it and upload the file inside.' },
  { name: 'a picture', magic: [0x89, 0x50, 0x4e, 0x47], remedy: 'Export the data as CSV or Excel.' },
  { name: 'a picture', magic: [0xff, 0xd8, 0xff], remedy: 'Export the data as CSV or Excel.' },
  { name: 'a database file', magic: [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65], remedy: 'Export the data as CSV or Excel.' },
];

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5 || head[2] === 7);
}

/**
 * The character encoding, from a piece of the file (64 KB is plenty; longer pieces find later accents).
 * Order of evidence: byte order mark, zero bytes (UTF-16), UTF-8 validity, and for single-byte files which alphabet gives words.
 * Throws `sources.file_empty` and `sources.file_binary`.
 */
export function detectEncoding(sample: Uint8Array): EncodingEvidence {
  refuseForeign(sample);
  const marked = byBom(sample);
  if (marked) return marked;
  const wide = byZeroBytes(sample);
  if (wide) return wide;
  if (isUtf8(dropCutTail(sample))) {
    const ascii = sample.every((byte) => byte < 128);
    const reason = ascii ? 'Only plain letters, which every encoding shares.' : 'Every accented letter is valid UTF-8.';
    return { encoding: 'utf-8', bomBytes: 0, reason };
  }
  return bySingleByte(sample);
}

function refuseForeign(sample: Uint8Array): void {
  if (sample.every((byte) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09)) {
    throw new Refusal('sources.file_empty', 'The file is empty.', {
      remedy: 'Export it again and check that it has rows.',
    });
  }
  refuseOtherText(sample);
  for (const { name, magic, remedy } of FOREIGN) {
    if (magic.every((byte, at) => sample[at] === byte)) {
      throw new Refusal('sources.file_binary', `This is ${name}, not a table.`, { remedy });
    }
  }
}

/** Tools that offer "Excel" often write a web page or XML under that name. */
function refuseOtherText(sample: Uint8Array): void {
  const head = String.fromCharCode(...sample.subarray(0, 200)).replace(/^[\s\u00ef\u00bb\u00bf]+/, '');
  const what = /^<(?:!doctype|html|table|\?xml|style|meta)/i.test(head)
    ? 'a web page or XML'
    : /^(?:\{\s*"|\[\s*[{[])/.test(head)
      ? 'JSON'
      : null;
  if (what === null) return;
  throw new Refusal('sources.file_other_text', `This is ${what}, not a table, whatever its name says.`, {
    remedy: 'Export CSV, or open it in a spreadsheet and save it as .xlsx.',
  });
}

function byBom(sample: Uint8Array): EncodingEvidence | null {
  const [a, b, c, d] = sample;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    return { encoding: 'utf-8', bomBytes: 3, reason: 'The file starts with the UTF-8 mark.' };
  }
  if (a === 0xff && b === 0xfe && !(c === 0 && d === 0)) {
    return {
      encoding: 'utf-16le',
      bomBytes: 2,
      reason: 'The file starts with the UTF-16 mark (Excel’s “Unicode Text”).',
    };
  }
  if (a === 0xfe && b === 0xff) {
    return { encoding: 'utf-16be', bomBytes: 2, reason: 'The file starts with the UTF-16 mark, high byte first.' };
  }
  return null;
}

/** Text in UTF-16 has its zero bytes on one side; zero bytes on both sides are no text at all. */
function byZeroBytes(sample: Uint8Array): EncodingEvidence | null {
  let even = 0;
  let odd = 0;
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue;
    if (at % 2 === 0) even += 1;
    else odd += 1;
  }
  if (even + odd === 0) return null;
  const pairs = sample.length / 2;
  if (isOneSided(odd, even, pairs)) {
    return { encoding: 'utf-16le', bomBytes: 0, reason: 'Every second byte is zero, as in UTF-16.' };
  }
  if (isOneSided(even, odd, pairs)) {
    return { encoding: 'utf-16be', bomBytes: 0, reason: 'Every second byte is zero, as in UTF-16, high byte first.' };
  }
  // A stray NUL is dirt that the cells are cleaned of; many of them are a program, a picture or a damaged file.
  if (even + odd < Math.max(3, sample.length * 0.001)) return null;
  throw new Refusal('sources.file_binary', 'This file is not text: no table could be read from it.', {
    remedy: 'Export the data as CSV or Excel.',
  });
}

/** Latin text: nearly every pair has its zero. Cyrillic or Greek: only line ends, blanks and delimiters have one, but none strays. */
function isOneSided(zeros: number, strays: number, pairs: number): boolean {
  return (zeros > pairs * 0.3 && strays < pairs * 0.02) || (strays === 0 && zeros > pairs * 0.04);
}

function bySingleByte(sample: Uint8Array): EncodingEvidence {
  const best = scoreSingleByte(sample);
  if (best.controls > sample.length * 0.05) {
    throw new Refusal('sources.file_binary', 'This file is not text: no table could be read from it.', {
      remedy: 'Export the data as CSV or Excel.',
    });
  }
  if (best.score < READABLE && best.words > 2) {
    throw new Refusal('sources.encoding_unknown', 'The letters of this file are in an encoding that is not known.', {
      remedy: 'Save it as CSV in UTF-8, or as an Excel workbook, and upload that.',
    });
  }
  return { encoding: best.encoding, bomBytes: 0, reason: best.reason };
}

/** Below this, no alphabet makes words of the letters: better no names than wrong ones. */
const READABLE = 0.4;

/** Cuts an incomplete UTF-8 sequence that the sample's end has split. */
function dropCutTail(sample: Uint8Array): Uint8Array {
  const lead = sample.subarray(-3).findLastIndex((byte) => byte >= 0xc0);
  if (lead < 0) return sample;
  const back = Math.min(3, sample.length) - lead;
  const byte = sample[sample.length - back] ?? 0;
  const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
  return needed > back ? sample.subarray(0, sample.length - back) : sample;
}
