import type { DateOrder } from './civil-date.ts';

export type DateOrderCounts = {
  /** Year of four digits in front. */
  ymd: number;
  /** Only day, month: the first part is over 12. */
  dmy: number;
  /** Only month, day: the second part is over 12. */
  mdy: number;
  /** Both parts up to 12. */
  either: number;
  /** No date in digits: words, empty, anything else. */
  other: number;
};

export type DateOrderFinding = {
  /** The order to read with; only a best guess while `ambiguous`. */
  order: DateOrder;
  /** One sentence for the merchant, with figures. */
  evidence: string;
  /** Ask a person: nothing in the values decides, or they contradict each other. */
  ambiguous: boolean;
  counts: DateOrderCounts;
};

type Tally = DateOrderCounts & {
  dotted: number;
  halves: number;
  sequence: [a: number, b: number, year: number][];
  examples: Map<string, string>;
};

const DATE = /(?:^|[\s,])(\d{1,4})([./-])(\d{1,2})\2(\d{2,4})(?!\d)/;
/** Enough to see whether a column runs in order of time. */
const MAX_SEQUENCE = 10_000;

export function findDateOrder(values: Iterable<string>): DateOrderFinding {
  const tally: Tally = {
    ymd: 0,
    dmy: 0,
    mdy: 0,
    either: 0,
    other: 0,
    dotted: 0,
    halves: 0,
    sequence: [],
    examples: new Map(),
  };
  for (const value of values) count(tally, value);

  const { ymd, dmy, mdy, either, other } = tally;
  return { ...judge(tally), counts: { ymd, dmy, mdy, either, other } };
}

function count(tally: Tally, value: string): void {
  const match = DATE.exec(value);
  const kind = match === null ? 'other' : kindOf(match[1] ?? '', Number(match[3]), match[4] ?? '');
  tally[kind] += 1;
  if (match === null || kind === 'other' || kind === 'ymd') return;

  if (!tally.examples.has(kind)) tally.examples.set(kind, match[0].trim());
  if (match[2] === '.') tally.dotted += 1;
  if (/\d\s*[ap]\.?m/i.test(value)) tally.halves += 1;
  if (tally.sequence.length < MAX_SEQUENCE) tally.sequence.push([Number(match[1]), Number(match[3]), Number(match[4])]);
}

function kindOf(first: string, second: number, third: string): keyof DateOrderCounts {
  const a = Number(first);
  if (first.length === 4) return 'ymd';
  if (
    first.length === 3 ||
    third.length === 3 ||
    a > 31 ||
    second > 31 ||
    (a > 12 && second > 12) ||
    a === 0 ||
    second === 0
  )
    return 'other';
  if (a > 12) return 'dmy';
  return second > 12 ? 'mdy' : 'either';
}

function judge(tally: Tally): Omit<DateOrderFinding, 'counts'> {
  const { dmy, mdy, either } = tally;
  const total = dmy + mdy + either;
  if (total === 0)
    return {
      order: 'ymd',
      ambiguous: false,
      evidence: 'No date in this column depends on the order of day and month.',
    };
  if (dmy > 0 && mdy > 0) return contradiction(tally);
  if (dmy > 0) return { order: 'dmy', ambiguous: false, evidence: decisive(tally, 'dmy', dmy, total) };
  if (mdy > 0) return { order: 'mdy', ambiguous: false, evidence: decisive(tally, 'mdy', mdy, total) };
  if (tally.dotted === total) {
    return {
      order: 'dmy',
      ambiguous: false,
      evidence: `All ${total} dates are written with dots, which puts the day first.`,
    };
  }
  return guess(tally, total);
}

function decisive(tally: Tally, order: 'dmy' | 'mdy', times: number, total: number): string {
  const [place, other] = order === 'dmy' ? ['first', 'second'] : ['second', 'first'];
  const example = tally.examples.get(order);
  return `In ${times} of ${total} dates the ${place} number is over 12 (${example}); the ${other} never is.`;
}

function contradiction({ dmy, mdy, examples }: Tally): Omit<DateOrderFinding, 'counts'> {
  const dayFirst = `${dmy} dates have the day first (${examples.get('dmy')})`;
  const evidence = `The column mixes both orders: ${dayFirst}, ${mdy} the month (${examples.get('mdy')}).`;
  return { order: dmy >= mdy ? 'dmy' : 'mdy', ambiguous: true, evidence };
}

/** Exports mostly run in order of time: the reading under which the column is more nearly sorted is the likelier. */
function guess(tally: Tally, total: number): Omit<DateOrderFinding, 'counts'> {
  const open = `All ${total} dates can be read either way (${tally.examples.get('either')})`;
  const dayFirst = sortedness(tally.sequence.map(([a, b, year]) => year * 10_000 + b * 100 + a));
  const monthFirst = sortedness(tally.sequence.map(([a, b, year]) => year * 10_000 + a * 100 + b));
  if (Math.abs(dayFirst - monthFirst) > 0.1) {
    const order = dayFirst > monthFirst ? 'dmy' : 'mdy';
    return {
      order,
      ambiguous: true,
      evidence: `${open}; with the ${order === 'dmy' ? 'day' : 'month'} first they run in order of time.`,
    };
  }
  if (tally.halves > total / 2)
    return { order: 'mdy', ambiguous: true, evidence: `${open}; the 12-hour clock suggests the month first.` };
  return { order: 'dmy', ambiguous: true, evidence: `${open}; nothing in them tells which.` };
}

/** Share of neighbours that go the way most go, 0.5 (no order) to 1 (sorted); equal neighbours are left out. */
function sortedness(values: readonly number[]): number {
  let up = 0;
  let down = 0;
  for (let at = 1; at < values.length; at += 1) {
    const step = (values[at] ?? 0) - (values[at - 1] ?? 0);
    if (step > 0) up += 1;
    else if (step < 0) down += 1;
  }
  return up + down === 0 ? 0.5 : Math.max(up, down) / (up + down);
}
