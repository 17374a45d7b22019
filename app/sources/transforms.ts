/** Where a condition looks: the cell itself, or another column of the row by its name. */
export type Condition = {
  column?: string;
  test: 'is' | 'is_not' | 'contains' | 'starts_with' | 'ends_with' | 'empty' | 'filled';
  /** Compared without case; unused by `empty` and `filled`. */
  value?: string;
};

/** One change to a cell, as data: stored with the mapping, shown with before and after, applied in order. */
export type Transform =
  | { kind: 'trim' }
  | { kind: 'case'; to: 'lower' | 'upper' | 'title' }
  /** Keeps one part: 1 = first, -1 = last; beyond the parts there is nothing. */
  | { kind: 'split'; separator: string; part: number }
  /** Appends other columns of the row; empty ones leave no separator. */
  | { kind: 'join'; columns: string[]; separator: string }
  /** Plain text, every occurrence, without case; no patterns, so nothing a merchant writes can stall an import. */
  | { kind: 'replace'; find: string; with: string }
  /** Whole-cell look-up without case. `otherwise`: what a value that is not listed becomes. */
  | { kind: 'lookup'; table: Record<string, string>; otherwise: 'keep' | 'empty' }
  /** Number times factor (cents to euros: 0.01); other text stays. */
  | { kind: 'units'; factor: number }
  | { kind: 'default'; value: string }
  | { kind: 'condition'; when: Condition; apply: Transform[]; otherwise?: Transform[] };

/** A row's cells and how to find a column in them; -1 = the file has no such column. */
export type TransformRow = { cells: readonly string[]; indexOf(column: string): number };

type Step = (value: string, row: TransformRow) => string;

/** The chain as one function. O(chain) a cell; look-up tables are indexed once. */
export function compileTransforms(transforms: readonly Transform[]): Step {
  const steps = transforms.map(compileStep);
  if (steps.length === 1 && steps[0]) return steps[0];
  return (value, row) => steps.reduce((current, step) => step(current, row), value);
}

function compileStep(transform: Transform): Step {
  switch (transform.kind) {
    case 'trim':
      return (value) => value.replace(/\s+/g, ' ').trim();
    case 'case':
      return (value) => changeCase(value, transform.to);
    case 'split':
      return (value) => value.split(transform.separator).at(partIndex(transform.part))?.trim() ?? '';
    case 'join':
      return (value, row) => joinColumns(value, transform, row);
    case 'replace':
      return (value) => replaceText(value, transform.find, transform.with);
    case 'lookup':
      return compileLookup(transform);
    case 'units':
      return (value) => multiply(value, transform.factor);
    case 'default':
      return (value) => (value.trim() === '' ? transform.value : value);
    case 'condition':
      return compileCondition(transform);
  }
}

function changeCase(value: string, to: 'lower' | 'upper' | 'title'): string {
  if (to === 'lower') return value.toLowerCase();
  if (to === 'upper') return value.toUpperCase();
  return value
    .toLowerCase()
    .replace(/(^|[\s\-'’/])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function partIndex(part: number): number {
  return part > 0 ? part - 1 : part;
}

function joinColumns(
  value: string,
  { columns, separator }: { columns: string[]; separator: string },
  row: TransformRow,
): string {
  const others = columns.map((column) => row.cells[row.indexOf(column)] ?? '');
  return [value, ...others].filter((part) => part.trim() !== '').join(separator);
}

function replaceText(value: string, find: string, replacement: string): string {
  if (find === '') return value;
  const lower = value.toLowerCase();
  const wanted = find.toLowerCase();
  let result = '';
  let from = 0;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
    result += value.slice(from, at) + replacement;
    from = at + find.length;
  }
  return result + value.slice(from);
}

function compileLookup({ table, otherwise }: { table: Record<string, string>; otherwise: 'keep' | 'empty' }): Step {
  const index = new Map(Object.entries(table).map(([key, value]) => [key.trim().toLowerCase(), value]));
  return (value) => index.get(value.trim().toLowerCase()) ?? (otherwise === 'keep' ? value : '');
}

/** Fifteen significant digits: what 0.01 times a sum of cents should be, without the noise of binary fractions. */
function multiply(value: string, factor: number): string {
  const text = value.trim();
  if (!/^[-+]?\d+(?:\.\d+)?$/.test(text)) return value;
  return String(Number((Number(text) * factor).toPrecision(15)));
}

function compileCondition(transform: Extract<Transform, { kind: 'condition' }>): Step {
  const apply = compileTransforms(transform.apply);
  const otherwise = compileTransforms(transform.otherwise ?? []);
  return (value, row) => (holds(transform.when, value, row) ? apply(value, row) : otherwise(value, row));
}

function holds(condition: Condition, own: string, row: TransformRow): boolean {
  const cell = condition.column === undefined ? own : (row.cells[row.indexOf(condition.column)] ?? '');
  const value = cell.trim().toLowerCase();
  const wanted = (condition.value ?? '').trim().toLowerCase();
  switch (condition.test) {
    case 'is':
      return value === wanted;
    case 'is_not':
      return value !== wanted;
    case 'contains':
      return value.includes(wanted);
    case 'starts_with':
      return value.startsWith(wanted);
    case 'ends_with':
      return value.endsWith(wanted);
    case 'empty':
      return value === '';
    case 'filled':
      return value !== '';
  }
}
