import { judgeSilence } from '#app/quality/judge-day.ts';
import { type FileContract, type FileFacts, judgeFile } from '#app/quality/judge-file.ts';
import { addDays } from '#app/quality/special-days.ts';
import { createRandom, type Random } from './quality-random.ts';
import { SPECIAL_DAYS } from './quality-year.ts';

const COLUMNS = ['Contact ID', 'First Name', 'Last Name', 'Email', 'Mobile', 'City', 'Postcode', 'Birthday', 'Opt-in'];
const SHARES = [1, 0.98, 0.97, 0.8, 0.55, 0.7, 0.68, 0.35, 0.5];
const CONTRACT: FileContract = { mode: 'hold', required: ['Contact ID'], leastRows: null };

/** What goes wrong with a weekly file. */
const FAULTS: readonly { name: string; bend: (file: FileFacts) => FileFacts }[] = [
  { name: 'a weekly file without its e-mail column', bend: (file) => without(file, 'Email') },
  { name: 'a weekly file with a column renamed', bend: (file) => renamed(file, 'Mobile', 'Telephone') },
  { name: 'a weekly file cut off', bend: (file) => ({ ...file, rows: Math.round(file.rows * 0.3) }) },
  { name: 'a weekly file with every contact of all time', bend: (file) => ({ ...file, rows: file.rows * 12 }) },
  {
    name: 'a weekly file full of rows that cannot be taken',
    bend: (file) => ({ ...file, refused: Math.round(file.rows * 0.12) }),
  },
  {
    name: 'a weekly file with an emptied column',
    bend: (file) => ({ ...file, filled: { ...file.filled, Email: 0.2 } }),
  },
];

const FIRST_MONDAY = '2024-12-02';

export type FileResult = { kinds: number; planted: number; found: number; missed: string[]; falseAlarms: number };

/** A year of weekly files each, with each fault once, and with the file late once and missing once; the rest is clean. */
export function judgeFiles(years: number): FileResult {
  const result: FileResult = { kinds: FAULTS.length + 2, planted: 0, found: 0, missed: [], falseAlarms: 0 };
  for (let seed = 1; seed <= years; seed++) {
    judgeContents(seed, result);
    judgeArrivals(seed, result);
  }
  return result;
}

function judgeContents(seed: number, result: FileResult): void {
  const random = createRandom(seed * 104_729);
  const earlier: FileFacts[] = [];
  for (let week = 0; week < 104; week++) {
    const usual = weeklyFile(random, week);
    const fault = week >= 52 && week % 8 === 0 ? FAULTS[(week - 56) / 8] : undefined;
    const file = fault ? fault.bend(usual) : usual;
    const findings = judgeFile(file, earlier, CONTRACT).filter((one) => one.grave);
    countFile(result, findings.length > 0, fault && `${seed}: ${fault.name}`);
    // A file that was held back is no example for the next.
    if (findings.length === 0) {
      earlier.push(file);
    }
  }
}

function countFile(result: FileResult, isAlarm: boolean, planted: string | undefined): void {
  if (planted !== undefined) {
    note(result, isAlarm, planted);
  } else if (isAlarm) {
    result.falseAlarms += 1;
  }
}

/** Mondays, a day late now and then; once five days late, once not at all. */
function judgeArrivals(seed: number, result: FileResult): void {
  const random = createRandom(seed * 1_299_709);
  const [late, missing] = [70, 90];
  const dayOf = (week: number) => addDays(FIRST_MONDAY, 7 * week);
  const planned = Array.from({ length: 104 }, (_none, week) =>
    addDays(dayOf(week), week === late ? 5 : random.uniform() < 0.2 ? 1 : 0),
  ).filter((_day, week) => week !== missing);
  const noticed = new Set<string>();
  for (let day = dayOf(52); day < dayOf(103); day = addDays(day, 1)) {
    const arrivals = planned.filter((one) => one <= day);
    if (judgeSilence(arrivals, day, null, SPECIAL_DAYS)) {
      noticed.add(arrivals.at(-1)!);
    }
  }
  const [beforeLate, beforeMissing] = [planned[late - 1]!, planned[missing - 1]!];
  note(result, noticed.has(beforeLate), `${seed}: a weekly file that is late`);
  note(result, noticed.has(beforeMissing), `${seed}: a weekly file that does not come`);
  result.falseAlarms += [...noticed].filter((day) => day !== beforeLate && day !== beforeMissing).length;
}

function note(result: FileResult, isFound: boolean, name: string): void {
  result.planted += 1;
  if (isFound) {
    result.found += 1;
  } else {
    result.missed.push(name);
  }
}

function weeklyFile(random: Random, week: number): FileFacts {
  const season = week % 52 > 48 || week % 52 < 3 ? 1.35 : 1;
  const rows = random.poisson(180 * season * (1 + week / 700) * Math.exp(0.1 * random.normal()));
  const filled = Object.fromEntries(COLUMNS.map((column, nth) => [column, random.binomial(rows, SHARES[nth]!) / rows]));
  return { columns: COLUMNS, rows, refused: random.binomial(rows, 0.006), filled };
}

function without(file: FileFacts, column: string): FileFacts {
  const { [column]: _gone, ...filled } = file.filled;
  return { ...file, columns: file.columns.filter((one) => one !== column), filled };
}

function renamed(file: FileFacts, from: string, to: string): FileFacts {
  const cut = without(file, from);
  return { ...cut, columns: [...cut.columns, to], filled: { ...cut.filled, [to]: file.filled[from] ?? 0 } };
}
