import { type Calendar, makeCalendar } from './calendar.ts';
import { type Catalogue, makeCatalogue } from './catalogue.ts';
import { makeSeason, type Season } from './season.ts';
import { Shelves } from './shelves.ts';

/** What every part of the generator may know: the choices of the caller and what follows from them alone. */
export type World = {
  seed: number;
  /** How many true people; households of several count each of them. */
  people: number;
  /** End of the record, UTC milliseconds: no instant lies after it. */
  now: number;
  /** Beginning of the record. */
  start: number;
  calendar: Calendar;
  season: Season;
  catalogue: Catalogue;
  shelves: Shelves;
};

export type RetailerOptions = {
  people: number;
  seed: number;
  now: Date;
  /** Length of the record. Default 3. */
  years?: number;
};

export function makeWorld({ people, seed, now, years = 3 }: RetailerOptions): World {
  const end = Math.floor(now.getTime() / 1000) * 1000;
  const calendar = makeCalendar(end, years);
  const start = calendar.midnights[0] as number;
  const catalogue = makeCatalogue(seed, start);
  return {
    seed,
    people,
    now: end,
    start,
    calendar,
    season: makeSeason(calendar),
    catalogue,
    shelves: new Shelves(catalogue),
  };
}
