import { Refusal } from '#app/platform/refusal.ts';
import { UPLOAD_LIMITS } from './limits.ts';
import type { ArchiveEntry } from './open-archive.server.ts';
import { readWholeXml } from './read-xml.server.ts';

export type WorkbookSheet = { name: string; entry: ArchiveEntry };

export type WorkbookContext = {
  sharedStrings: readonly string[];
  /** By cell style: what a number in it shows. */
  styles: readonly NumberKind[];
  /** Days count from 1904 (old Mac workbooks) instead of 1900. */
  date1904: boolean;
};

export type NumberKind = 'number' | 'date' | 'time';

/** The visible sheets in their order, and what their cells refer to. */
export async function readWorkbookParts(
  entries: readonly ArchiveEntry[],
): Promise<{ sheets: WorkbookSheet[]; date1904: boolean }> {
  const workbook = findEntry(entries, 'xl/workbook.xml');
  if (!workbook) throw noSheets();
  const listed: { name: string; id: string }[] = [];
  let date1904 = false;
  await readWholeXml(workbook, {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes['date1904'] ?? '');
      const hidden = attributes['state'] !== undefined && attributes['state'] !== 'visible';
      if (name === 'sheet' && !hidden) {
        const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
        listed.push({ name: attributes['name'] ?? 'Sheet', id });
      }
    },
    close() {},
    text() {},
  });
  const targets = await readRelations(entries);
  const sheets = listed.flatMap(({ name, id }) => {
    const entry = findEntry(entries, targets.get(id) ?? '');
    return entry ? [{ name, entry }] : [];
  });
  if (sheets.length === 0) throw noSheets();
  return { sheets, date1904 };
}

function noSheets(): Refusal {
  return new Refusal('sources.workbook_empty', 'The workbook has no sheet that could be read.', {
    remedy: 'Save the sheet with the data as CSV and upload that.',
  });
}

async function readRelations(entries: readonly ArchiveEntry[]): Promise<Map<string, string>> {
  const relations = new Map<string, string>();
  const entry = findEntry(entries, 'xl/_rels/workbook.xml.rels');
  if (!entry) return relations;
  await readWholeXml(entry, {
    open(name, { Id, Target }) {
      if (name !== 'Relationship' || Id === undefined || Target === undefined) return;
      relations.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
    close() {},
    text() {},
  });
  return relations;
}

export function findEntry(entries: readonly ArchiveEntry[], path: string): ArchiveEntry | undefined {
  return entries.find((entry) => entry.name.toLowerCase() === path.toLowerCase());
}

/** The texts that cells share, in order. Refuses what would not fit in memory: `sources.workbook_too_big`. */
export async function readSharedStrings(entries: readonly ArchiveEntry[]): Promise<string[]> {
  const strings: string[] = [];
  const entry = findEntry(entries, 'xl/sharedStrings.xml');
  if (!entry) return strings;
  let chars = 0;
  let current = '';
  let inText = false;
  let inPhonetic = false;
  await readWholeXml(entry, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !inPhonetic;
      else if (name === 'rPh') inPhonetic = true;
    },
    text(text) {
      if (!inText) return;
      current += text;
      chars += text.length;
      if (chars > UPLOAD_LIMITS.maxSharedChars) throw tooManyTexts();
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'si') strings.push(unescapeControl(current));
    },
  });
  return strings;
}

function tooManyTexts(): Refusal {
  return new Refusal('sources.workbook_too_big', 'The workbook holds more text than can be read at once.', {
    remedy: 'Save the sheet with the data as CSV and upload that: CSV files may be of any size.',
  });
}

/** `_x000D_` is how a workbook writes a carriage return. */
export function unescapeControl(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Number formats by cell style: whether a number is shown as a date, a time or a number. */
export async function readNumberKinds(entries: readonly ArchiveEntry[]): Promise<NumberKind[]> {
  const entry = findEntry(entries, 'xl/styles.xml');
  const kinds: NumberKind[] = [];
  const formats = new Map<number, string>();
  if (!entry) return kinds;
  let inCellFormats = false;
  await readWholeXml(entry, {
    open(name, attributes) {
      if (name === 'numFmt') formats.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') inCellFormats = true;
      if (name === 'xf' && inCellFormats) kinds.push(numberKind(Number(attributes['numFmtId'] ?? 0), formats));
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false;
    },
    text() {},
  });
  return kinds;
}

/** ECMA-376 18.8.30: the built-in formats; 27–36 and 50–58 are dates of East Asian locales. */
const DATE_FORMATS: readonly (readonly [number, number])[] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];
const TIME_FORMATS: readonly (readonly [number, number])[] = [
  [18, 21],
  [45, 47],
];

function numberKind(id: number, formats: ReadonlyMap<number, string>): NumberKind {
  const code = formats.get(id);
  if (code === undefined) return isWithin(id, DATE_FORMATS) ? 'date' : isWithin(id, TIME_FORMATS) ? 'time' : 'number';
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase();
  if (/[yd]/.test(bare) || /m{3,}/.test(bare)) return 'date';
  return /[hs]/.test(bare) ? 'time' : 'number';
}

function isWithin(id: number, ranges: readonly (readonly [number, number])[]): boolean {
  return ranges.some(([from, to]) => id >= from && id <= to);
}
