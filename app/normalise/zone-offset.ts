import { toIanaZone } from './rails-zones.ts';

/**
 * Offsets from UTC out of `Intl`'s time-zone data, kept as the few changes of each stretch of time: asking `Intl`
 * costs 2 to 6 µs, the table 0.05 µs. Changes closer to each other than the step of the search would be missed; the
 * closest since 1970 are 6.96 days apart (Recife in October 2000; tz database 2026).
 */
const STRETCH_MS = 2 ** 35;
const SAMPLE_MS = 5 * 86_400_000;
/** Years 1 to 9999; beyond them the nearest offset holds. */
const MIN_MS = -62_135_596_800_000;
const MAX_MS = 253_402_300_799_999;
const DAY_MS = 86_400_000;

type Change = { from: number; offset: number };
type Zone = { format: Intl.DateTimeFormat; stretches: Map<number, readonly Change[]> };

const zones = new Map<string, Zone>();

/**
 * Milliseconds to add to UTC for the wall clock of a zone (IANA or Rails name; an unknown one counts as UTC) at an
 * instant.
 */
export function offsetAt(zoneName: string, utcMs: number): number {
  const zone = zoneOf(zoneName);
  const at = Math.min(Math.max(utcMs, MIN_MS), MAX_MS);
  const stretch = Math.floor(at / STRETCH_MS);
  let changes = zone.stretches.get(stretch);
  if (changes === undefined) {
    changes = findChanges(
      zone.format,
      Math.max(stretch * STRETCH_MS, MIN_MS),
      Math.min((stretch + 1) * STRETCH_MS, MAX_MS),
    );
    zone.stretches.set(stretch, changes);
  }
  return pickOffset(changes, at);
}

/**
 * The instant at which the wall clock of a zone shows `localMs` (the wall clock read as if it were UTC). A time that
 * the clock jumps over in spring moves on by the jump (02:30 → 03:30); one that comes twice in autumn is the first
 * (as Temporal's "compatible").
 */
export function instantOfWallClock(zoneName: string, localMs: number): number {
  const before = offsetAt(zoneName, localMs - DAY_MS);
  const after = offsetAt(zoneName, localMs + DAY_MS);
  const early = localMs - Math.max(before, after);
  const late = localMs - Math.min(before, after);
  if (early + offsetAt(zoneName, early) === localMs) return early;
  if (late + offsetAt(zoneName, late) === localMs) return late;
  return localMs - before;
}

function pickOffset(changes: readonly Change[], at: number): number {
  let offset = changes[0]?.offset ?? 0;
  for (const change of changes) {
    if (change.from > at) break;
    offset = change.offset;
  }
  return offset;
}

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known !== undefined) return known;

  const iana = toIanaZone(name) ?? 'UTC';
  const shared = iana === name ? undefined : zones.get(iana);
  const zone = shared ?? { format: clockOf(iana), stretches: new Map<number, readonly Change[]>() };
  if (zones.size < 2_000) zones.set(name, zone);
  return zone;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
}

function findChanges(format: Intl.DateTimeFormat, from: number, to: number): Change[] {
  const changes: Change[] = [{ from, offset: askOffset(format, from) }];
  for (let start = from; start < to; start += SAMPLE_MS) {
    const end = Math.min(start + SAMPLE_MS, to);
    const before = changes.at(-1)?.offset ?? 0;
    const after = askOffset(format, end);
    if (after !== before) changes.push({ from: findChange(format, start, end, before), offset: after });
  }
  return changes;
}

/** The first second at which the offset is no longer `before`. */
function findChange(format: Intl.DateTimeFormat, start: number, end: number, before: number): number {
  let low = Math.floor(start / 1_000);
  let high = Math.ceil(end / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(format, middle * 1_000) === before) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

function askOffset(format: Intl.DateTimeFormat, utcMs: number): number {
  const seconds = Math.floor(utcMs / 1_000) * 1_000;
  const field: Record<string, number> = {};
  for (const part of format.formatToParts(seconds)) field[part.type] = Number(part.value);
  const wall = new Date(0);
  wall.setUTCFullYear(field['year'] ?? 1970, (field['month'] ?? 1) - 1, field['day'] ?? 1);
  wall.setUTCHours(field['hour'] ?? 0, field['minute'] ?? 0, field['second'] ?? 0, 0);
  return wall.getTime() - seconds;
}
