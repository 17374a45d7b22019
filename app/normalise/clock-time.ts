import { boundedMemo } from './bounded-memo.ts';
import { toIanaZone } from './rails-zones.ts';

export type ClockTime = { hour: number; minute: number; second: number; millisecond: number };

/** A date, a time and a zone as they stand in one text. */
export type DateAndTime = { date: string; time: ClockTime | null; zone: string };

const CLOCK =
  /(?:^|[\sT,])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?:\s*([ap])\.?\s?m\.?(?!\p{L}))?(?!\d)/iu;
const WHOLE_HOUR = /(?:^|[\s,])(\d{1,2})()()()\s*([ap])\.?\s?m\.?(?!\p{L})/iu;
/** `24.9.2026 14.05`, as Nordic spreadsheets have it: only behind a year. */
const DOTTED_CLOCK = /(?<=\d{4},?)\s+(?:kl\.?\s*)?(\d{1,2})\.(\d{2})(?:\.(\d{2}))?()()$/iu;
const LINK_WORD = /(?:[\s,]+(?:at|um|kl\.?|à|a las|ore|om|o))?[\s,T]*$/iu;
const TRAILING_ZONE = /^(.*?)\s+(Z|UTC|GMT|[A-Z]{3,4}|(?:GMT|UTC)?[+-]\d{2}:?\d{2})$/;
const TRAILING_YEAR = /^(.*?)\s*\b(\d{4})$/;

/**
 * Hours east of UTC of zone abbreviations, CST and BST as North America and Britain use them. IST, AST and others are
 * left out.
 */
const ABBREVIATIONS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    Z: 0,
    UTC: 0,
    GMT: 0,
    WET: 0,
    WEST: 1,
    CET: 1,
    CEST: 2,
    MEZ: 1,
    MESZ: 2,
    EET: 2,
    EEST: 3,
    MSK: 3,
    EST: -5,
    EDT: -4,
    CDT: -5,
    CST: -6,
    MST: -7,
    MDT: -6,
    PST: -8,
    PDT: -7,
    AKST: -9,
    AKDT: -8,
    HST: -10,
    NZST: 12,
    NZDT: 13,
    AEST: 10,
    AEDT: 11,
    AWST: 8,
    ACST: 9.5,
    ACDT: 10.5,
    JST: 9,
    KST: 9,
    SGT: 8,
    HKT: 8,
    BST: 1,
    NST: -3.5,
    NDT: -2.5,
    ADT: -3,
  }),
);

/** Takes a text apart at its clock time. `null` = the clock is impossible (25:00, 13:00 PM). */
export function splitAtClock(text: string): DateAndTime | null {
  const match = CLOCK.exec(text) ?? WHOLE_HOUR.exec(text) ?? DOTTED_CLOCK.exec(text);
  if (match === null) return { date: text, time: null, zone: '' };

  const time = readClock(match[1] ?? '', match[2] ?? '', match[3] ?? '', match[4] ?? '', match[5]);
  if (time === null) return null;
  const before = text.slice(0, match.index).replace(LINK_WORD, '').trim();
  const after = text.slice(match.index + match[0].length).trim();
  return { time, ...(before === '' ? dateBehindClock(after) : zoneBehindClock(before, after)) };
}

/** Minutes east of UTC, an IANA zone, or `null` for a zone that is not known or means several. */
export const readZone: (text: string) => { minutes: number } | { zone: string } | null = boundedMemo((text) => {
  const bare = text.replace(/^\[(.*)\]$/, '$1').replace(/^\(([A-Za-z/_]+)\)$/, '$1');
  const offset = /^(?:GMT|UTC)?\s?([+-])(\d{1,2}):?(\d{2})?(?::?\d{2})?(?:\s*[([].*[)\]])?$/i.exec(bare);
  if (offset) {
    const minutes = Number(offset[2]) * 60 + Number(offset[3] ?? 0);
    return minutes > 15 * 60 ? null : { minutes: offset[1] === '-' ? -minutes : minutes };
  }
  const hours = ABBREVIATIONS.get(bare.toUpperCase());
  if (hours !== undefined) return { minutes: hours * 60 };
  const zone = toIanaZone(bare);
  return zone === null ? null : { zone };
}, 2_000);

/** `20:12:59 Jan 13, 2009 PST`. */
function dateBehindClock(rest: string): { date: string; zone: string } {
  const zoned = TRAILING_ZONE.exec(rest);
  return zoned ? { date: zoned[1] ?? '', zone: zoned[2] ?? '' } : { date: rest.replace(/^,\s*/, ''), zone: '' };
}

/** `Thu Sep 24 10:00:00 UTC 2026` has its year behind the zone. */
function zoneBehindClock(date: string, after: string): { date: string; zone: string } {
  const dated = /\d{4}/.test(date) ? null : TRAILING_YEAR.exec(after);
  return dated ? { date: `${date} ${dated[2] ?? ''}`, zone: dated[1] ?? '' } : { date, zone: after };
}

function readClock(
  hourText: string,
  minuteText: string,
  secondText: string,
  fraction: string,
  half: string | undefined,
): ClockTime | null {
  const minute = Number(minuteText);
  const second = Number(secondText);
  const hour = half ? hourOfHalf(Number(hourText), half.toLowerCase()) : Number(hourText);
  if (hour === null || hour > 23 || minute > 59 || second > 59) return null;
  return { hour, minute, second, millisecond: Number(fraction.slice(0, 3).padEnd(3, '0')) };
}

/** 12 AM is midnight. `0:30 AM` is written by some tills; `13:00 PM` contradicts itself. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour > 12 || (hour === 0 && half === 'p')) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
