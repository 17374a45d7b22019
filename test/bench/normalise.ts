/**
 * What cleaning one value costs, for each kind of cell of a million-row import. `npm run bench -- normalise [--size 200000]`.
 * Rates are values per second of processor time of one core, so that a busy machine does not change them; `seconds` likewise.
 * Values are made up by a fixed seed, mostly clean with the usual dirt between, and hardly repeat.
 */
import { parseArgs } from 'node:util';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { normaliseBirthDate } from '#app/normalise/birth-date.ts';
import { normaliseCountry } from '#app/normalise/country.ts';
import { normaliseEmail } from '#app/normalise/email.ts';
import { dayInZone, detectDateOrder, parseInstant, startOfDay } from '#app/normalise/instant.ts';
import { parseMoney } from '#app/normalise/money.ts';
import { nameTokens, nicknameForms, normaliseName, splitFullName } from '#app/normalise/person-name.ts';
import { normalisePhone } from '#app/normalise/phone.ts';
import { phoneticKey } from '#app/normalise/phonetic.ts';
import { normaliseAddress } from '#app/normalise/postal-address.ts';
import { cleanCell, foldText } from '#app/normalise/text.ts';

type Work = {
  bench: string;
  values: readonly string[];
  run: (value: string) => unknown;
  baseline?: (value: string) => unknown;
};

const { values: flags } = parseArgs({ options: { size: { type: 'string', default: '200000' } } });
const size = Number(flags.size);
const random = seeded(20261124);
const GIVEN = 'Ann Bob Camille Dmitri Erik Fatima Jörg Kate Liam Mary Nils Olga Peggy Robert Sofia Tom'.split(' ');
const FAMILY = 'Ander Berg Cruz Dubois Ek Ferrari Garcia Han Ivan Johan Kowal Lind Miller Novak Öster Petro'.split(' ');
const DOMAINS = 'gmail.com hotmail.com outlook.com yahoo.com nord.se example.de gmial.com icloud.com'.split(' ');
const ZONE = 'America/New_York';

const names = make(() => `${pick(GIVEN)} ${pick(FAMILY)}${syllable()}${syllable()}`);
const emails = make((at) =>
  dirty(`${pick(GIVEN)}.${pick(FAMILY)}${at}@${pick(DOMAINS)}`, [
    (text) => ` ${text.toUpperCase()} `,
    (text) => `Ann <${text}>`,
  ]),
);
const phones = make(() =>
  dirty(`07${pick(['0', '2', '3', '6', '9'])}-${digits(3)} ${digits(4)}`, [
    (text) => `'+46${text.slice(1)}`,
    () => digits(5),
  ]),
);
const amounts = make(() =>
  dirty(`${digits(1 + below(4))}.${digits(2)}`, [
    (text) => `$${text}`,
    (text) => `-$1,${digits(3)}.00${text.slice(0, 0)}`,
  ]),
);
const instants = make(
  () => `202${below(7)}-0${1 + below(9)}-${10 + below(19)} ${10 + below(14)}:${10 + below(50)}:00 +0000`,
);
const tillTimes = make(() => `${1 + below(12)}/${1 + below(28)}/26 ${1 + below(12)}:${10 + below(50)} PM`);
const births = make(() => `${1 + below(12)}/${1 + below(28)}/19${10 + below(90)}`);
const streets = make(() =>
  dirty(`${1 + below(400)} ${pick(FAMILY)}${syllable()} St`, [(text) => `Flat ${below(20)}, ${text}`]),
);

const works: Work[] = [
  { bench: 'normalise-email', values: emails, run: normaliseEmail, baseline: (value) => value.trim().toLowerCase() },
  { bench: 'normalise-phone', values: phones, run: (value) => normalisePhone(value, 'SE'), baseline: askLibrary },
  { bench: 'normalise-name', values: names, run: normaliseName },
  { bench: 'normalise-name-tokens', values: names, run: nameTokens },
  { bench: 'normalise-full-name', values: names, run: splitFullName },
  { bench: 'normalise-nicknames', values: make(() => pick(GIVEN).toLowerCase()), run: nicknameForms },
  { bench: 'normalise-phonetic', values: make(() => `${pick(FAMILY)}${syllable()}`.toLowerCase()), run: phoneticKey },
  {
    bench: 'normalise-address',
    values: streets,
    run: (line1) =>
      normaliseAddress({ line1, city: 'St. Louis', region: 'Missouri', postalCode: "'63101", country: 'US' }),
  },
  {
    bench: 'normalise-country',
    values: make(() => pick(['SE', 'Sweden', 'United States', 'UK', 'Deutschland', 'xx'])),
    run: normaliseCountry,
  },
  {
    bench: 'normalise-money',
    values: amounts,
    run: (value) => parseMoney(value, { decimalMark: '.', currency: 'USD' }),
    baseline: Number,
  },
  {
    bench: 'normalise-instant-iso',
    values: instants,
    run: (value) => parseInstant(value, { order: 'ymd', zone: ZONE }),
    baseline: (value) => new Date(value),
  },
  {
    bench: 'normalise-instant-till',
    values: tillTimes,
    run: (value) => parseInstant(value, { order: 'mdy', zone: ZONE }),
    baseline: (value) => new Date(value),
  },
  { bench: 'normalise-day-in-zone', values: instants, ...inZone() },
  {
    bench: 'normalise-start-of-day',
    values: instants.map((value) => value.slice(0, 10)),
    run: (day) => startOfDay(day, ZONE),
  },
  { bench: 'normalise-birth-date', values: births, run: (value) => normaliseBirthDate(value, 'mdy') },
  {
    bench: 'normalise-clean-cell',
    values: make((at) => dirty(`Crew Tee ${at}`, [(text) => ` "${text}" `, () => 'N/A'])),
    run: cleanCell,
  },
  {
    bench: 'normalise-fold-text',
    values: make((at) => dirty(`Crew Tee ${at}`, [(text) => `Crème brûlée ${text}`])),
    run: foldText,
  },
];

checkAnswers();
for (const work of works)
  print(work.bench, work.values.length, cost(work.values, work.run), work.baseline && cost(work.values, work.baseline));
print(
  'normalise-date-order',
  tillTimes.length,
  processorSeconds(() => detectDateOrder(tillTimes)),
);

function print(bench: string, count: number, seconds: number, baselineSeconds?: number): void {
  const rate = Math.round(count / seconds);
  const baseline = baselineSeconds === undefined ? null : Math.round(count / baselineSeconds);
  const ratio = baseline === null ? null : Number((rate / baseline).toFixed(2));
  const peakMemoryMiB = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    JSON.stringify({ bench, size: count, seconds: Number(seconds.toFixed(3)), rate, baseline, ratio, peakMemoryMiB }),
  );
}

/** The best of three passes over the values; the first warms up. */
function cost(values: readonly string[], run: (value: string) => unknown): number {
  const pass = () => processorSeconds(() => values.forEach((value) => void run(value)));
  return Math.min(pass(), pass(), pass());
}

function processorSeconds(run: () => unknown): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return Math.max((user + system) / 1e6, 1e-6);
}

/** A wrong answer given fast is no result. */
function checkAnswers(): void {
  const share = (values: readonly string[], run: (value: string) => unknown) =>
    values.filter((value) => run(value) !== null).length / values.length;
  const answers = [
    share(emails, normaliseEmail) === 1,
    share(phones, (value) => normalisePhone(value, 'SE')) === 1,
    share(amounts, (value) => parseMoney(value, { decimalMark: '.', currency: 'USD' })) === 1,
    share(tillTimes, (value) => parseInstant(value, { order: 'mdy', zone: ZONE })) === 1,
    instants.every((value) => parseInstant(value, { order: 'ymd', zone: ZONE })?.getTime() === Date.parse(value)),
  ];
  if (answers.includes(false)) throw new Error(`wrong answers: ${answers.join(', ')}`);
}

function askLibrary(value: string): unknown {
  const number = parsePhoneNumberFromString(value, 'SE');
  return number?.isPossible() === true && number.getType();
}

function inZone(): Pick<Work, 'run' | 'baseline'> {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' });
  return { run: (value) => dayInZone(new Date(value), ZONE), baseline: (value) => format.format(new Date(value)) };
}

function make(value: (at: number) => string): string[] {
  return Array.from({ length: size }, (_, at) => value(at));
}

/** One value in ten is dirty. */
function dirty(text: string, dirt: readonly ((text: string) => string)[]): string {
  return random() < 0.9 ? text : pick(dirt)(text);
}

function below(limit: number): number {
  return Math.floor(random() * limit);
}

function digits(count: number): string {
  return String(below(10 ** count)).padStart(count, '1');
}

function pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
  return list[below(list.length)] as T;
}

function syllable(): string {
  return pick(['', 'son', 'berg', 'ley', 'er', 'ton', 'ström', 'ski', 'ova', 'ez']);
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
