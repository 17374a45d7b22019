import { Refusal } from '#app/platform/refusal.ts';
import { decodeHead, decodeText, detectFileEncoding } from './decode-text.server.ts';
import { type DetectedFormat, detectFormat, readSample } from './detect-format.ts';
import type { EncodingEvidence } from './encoding.ts';
import { findHeader, type HeaderLayout } from './find-header.ts';
import { UPLOAD_LIMITS } from './limits.ts';
import { DelimitedParser, type SourceRow } from './parse-delimited.ts';
import { readHead, type StoredFile } from './stored-file.server.ts';

export type DelimitedLayout = {
  container: 'delimited';
  encoding: EncodingEvidence;
  format: DetectedFormat;
  header: HeaderLayout;
};

const SAMPLE_BYTES = 512 * 1024;

/** Works out how a text file is written. Reads the head twice and the whole once for its encoding. */
export async function describeDelimited(file: StoredFile): Promise<DelimitedLayout> {
  const head = await readHead(file, SAMPLE_BYTES);
  const encoding = await detectFileEncoding(file);
  const complete = file.sizeBytes <= head.length;
  const text = decodeHead(head, encoding);
  const format = detectFormat(text, complete, UPLOAD_LIMITS);
  const rows = readSample(text, complete, format, UPLOAD_LIMITS).filter((row) => !(format.declared && row.row === 1));
  refuseUnreadable(rows);
  return { container: 'delimited', encoding, format, header: findHeader(rows) };
}

/** Every row of the file in order, a few thousand at a time; memory stays at a few megabytes. */
export async function* readDelimited(file: StoredFile, layout: DelimitedLayout): AsyncGenerator<SourceRow[]> {
  const parser = new DelimitedParser(layout.format, UPLOAD_LIMITS);
  for await (const text of decodeText(file, layout.encoding)) {
    const rows = parser.push(text);
    if (rows.length > 0) yield rows;
  }
  const rest = parser.end();
  if (rest.length > 0) yield rest;
}

/** Refuses what no mapping could save: nothing but blanks, or more columns than a table of people ever has. */
export function refuseUnreadable(rows: readonly SourceRow[]): void {
  if (rows.length === 0) {
    throw new Refusal('sources.file_empty', 'The file has no rows.', {
      remedy: 'Export it again and check that it has rows.',
    });
  }
  const wide = rows.filter((row) => row.problem === 'too_many_columns');
  const first = wide[0];
  if (first && wide.length >= rows.length / 2) {
    throw new Refusal('sources.too_many_columns', `The file has more than ${UPLOAD_LIMITS.maxColumns} columns.`, {
      row: first.row,
      remedy: 'Export only the columns about people and sales, or check that each record is on a line of its own.',
    });
  }
}
