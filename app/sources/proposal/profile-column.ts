import { normaliseCountry } from '#app/normalise/country.ts';
import { cleanCell } from '#app/normalise/text.ts';
import { isSurelyPhone, type ValueKind, valueKinds } from '../value-kind.ts';

/** What the values of a column look like, from a sample of its rows. */
export type ColumnProfile = {
  column: string;
  rows: number;
  /** Rows that say something. */
  filled: number;
  /** Different values among the filled. */
  distinct: number;
  /** Filled cells by what they could be; a cell counts under every kind that fits. */
  kinds: ReadonlyMap<ValueKind, number>;
  /** Filled cells written as only telephone numbers are. */
  surePhones: number;
  averageLength: number;
  /** Smallest and greatest of the whole numbers; null without any. */
  range: { min: number; max: number } | null;
  /** Filled cells, in file order, at most 1,000. */
  values: string[];
};

const VALUES_KEPT = 1000;

/** Looks at one column of the sampled rows. O(rows). */
export function profileColumn(
  column: string,
  index: number,
  rows: readonly { cells: readonly string[] }[],
): ColumnProfile {
  const filled = rows.map((row) => cleanCell(row.cells[index])).filter((text) => text !== null);
  const times = new Map<string, number>();
  for (const text of filled) times.set(text, (times.get(text) ?? 0) + 1);
  const values = filled.slice(0, VALUES_KEPT);
  return {
    column,
    rows: rows.length,
    filled: filled.length,
    distinct: times.size,
    ...countKinds(times),
    averageLength: filled.reduce((sum, text) => sum + text.length, 0) / Math.max(1, filled.length),
    range: rangeOf(values),
    values,
  };
}

/** Each different value is looked at once and counts as often as it stands. */
function countKinds(times: ReadonlyMap<string, number>): Pick<ColumnProfile, 'kinds' | 'surePhones'> {
  const kinds = new Map<ValueKind, number>();
  let surePhones = 0;
  for (const [text, count] of times) {
    const possible = valueKinds(text, (word) => normaliseCountry(word) !== null);
    for (const kind of possible) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
    if (possible.includes('phone') && isSurelyPhone(text)) surePhones += count;
  }
  return { kinds, surePhones };
}

function rangeOf(values: readonly string[]): ColumnProfile['range'] {
  const numbers = values.filter((value) => /^-?\d{1,15}$/.test(value)).map(Number);
  if (numbers.length === 0) return null;
  return { min: numbers.reduce((a, b) => Math.min(a, b)), max: numbers.reduce((a, b) => Math.max(a, b)) };
}

/** Share of the filled cells that are at least one of the kinds; 0 for an empty column. A close upper bound when kinds overlap. */
export function shareOf(profile: ColumnProfile, ...kinds: ValueKind[]): number {
  if (profile.filled === 0) return 0;
  const counts = kinds.map((kind) => profile.kinds.get(kind) ?? 0);
  return Math.min(1, Math.max(...counts, kinds.length > 1 ? disjointSum(profile, kinds) : 0) / profile.filled);
}

/** Kinds that exclude each other may be added up; the others only bound each other. */
function disjointSum(profile: ColumnProfile, kinds: readonly ValueKind[]): number {
  const exclusive: ValueKind[] = [
    'instant',
    'day',
    'integer',
    'decimal',
    'email',
    'given_name',
    'full_name',
    'time',
    'url',
  ];
  return kinds
    .filter((kind) => exclusive.includes(kind))
    .reduce((sum, kind) => sum + (profile.kinds.get(kind) ?? 0), 0);
}
