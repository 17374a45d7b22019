/** What a file of a source looked like: rows, refused rows, and the share of rows in which each column is filled. */
export type FileFacts = {
  columns: readonly string[];
  rows: number;
  /** Rows that could not be taken, before the import as far as is known then; null: not known yet. */
  refused: number | null;
  /** Column → share of rows with a value, 0 to 1. */
  filled: Readonly<Record<string, number>>;
};

/** What is asked of each file of a source. */
export type FileContract = {
  /** What becomes of a file that breaks it. */
  mode: 'pass' | 'warn' | 'hold' | 'block';
  /** Columns that must be there. */
  required: readonly string[];
  /** Fewest rows; null: judged by the last files. */
  leastRows: number | null;
};

export type FileFinding = {
  kind: 'column_missing' | 'column_new' | 'rows_few' | 'rows_many' | 'refused' | 'emptied' | 'filled';
  /** A broken contract, or worth a look. */
  grave: boolean;
  column: string | null;
  /** One sentence with both figures. */
  sentence: string;
};

/** Files that a new one is compared with, and how many there must be before it is. */
export const COMPARED_FILES = 12;
const ENOUGH_FILES = 3;

/**
 * A file against its contract and against the last twelve of its source, in sentences; nothing where all is as usual.
 * O(columns × files).
 */
export function judgeFile(file: FileFacts, earlier: readonly FileFacts[], contract: FileContract): FileFinding[] {
  const last = earlier.slice(-COMPARED_FILES);
  return [...judgeRequired(file, contract), ...(last.length < ENOUGH_FILES ? [] : judgeAgainst(file, last, contract))];
}

function judgeRequired(file: FileFacts, { required, leastRows }: FileContract): FileFinding[] {
  const missing = required.filter((column) => !file.columns.includes(column));
  const findings: FileFinding[] = missing.map((column) => ({
    kind: 'column_missing',
    grave: true,
    column,
    sentence: `The column “${column}” must be there and is not.`,
  }));
  if (leastRows !== null && file.rows < leastRows) {
    const sentence = `The file has ${file.rows} rows; at least ${leastRows} are asked for.`;
    findings.push({ kind: 'rows_few', grave: true, column: null, sentence });
  }
  return findings;
}

function judgeAgainst(file: FileFacts, last: readonly FileFacts[], { required }: FileContract): FileFinding[] {
  return [
    ...judgeColumns(file, last).filter(({ column }) => column === null || !required.includes(column)),
    ...judgeRows(file, last),
    ...judgeRefused(file, last),
    ...judgeFilled(file, last),
  ];
}

function judgeColumns(file: FileFacts, last: readonly FileFacts[]): FileFinding[] {
  const always = last[0]!.columns.filter((column) => last.every((one) => one.columns.includes(column)));
  const known = new Set(last.flatMap((one) => one.columns));
  return [
    ...always
      .filter((column) => !file.columns.includes(column))
      .map((column): FileFinding => {
        const sentence = `The column “${column}” was in each of the last ${last.length} files and is missing.`;
        return { kind: 'column_missing', grave: true, column, sentence };
      }),
    ...file.columns
      .filter((column) => !known.has(column))
      .map((column): FileFinding => {
        const sentence = `The column “${column}” was in none of the last ${last.length} files.`;
        return { kind: 'column_new', grave: false, column, sentence };
      }),
  ];
}

function judgeRows(file: FileFacts, last: readonly FileFacts[]): FileFinding[] {
  const usual = median(last.map((one) => one.rows));
  const logs = last.map((one) => Math.abs(Math.log((one.rows + 1) / (usual + 1))));
  // Twice as far as any of the last files, and at least by half.
  const limit = Math.max(Math.log(1.6), 2 * Math.max(...logs));
  const off = Math.log((file.rows + 1) / (usual + 1));
  if (Math.abs(off) <= limit) {
    return [];
  }
  const sentence = `The file has ${file.rows} rows; the last ${last.length} had about ${Math.round(usual)}.`;
  return [{ kind: off < 0 ? 'rows_few' : 'rows_many', grave: true, column: null, sentence }];
}

function judgeRefused(file: FileFacts, last: readonly FileFacts[]): FileFinding[] {
  const shares = last.filter((one) => one.refused !== null && one.rows > 0).map((one) => one.refused! / one.rows);
  if (file.refused === null || file.rows === 0 || shares.length === 0) {
    return [];
  }
  const share = file.refused / file.rows;
  const worst = Math.max(...shares);
  const sentence = `${percent(share)} of the rows cannot be taken; of the last ${last.length} files at most ${percent(worst)}.`;
  return share > 2 * worst + 0.02 ? [{ kind: 'refused', grave: true, column: null, sentence }] : [];
}

function judgeFilled(file: FileFacts, last: readonly FileFacts[]): FileFinding[] {
  return file.columns.flatMap((column): FileFinding[] => {
    const shares = last.map((one) => one.filled[column]).filter((share) => share !== undefined);
    const now = file.filled[column];
    if (now === undefined || shares.length < ENOUGH_FILES) {
      return [];
    }
    const [low, high] = [Math.min(...shares), Math.max(...shares)];
    const slack = Math.max(0.15, 1.5 * (high - low));
    if (now >= low - slack && now <= high + slack) {
      return [];
    }
    const sentence = `“${column}” is filled in ${percent(now)} of the rows; in the last ${last.length} files in ${percent(low)} to ${percent(high)}.`;
    return [{ kind: now < low ? 'emptied' : 'filled', grave: now < low, column, sentence }];
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.1 ? 1 : 0)}%`;
}
