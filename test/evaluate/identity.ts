import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { toComparable } from '#app/identity/comparable.ts';
import { explainPair } from '#app/identity/explain-pair.ts';
import { type ResolvedRecords, resolveRecords } from '#app/identity/resolve-records.ts';
import { type DemoPerson, readDemoPeople } from './demo-people.ts';
import { isKey, ownTruth, type Truth, truthColumn, truthTable } from './identity-truth.ts';
import { markPairs, markPartition } from './pair-quality.ts';
import { type Person, readPeople } from './people-records.ts';
import { type PeopleTable, readPeopleTable } from './people-table.ts';

/**
 * npm run evaluate -- identity [--records F [--records F2] [--truth-column C | --truth C-or-F]] [--country CC] [--show]
 * npm run evaluate -- identity --demo 100000 [--seed 7]
 * Resolves files of people as the product would and marks the profiles against the truth. Without files: every data set under
 * ../shared/data/identity (or $ONEFOLD_DATA). `--demo`: the demo retailer of so many people against its answer key. One JSON object a data set; the last line is the result, or all of them.
 */
const { values: flags } = parseArgs({
  options: {
    records: { type: 'string', multiple: true, default: [] },
    file: { type: 'string', multiple: true, default: [] },
    'truth-column': { type: 'string' },
    truth: { type: 'string' },
    country: { type: 'string', default: 'US' },
    demo: { type: 'string' },
    seed: { type: 'string', default: '7' },
    show: { type: 'boolean', default: false },
  },
});

type DataSet = { name: string; tables: PeopleTable[]; truth: Truth; rivals: { name: string; truth: Truth }[] };

/** `ONEFOLD_DATA` may be the folder of all data or that of these. */
function dataFolder(): string {
  const given = process.env['ONEFOLD_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');
  return existsSync(join(given, 'identity')) ? join(given, 'identity') : given;
}

async function evaluateFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) {
    process.stdout.write(`${JSON.stringify({ skipped: true, reason: `There is no folder ${folder}.` })}\n`);
    return;
  }
  const results: object[] = [];
  for (const [name, paths] of filesBySet(folder)) {
    const set = await setOfFiles(name, paths);
    if (set === null) continue;
    const result = await evaluate(set);
    results.push(result);
    process.stdout.write(`${JSON.stringify(result)}\n`);
  }
  process.stdout.write(`${JSON.stringify({ sets: results })}\n`);
}

const TABLE = /\.(?:csv|tsv|txt|jsonl|ndjson|json)$/i;

/** Files of one subfolder are one set; of others those whose names differ in a last letter only (`x4a`, `x4b`). */
function filesBySet(folder: string): Map<string, string[]> {
  const sets = new Map<string, string[]>();
  for (const name of readdirSync(folder).sort()) {
    const path = join(folder, name);
    const inner = statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((file) => TABLE.test(file))
          .sort()
      : null;
    if (inner !== null)
      sets.set(
        name,
        inner.map((file) => join(path, file)),
      );
    else if (TABLE.test(name)) {
      const set = name.replace(TABLE, '').replace(/(?<=\d)[a-z]$/i, '');
      sets.set(set, [...(sets.get(set) ?? []), path]);
    }
  }
  return sets;
}

/** Null when no file says what is true. */
async function setOfFiles(name: string, paths: readonly string[]): Promise<DataSet | null> {
  const all = await Promise.all(paths.map(readPeopleTable));
  const keys = all.filter(isKey);
  const tables = all.filter((table) => !isKey(table));
  const isRival = ({ name: file }: PeopleTable) => /altern|rival|predict|baseline/i.test(file);
  const key = keys.find((table) => !isRival(table));
  const truth = key === undefined ? ownTruth(tables) : truthTable(key);
  const rivals = keys.filter(isRival).map((table) => ({ name: table.name, truth: truthTable(table) }));
  return truth === null ? null : { name, tables, truth, rivals };
}

async function givenSet(paths: readonly string[]): Promise<DataSet> {
  const tables = await Promise.all(paths.map(readPeopleTable));
  const said = flags['truth-column'] ?? flags.truth;
  const truth =
    said === undefined
      ? ownTruth(tables)
      : existsSync(said)
        ? truthTable(await readPeopleTable(said))
        : truthColumn(said);
  if (truth === null) throw new Error('Nothing says which records are one person: give --truth-column or --truth.');
  return { name: paths.join(' + '), tables, truth, rivals: [] };
}

async function evaluate({ name, tables, truth, rivals }: DataSet): Promise<object> {
  const shop = { currency: 'USD', zone: 'UTC', country: flags.country };
  const people: Person[] = [];
  const fields: Record<string, string | null> = {};
  for (const [at, table] of tables.entries()) {
    const read = await readPeople(table, truth.columns, shop, people.length + 1, at + 1);
    for (const person of read.people) people.push(person);
    Object.assign(fields, read.fields);
  }
  const entities = numbered(people.map((person, at) => truth.entityOf(person) ?? `nobody ${at}`));
  const comparables = people.map(({ record }) => toComparable(record));
  const started = performance.now();
  const resolved = await resolveRecords(comparables, []);
  const seconds = (performance.now() - started) / 1000;
  if (flags.show) show(people, entities, resolved);
  return {
    set: name,
    ...markPartition(resolved.clusterOf, entities),
    emailAlone: markPairs(sameEmail(people), entities),
    ...(rivals.length === 0
      ? {}
      : {
          rivals: rivals.map((rival) => ({
            name: rival.name,
            ...markPartition(
              numbered(people.map((person, at) => rival.truth.entityOf(person) ?? `nobody ${at}`)),
              entities,
            ),
          })),
        }),
    reviewItems: resolved.reviews.length,
    seconds: Number(seconds.toFixed(3)),
    modelVersion: resolved.model.version,
    fields,
  };
}

/** The demo retailer: every record takes part, those that the answer key names are marked. */
async function evaluateDemo(size: number): Promise<object> {
  const people = await readDemoPeople(size, Number(flags.seed));
  const comparables = people.map(({ record }) => toComparable(record));
  const started = performance.now();
  const resolved = await resolveRecords(comparables, []);
  const seconds = (performance.now() - started) / 1000;
  const marked = people.flatMap(({ personId }, at) => (personId === null ? [] : [at]));
  const found = marked.map((at) => resolved.clusterOf[at] as number);
  return {
    set: `demo retailer of ${size}`,
    allRecords: people.length,
    ...markPartition(found, numbered(marked.map((at) => people[at]!.personId as string))),
    households: markHouseholds(people, resolved),
    reviewItems: resolved.reviews.length,
    seconds: Number(seconds.toFixed(3)),
    modelVersion: resolved.model.version,
  };
}

/** Of the household relations found, how many join two people of one household. */
function markHouseholds(people: readonly DemoPerson[], { households }: ResolvedRecords): object {
  const known = households.filter(({ a, b }) => people[a]!.householdId !== null && people[b]!.householdId !== null);
  const right = known.filter(({ a, b }) => people[a]!.householdId === people[b]!.householdId);
  return { relations: households.length, precision: Number((right.length / Math.max(1, known.length)).toFixed(4)) };
}

function numbered(labels: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(labels, (label) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
}

/** What a rule "same e-mail, same person" would say. */
function sameEmail(people: readonly Person[]): Set<string> {
  const holders = new Map<string, number[]>();
  people.forEach(({ record }, at) => {
    for (const email of record.emails ?? []) holders.set(email, [...(holders.get(email) ?? []), at]);
  });
  const pairs = new Set<string>();
  for (const rows of holders.values())
    rows.forEach((b, at) => {
      for (const a of rows.slice(0, at)) pairs.add(`${Math.min(a, b)} ${Math.max(a, b)}`);
    });
  return pairs;
}

/** Wrong and missed pairs with what speaks for and against them, on standard error: to learn from. */
function show(people: readonly Person[], entities: Int32Array, { clusterOf, context }: ResolvedRecords): void {
  const line = (at: number) => `  ${people[at]?.externalId} ${Object.values(people[at]?.row ?? {}).join('|')}\n`;
  for (let b = 0; b < people.length; b += 1) {
    for (let a = 0; a < b; a += 1) {
      const same = entities[a] === entities[b];
      if ((clusterOf[a] === clusterOf[b]) === same) continue;
      const { bits, household, fields, veto, positiveGroups } = explainPair(context, a, b);
      const evidence = fields.map((field) => `${field.field} ${field.level} ${field.bits}`).join(', ');
      const verdict = `${same ? 'missed' : 'wrong'}: ${bits} bits, household ${household}, groups ${positiveGroups}, veto ${veto}`;
      process.stderr.write(`${verdict}; ${evidence}\n${line(a)}${line(b)}`);
    }
  }
}

const files = [...flags.records, ...flags.file];
if (flags.demo !== undefined) process.stdout.write(`${JSON.stringify(await evaluateDemo(Number(flags.demo)))}\n`);
else if (files.length > 0) process.stdout.write(`${JSON.stringify(await evaluate(await givenSet(files)))}\n`);
else await evaluateFolder(dataFolder());
