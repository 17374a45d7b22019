import { type Cause, groupAlarms } from '#app/quality/group-alarms.ts';
import { judgeDay } from '#app/quality/judge-day.ts';
import { judgeBatches, LOOKS } from './quality-batches.ts';
import { FAULTS, type FaultKind, placeOf } from './quality-faults.ts';
import { judgeFiles } from './quality-files.ts';
import { createRandom } from './quality-random.ts';
import { type BendOf, DAYS, LEARNING_DAYS, OUTLETS, simulate, TIMELINE } from './quality-year.ts';

/**
 * The monitors over simulated years of a retailer: `npm run evaluate -- quality [years]`. Each year is judged twice: with a
 * fault of every kind planted one after the other, and without any. The last line of standard output is one JSON object:
 * precision and recall of incidents, days until they are noticed, what batches show before the night, false alarms a month in the clean year, and what was missed.
 */
const YEARS = Number(process.argv[2] ?? 4);
/** Days that a fault lasts, and those after it in which its alarm still counts as its own. */
const LASTS = 7;
const ECHO = 7;
const SPACING = Math.floor(365 / FAULTS.length);
/** A cause that shows again within so many days is the same incident. */
const SAME_INCIDENT_DAYS = 3;

type Planted = { kind: FaultKind; from: number; strikes: ReturnType<typeof placeOf> };
type Incident = { key: string; from: number; last: number; cause: Cause };

function plant(seed: number): Planted[] {
  const random = createRandom(seed * 7919);
  const waiting = FAULTS.map((kind) => ({ kind, at: random.uniform() })).sort((a, b) => a.at - b.at);
  const order: typeof waiting = [];
  // Two faults of one place in a row would be one incident, to a person as well.
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ kind }) => kind.at !== order.at(-1)?.kind.at);
    order.push(...waiting.splice(Math.max(0, next), 1));
  }
  return order.map(({ kind }, nth) => ({
    kind,
    from: LEARNING_DAYS + nth * SPACING + random.below(SPACING - LASTS),
    strikes: placeOf(kind.at, random.below),
  }));
}

function bendBy(planted: readonly Planted[]): BendOf {
  return (outlet, day) => {
    const fault = planted.find((one) => day >= one.from && day < one.from + LASTS && one.strikes(outlet.scope));
    return fault ? fault.kind.bend(day - fault.from) : null;
  };
}

/** A cause that batches showed on a day: at which look, and whether the night says so too. */
type Early = { key: string; day: number; look: number; confirmed: boolean };

/** Judges day after day, as each night does, and keeps a cause open while it shows; `early`: takes what batches show before. */
function watch(seed: number, planted: readonly Planted[], early: Early[]): Incident[] {
  const watched = simulate(seed, bendBy(planted));
  const incidents: Incident[] = [];
  for (let day = 200; day < DAYS; day++) {
    const open = incidents.filter((one) => day - one.last <= SAME_INCIDENT_DAYS);
    const batches = day < LEARNING_DAYS ? new Map<string, number>() : judgeBatches(watched, day, seed);
    const causes = groupAlarms(judgeDay(watched, day, TIMELINE), new Set(open.map((one) => one.key)));
    early.push(
      ...[...batches].map(([key, look]) => ({ key, day, look, confirmed: causes.some((cause) => cause.key === key) })),
    );
    for (const cause of causes) {
      const known = open.find((one) => one.key === cause.key);
      if (known) {
        known.last = day;
      } else {
        incidents.push({ key: cause.key, from: day, last: day, cause });
      }
    }
  }
  return incidents.filter((one) => one.from >= LEARNING_DAYS);
}

function isOf({ kind, from, strikes }: Planted, incident: Incident): boolean {
  const sources = OUTLETS.filter(({ scope }) => strikes(scope)).map(({ scope }) => scope.sourceId);
  return (
    incident.from >= from &&
    incident.from < from + LASTS + ECHO &&
    sources.includes(incident.cause.sourceId) &&
    kind.families.length > 0
  );
}

const found: { name: string; days: number }[] = [];
const missed: string[] = [];
const strays: string[] = [];
const cleanAlarms: string[] = [];
const looks: number[] = [];
let ofShares = 0;
let batchFalseAlarms = 0;
let raised = 0;
let split = 0;
for (let seed = 1; seed <= YEARS; seed++) {
  const planted = plant(seed);
  const early: Early[] = [];
  const incidents = watch(seed, planted, early);
  raised += incidents.length;
  for (const fault of planted) {
    const own = incidents.filter((incident) => isOf(fault, incident));
    const right = own.find(({ cause }) => cause.alarms.some((alarm) => fault.kind.families.includes(alarm.family)));
    split += Math.max(0, own.length - 1);
    if (right) {
      found.push({ name: fault.kind.name, days: right.from - fault.from + 1 });
    } else {
      missed.push(`${seed}: ${fault.kind.name}`);
    }
  }
  for (const fault of planted.filter((one) => one.kind.bend(0).shares || one.kind.bend(0).amount)) {
    const sources = OUTLETS.filter(({ scope }) => fault.strikes(scope)).map(({ scope }) => scope.sourceId);
    const first = early.find(({ key, day }) => day === fault.from && sources.includes(Number(key.split(':')[1])));
    ofShares += 1;
    looks.push(...(first ? [first.look] : []));
  }
  const clean: Early[] = [];
  strays.push(...incidents.filter((one) => !planted.some((fault) => isOf(fault, one))).map((one) => nameOf(seed, one)));
  cleanAlarms.push(...watch(seed, [], clean).map((one) => nameOf(seed, one)));
  batchFalseAlarms += clean.filter(({ confirmed }) => !confirmed).length;
}
looks.sort((a, b) => a - b);
const files = judgeFiles(YEARS);
const days = found.map((one) => one.days).sort((a, b) => a - b);
console.log(
  JSON.stringify({
    years: YEARS,
    kinds: FAULTS.length + files.kinds,
    planted: YEARS * FAULTS.length + files.planted,
    found: found.length + files.found,
    recall: round((found.length + files.found) / (YEARS * FAULTS.length + files.planted)),
    precision: round((raised - strays.length + files.found) / (raised + files.found + files.falseAlarms)),
    incidentsBeyondOneAFault: split,
    medianDaysToNotice: days[Math.floor(days.length / 2)],
    falseAlarmsAMonth: round((strays.length + files.falseAlarms) / (12 * YEARS)),
    cleanFalseAlarmsAMonth: round((cleanAlarms.length + files.falseAlarms) / (12 * YEARS)),
    batches: {
      faultsOfShares: ofShares,
      shownOnTheirFirstDay: round(looks.length / ofShares),
      medianHours: ((looks[Math.floor(looks.length / 2)] ?? LOOKS) * 24) / LOOKS,
      falseAlarmsAMonth: round(batchFalseAlarms / (12 * YEARS)),
    },
    missed: [...missed, ...files.missed],
    strays,
    cleanAlarms,
  }),
);

function nameOf(seed: number, { from, cause }: Incident): string {
  const [alarm] = cause.alarms;
  return `${seed}: day ${from}, ${cause.key}, ${alarm?.figure} ${alarm?.found.toFixed(2)} for ${alarm?.expected.toFixed(2)}, z ${alarm?.z.toFixed(1)}, ${alarm?.span} days`;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
