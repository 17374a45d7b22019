import type { Calendar } from './calendar.ts';
import { cumulate, type Random } from './random.ts';

export type Channel = 'online' | 'till';

/** How busy each day is by channel (mean about 1), and where new customers come from. */
export type Season = {
  busy: Readonly<Record<Channel, Float64Array>>;
  /** Only the weeks in which presents are bought: 1 or 0. */
  gifting: Uint8Array;
  /** Days with a sale on: Black Friday week, January, midsummer: 1 or 0. */
  sale: Uint8Array;
  peak: number;
  /** Cumulative weights of the day on which a customer first buys: season times steady growth. */
  arrival: Float64Array;
};

const weekdays: Readonly<Record<Channel, readonly number[]>> = {
  online: [1.22, 1.12, 1.0, 0.98, 0.97, 0.88, 0.83],
  till: [1.1, 0.62, 0.68, 0.8, 0.95, 1.25, 1.6],
};
/** January to December, by month: a shop of presents and warm things. */
const months = [0.86, 0.74, 0.82, 0.86, 0.95, 0.98, 0.92, 0.9, 1.0, 1.1, 1.42, 1.75];
/** New customers a day at the end of the record against its beginning. */
const growthOverRecord = 1.9;

export function makeSeason(calendar: Calendar): Season {
  const days = calendar.dates.length;
  const season: Season = {
    busy: { online: new Float64Array(days), till: new Float64Array(days) },
    gifting: new Uint8Array(days),
    sale: new Uint8Array(days),
    peak: 0,
    arrival: new Float64Array(days),
  };
  const arrivals = calendar.dates.map((day, i) => {
    season.sale[i] = isSale(day.month, day.date) ? 1 : 0;
    season.gifting[i] = isGifting(day.month, day.date) ? 1 : 0;
    const base = (months[day.month] as number) * (season.sale[i] ? 1.35 : 1);
    season.busy.online[i] = base * (weekdays.online[day.weekday] as number);
    season.busy.till[i] = isClosed(day.month, day.date) ? 0 : base * (weekdays.till[day.weekday] as number);
    season.peak = Math.max(season.peak, season.busy.online[i] as number, season.busy.till[i] as number);
    return base * growthOverRecord ** (i / days);
  });
  season.arrival = cumulate(arrivals);
  return season;
}

/** Local opening hours 9 to 19; online the evening is the busiest. */
const hourWeights: Readonly<Record<Channel, Float64Array>> = {
  online: cumulate([2, 1, 0.5, 0.3, 0.3, 0.6, 1.5, 3, 4, 5, 5.5, 5.5, 6, 5.5, 5, 5, 5, 5.5, 6.5, 8, 9.5, 10, 8, 4.5]),
  till: cumulate(Array.from({ length: 24 }, (_, hour) => (hour < 9 || hour > 18 ? 0 : 6 - Math.abs(hour - 14) * 0.7))),
};

/** An instant on the given day of the record, at an hour that suits the channel; to the millisecond. */
export function timeOnDay(random: Random, calendar: Calendar, day: number, channel: Channel): number {
  const hour = random.weighted(hourWeights[channel]);
  return (calendar.midnights[day] as number) + Math.floor((hour + random.next()) * 3_600_000);
}

function isSale(month: number, date: number): boolean {
  if (month === 10) return date >= 22;
  if (month === 0) return date >= 2 && date <= 18;
  return (month === 5 && date >= 24) || (month === 6 && date <= 10);
}

function isGifting(month: number, date: number): boolean {
  return (month === 10 && date >= 15) || (month === 11 && date <= 23) || (month === 4 && date <= 12);
}

/** Thanksgiving moves and is left open, as malls do. */
function isClosed(month: number, date: number): boolean {
  return (month === 11 && date === 25) || (month === 0 && date === 1);
}
