import type { Random } from './random.ts';
import type { Visit } from './shopping.ts';
import type { World } from './world.ts';

/** A price reduction: its share of the price, and the code it is booked under; null when none. */
export type Offer = { share: number; code: string | null };

const none: Offer = { share: 0, code: null };

/** In a sale most take part; else a first purchase online may be welcomed, and the thrifty find a code by themselves. */
export function drawOffer(world: World, random: Random, visit: Visit, thrift: number): Offer {
  const isOnline = visit.channel === 'online';
  if (world.season.sale[visit.day]) {
    const month = world.calendar.dates[visit.day]?.month ?? 0;
    return random.chance(isOnline ? 0.6 : 0.45) ? saleOf(month) : none;
  }
  if (isOnline && visit.isFirst && random.chance(0.22)) return { share: 0.1, code: 'WELCOME10' };
  return random.chance(thrift) ? { share: 0.15, code: isOnline ? 'FRIENDS15' : 'NEIGHBOR15' } : none;
}

function saleOf(month: number): Offer {
  if (month === 10) return { share: 0.2, code: 'BLACKFRIDAY20' };
  return month === 0 ? { share: 0.25, code: 'WINTER25' } : { share: 0.15, code: 'MIDSUMMER15' };
}
