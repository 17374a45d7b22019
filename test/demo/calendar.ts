/** Days of the shop's wall calendar and their instants: US Eastern time, computed because Intl costs 2 µs a call. */
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const switches = new Map<number, { spring: number; autumn: number }>();

/** Hours that Eastern time is behind UTC at an instant: 4 in summer, 5 in winter (rule in force since 2007). */
function easternOffsetMs(instant: number): number {
  const year = Number(isoDay(instant - 5 * hourMs).slice(0, 4));
  let turn = switches.get(year);
  if (!turn) {
    // Second Sunday of March and first of November, both at 2 a.m. by the clock then in force.
    turn = { spring: sunday(year, 2, 2) + 7 * hourMs, autumn: sunday(year, 10, 1) + 6 * hourMs };
    switches.set(year, turn);
  }
  return (instant >= turn.spring && instant < turn.autumn ? 4 : 5) * hourMs;
}

/** The shop's local day and time: `{ day: '2026-03-01', time: '17:05:09' }`. */
export function easternClock(instant: number): { day: string; time: string } {
  const local = instant - easternOffsetMs(instant);
  return { day: isoDay(local), time: isoTime(local) };
}

/** ISO 8601 in UTC without milliseconds, as Shopify writes it. */
export function isoInstant(instant: number): string {
  return `${isoDay(instant)}T${isoTime(instant)}Z`;
}

const days = new Map<number, string>();

/** 'YYYY-MM-DD' in UTC. Days are remembered: Date.toISOString was a tenth of the generator's time. */
export function isoDay(instant: number): string {
  const number = Math.floor(instant / dayMs);
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * dayMs).toISOString().slice(0, 10);
    days.set(number, day);
  }
  return day;
}

/** 'HH:MM:SS' in UTC. */
export function isoTime(instant: number): string {
  const second = Math.floor(instant / 1000);
  return `${twoDigits(Math.floor(second / 3600) % 24)}:${twoDigits(Math.floor(second / 60) % 60)}:${twoDigits(second % 60)}`;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}

/** The shop's days on record, the last one being the day of `now`. */
export type Calendar = {
  now: number;
  /** Instant of local midnight of every day, in UTC milliseconds. */
  midnights: Float64Array;
  /** Month 0-11, day of month 1-31 and weekday 0 = Sunday of every day. */
  dates: readonly { month: number; date: number; weekday: number }[];
};

export function makeCalendar(now: number, years: number): Calendar {
  const days = Math.round(years * 365.25);
  const lastLocal = Math.floor((now - easternOffsetMs(now)) / dayMs) * dayMs;
  const midnights = new Float64Array(days);
  const dates = Array.from({ length: days }, (_, i) => {
    const local = lastLocal - (days - 1 - i) * dayMs;
    midnights[i] = local + easternOffsetMs(local + 5 * hourMs);
    const day = new Date(local);
    return { month: day.getUTCMonth(), date: day.getUTCDate(), weekday: day.getUTCDay() };
  });
  return { now, midnights, dates };
}

function sunday(year: number, month: number, nth: number): number {
  const first = new Date(Date.UTC(year, month, 1));
  return Date.UTC(year, month, 1 + ((7 - first.getUTCDay()) % 7) + (nth - 1) * 7);
}
