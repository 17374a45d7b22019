import type { Household } from './households.ts';
import { cumulate, Random } from './random.ts';
import { type Channel, timeOnDay } from './season.ts';
import { makeShopper, type Shopper } from './shoppers.ts';
import { stores } from './stores.ts';
import type { World } from './world.ts';

/** One purchase about to be made: who, when, where. */
export type Visit = {
  /** Position in the household; null for a passer-by whom no source knows. */
  position: number | null;
  at: number;
  day: number;
  channel: Channel;
  /** Number of the store; -1 online. */
  store: number;
  /** First purchase of this person. */
  isFirst: boolean;
  /** Placed by the shop's own staff to try the checkout. */
  isTest: boolean;
};

export type ShoppingPlan = { shoppers: readonly Shopper[]; visits: readonly Visit[] };

/** Passers-by at the till per household of customers. */
const passersByEach = 0.46;
/** One test order for so many households. */
const testsEach = 1 / 250;

/**
 * What a household buys over the record, in order of time, and with it its share of the passers-by.
 * Purchases of a person follow a Poisson process whose rate varies with the season, from the first one until dropout:
 * the truth behind a Pareto/NBD model. Pure and cheap (about 10 µs a household): it is run once ahead to number the orders.
 */
export function planShopping(world: World, household: Household): ShoppingPlan {
  const random = new Random(world.seed, 'visits', household.index);
  const shoppers = household.people.map((person) => makeShopper(world, household, person));
  const visits = shoppers.flatMap((shopper, position) => visitsOf(world, random, shopper, position));
  for (let n = random.poisson(passersByEach); n > 0; n--) visits.push(passerBy(world, random));
  if (random.chance(testsEach)) visits.push({ ...anyDay(world, random, 'online', -1), isTest: true });
  return {
    shoppers,
    visits: visits.filter((visit) => visit.at <= world.now).sort((a, b) => a.at - b.at),
  };
}

/** Whether the sale ends up in Shopify: everything online, and the till of the newest store. */
export function sellsOnShopify(visit: Visit): boolean {
  return visit.channel === 'online' || stores[visit.store]?.till === 'shopify';
}

function visitsOf(world: World, random: Random, shopper: Shopper, position: number): Visit[] {
  if (shopper.firstDay < 0) return [];
  const { season, calendar } = world;
  const end = Math.min(shopper.lastDay, calendar.dates.length);
  const visits = [visitOn(world, random, { shopper, position, day: openDay(world, shopper), isFirst: true })];
  // Thinning (Lewis and Shedler 1979): candidates at the peak rate, kept in proportion to the day's rate.
  for (let day = shopper.firstDay; ; ) {
    day += random.exponential(1 / (shopper.perDay * season.peak));
    if (!(day < end)) return visits;
    if (!random.chance(appetite(world, shopper, Math.floor(day)) / season.peak)) continue;
    visits.push(visitOn(world, random, { shopper, position, day: Math.floor(day), isFirst: false }));
  }
}

/** Givers come for presents, bargain hunters for sales; the rest follow the season. */
function appetite(world: World, shopper: Shopper, day: number): number {
  const { season } = world;
  const busy = season.busy[shopper.reach === 'till' ? 'till' : 'online'][day] as number;
  if (shopper.persona === 'giver' && !season.gifting[day]) return busy * 0.15;
  if (shopper.persona === 'bargain' && !season.sale[day]) return busy * 0.3;
  return busy;
}

type Arrival = { shopper: Shopper; position: number; day: number; isFirst: boolean };

function visitOn(world: World, random: Random, { shopper, position, day, isFirst }: Arrival): Visit {
  const wantsTill = shopper.reach === 'till' || (shopper.reach === 'both' && random.chance(0.5));
  const isOpen = (world.season.busy.till[day] as number) > 0;
  const channel: Channel = wantsTill && isOpen ? 'till' : 'online';
  // One visit to a till in twelve is to another of the stores.
  const store = channel === 'online' ? -1 : random.chance(1 / 12) ? random.int(stores.length) : shopper.store;
  const at = timeOnDay(random, world.calendar, day, channel);
  return { position, at, day, channel, store, isFirst, isTest: false };
}

/** The day of the first purchase, moved off a day on which the stores are closed. */
function openDay(world: World, shopper: Shopper): number {
  if (shopper.reach !== 'till' || (world.season.busy.till[shopper.firstDay] as number) > 0) return shopper.firstDay;
  return Math.max(0, shopper.firstDay - 1);
}

const storeShares = cumulate([34, 20, 14, 22, 10]);

function passerBy(world: World, random: Random): Visit {
  return anyDay(world, random, 'till', random.weighted(storeShares));
}

function anyDay(world: World, random: Random, channel: Channel, store: number): Visit {
  const { season, calendar } = world;
  for (;;) {
    const day = random.weighted(season.arrival);
    if (channel === 'till' && !random.chance((season.busy.till[day] as number) / season.peak)) continue;
    const at = timeOnDay(random, calendar, day, channel);
    return { position: null, at, day, channel, store, isFirst: false, isTest: false };
  }
}
