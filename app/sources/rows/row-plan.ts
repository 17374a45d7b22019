import { cleanCell, foldText } from '#app/normalise/text.ts';
import type { Said } from '#app/records/types.ts';
import type { Mapping } from '../mapping.ts';
import { compileTransforms, type Transform } from '../transforms.ts';
import { readYesNo } from '../value-words.ts';
import { rememberRepeats } from './remember-repeats.ts';
import { quoted, type RowView } from './row-view.ts';
import { splitList } from './split-list.ts';

/** What the shop gives where a file is silent. */
export type ShopDefaults = { currency: string; zone: string; country: string | null };

/** A cell of a mapped column, cleaned: null = empty, undefined = no such column. */
export type CellReader = (view: RowView) => string | null | undefined;

type Source = { index: number; column: string; read: CellReader };

/**
 * A mapping made ready for one file's columns. Readers are built once and called for each row; a field without a column gives a
 * reader that always answers `undefined`, at no cost.
 */
export class RowPlan {
  readonly mapping: Mapping;
  readonly shop: ShopDefaults;
  readonly fileName: string;
  readonly #sources = new Map<string, Source[]>();
  readonly #kept: { name: string; read: CellReader }[] = [];

  constructor(mapping: Mapping, columns: readonly string[], shop: ShopDefaults, fileName: string) {
    this.mapping = mapping;
    this.shop = shop;
    this.fileName = fileName;
    const positions = new Map(columns.map((column, index) => [column, index]));
    for (const entry of mapping.columns) {
      const index = positions.get(entry.column);
      if (index === undefined) continue;
      const read = cellReader(index, entry.transforms ?? [], positions);
      if (entry.field !== null) this.#add(entry.field, { index, column: entry.column, read });
      else if (entry.keepAs !== undefined) this.#kept.push({ name: entry.keepAs, read });
    }
  }

  #add(field: string, source: Source): void {
    const sources = this.#sources.get(field);
    if (sources) sources.push(source);
    else this.#sources.set(field, [source]);
  }

  has(field: string): boolean {
    return this.#sources.has(field) || field in this.mapping.constants;
  }

  /** Whether any field of a group (`loyalty`) has a column. */
  hasGroup(group: string): boolean {
    return [...this.#sources.keys()].some((field) => field.startsWith(`${group}.`));
  }

  /** Positions of the columns of some groups of fields, to tell cheaply whether they say anything new. */
  positionsOf(groups: readonly string[]): number[] {
    return [...this.#sources]
      .filter(([field]) => groups.some((group) => field.startsWith(`${group}.`)))
      .flatMap(([, sources]) => sources.map(({ index }) => index));
  }

  /** The columns of a group of fields, each with what it feeds. */
  columnsOf(group: string): (Source & { field: string })[] {
    return [...this.#sources]
      .filter(([field]) => field.startsWith(`${group}.`))
      .flatMap(([field, sources]) => sources.map((source) => ({ field, ...source })));
  }

  /** The column that feeds a field, for messages. */
  columnOf(field: string): string | null {
    return this.#sources.get(field)?.[0]?.column ?? null;
  }

  /** Cleaned text. */
  text(field: string): CellReader {
    const source = this.#sources.get(field)?.[0];
    if (source) return source.read;
    const constant = this.mapping.constants[field];
    return () => constant;
  }

  /** Cleaned texts of every column of a field that takes several; empty ones left out. */
  texts(field: string): (view: RowView) => string[] {
    const sources = this.#sources.get(field) ?? [];
    if (sources.length === 0) return () => NOTHING;
    return (view) => sources.map(({ read }) => read(view)).filter((text) => text !== null && text !== undefined);
  }

  /** Lower case without accents: for words that are looked up. */
  word(field: string): CellReader {
    const text = this.text(field);
    const fold = rememberRepeats(foldWord);
    return (view) => {
      const value = text(view);
      return value === null || value === undefined ? value : fold(value);
    };
  }

  yesNo(field: string): (view: RowView) => Said<boolean> {
    const word = this.word(field);
    const column = this.columnOf(field);
    return (view) => {
      const value = word(view);
      if (value === null || value === undefined) return value;
      const answer = readYesNo(value);
      if (answer === null) view.report(field, column, unknownAnswer(value));
      return answer ?? undefined;
    };
  }

  /** Several values of one cell or several columns; null = all of them empty. */
  list(field: string): (view: RowView) => Said<string[]> {
    if (!this.has(field)) return () => undefined;
    const texts = this.texts(field);
    return (view) => {
      const values = texts(view).flatMap(splitList);
      return values.length === 0 ? null : [...new Set(values)];
    };
  }

  /** Columns that are kept as they are; undefined = none of them is filled. */
  custom(view: RowView): Record<string, string> | undefined {
    let custom: Record<string, string> | undefined;
    for (const { name, read } of this.#kept) {
      const value = read(view);
      if (value === null || value === undefined) continue;
      custom ??= {};
      custom[name] = value;
    }
    return custom;
  }
}

const NOTHING: string[] = [];

/** Lower case, accents off; plain ASCII, the usual case, is spared the folding. */
export function foldWord(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : foldText(text);
}

function cellReader(
  index: number,
  transforms: readonly Transform[],
  positions: ReadonlyMap<string, number>,
): CellReader {
  const clean = rememberRepeats<string | null>(cleanCell);
  const apply = transforms.length === 0 ? null : compileTransforms(transforms);
  const indexOf = (column: string) => positions.get(column) ?? -1;
  const column = [...positions.keys()][index] ?? '';
  return (view) => {
    const raw = view.cells[index];
    const cell = apply === null ? raw : apply(raw ?? '', { cells: view.cells, indexOf });
    if (cell === undefined || cell === '') return null;
    return cell.startsWith('=') ? readFormula(cell, column, view) : clean(cell);
  };
}

/** `="00123"` is a text that a spreadsheet was to leave alone. Any other formula was never computed and says nothing. */
function readFormula(cell: string, column: string, view: RowView): string | null {
  const text = cleanCell(cell);
  if (text === null || !/^=\s*[\p{L}@+\-('"$]/u.test(text)) return text;
  view.report('', column, {
    code: 'formula',
    reason: `${quoted(text)} is a formula, not a value: the cell counts as empty.`,
    remedy: 'Export the values instead of the formulas.',
  });
  return null;
}

function unknownAnswer(value: string) {
  return {
    code: 'unknown_answer',
    reason: `${quoted(value)} is neither a yes nor a no.`,
    remedy: 'Write yes or no, or map the words with a look-up.',
  };
}
