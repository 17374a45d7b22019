import type { Product } from './catalogue.ts';
import type { Home } from './homes.ts';
import { drawOffer } from './offers.ts';
import type { Person } from './people.ts';
import type { Persona } from './personas.ts';
import type { Random } from './random.ts';
import { type Cancellation, drawCancellation, drawReturn, type Return } from './returns.ts';
import type { SaleLine } from './sale-line.ts';
import type { Shopper } from './shoppers.ts';
import type { Visit } from './shopping.ts';
import { stores } from './stores.ts';
import type { World } from './world.ts';

/** One purchase in truth. Sum of unit × quantity − discount + tax + shipping = total, to the cent. */
export type Sale = {
  visit: Visit;
  lines: readonly SaleLine[];
  code: string | null;
  /** Sum of lines after discount. */
  subtotalMinor: number;
  discountMinor: number;
  taxMinor: number;
  shippingMinor: number;
  totalMinor: number;
  present: Present | null;
  returned: Return | null;
  cancellation: Cancellation | null;
};

/** Someone else than the payer gets the parcel. */
export type Present = { receiver: Person; home: Home };

/** Who buys, as far as the basket depends on it. Passers-by have no shopper. */
export type Buyer = {
  shopper: Pick<Shopper, 'persona' | 'themes' | 'thrift' | 'returns'>;
  /** What they use up and buy again; grows with each basket. */
  staples: Product[];
};

export type Purchase = { visit: Visit; buyer: Buyer; home: Home; present: Present | null };

export function makeSale(world: World, random: Random, { visit, buyer, home, present }: Purchase): Sale {
  const shipTo = present?.home ?? home;
  const offer = drawOffer(world, random, visit, buyer.shopper.thrift);
  const taxRate = visit.channel === 'till' ? (stores[visit.store]?.taxRate ?? 0) : onlineTax(shipTo);
  const lines = drawLines(world, random, visit, buyer).map((line): SaleLine => {
    const gross = line.variant.priceMinor * line.quantity;
    const discountMinor = line.product.isGiftCard ? 0 : Math.round(gross * offer.share);
    const taxMinor = line.product.isGiftCard ? 0 : Math.round((gross - discountMinor) * taxRate);
    return { ...line, discountMinor, taxMinor };
  });
  const discountMinor = sum(lines, (line) => line.discountMinor);
  const subtotalMinor = sum(lines, (line) => line.variant.priceMinor * line.quantity) - discountMinor;
  const taxMinor = sum(lines, (line) => line.taxMinor);
  const shippingMinor = visit.channel === 'online' ? shipping(shipTo, subtotalMinor, lines) : 0;
  const sale = {
    visit,
    lines,
    code: discountMinor > 0 ? offer.code : null,
    subtotalMinor,
    discountMinor,
    taxMinor,
    shippingMinor,
    totalMinor: subtotalMinor + taxMinor + shippingMinor,
    present,
  };
  const cancellation = drawCancellation(world, random, visit);
  return {
    ...sale,
    cancellation,
    returned: cancellation ? null : drawReturn(world, random, sale, buyer.shopper.returns),
  };
}

/** A stranger's taste: anyone's. */
export function passingBuyer(random: Random): Buyer {
  const persona = random.pick<Persona>(['homemaker', 'outdoor', 'giver', 'replenisher', 'bargain']);
  return { shopper: { persona, themes: [random.int(6), random.int(6)], thrift: 0.05, returns: 0.04 }, staples: [] };
}

type DrawnLine = Pick<SaleLine, 'product' | 'variant' | 'quantity' | 'keyedIn'>;

function drawLines(world: World, random: Random, visit: Visit, buyer: Buyer): DrawnLine[] {
  const month = world.calendar.dates[visit.day]?.month ?? 0;
  const more = (visit.channel === 'online' ? 0.42 : 0.36) + (month >= 10 ? 0.08 : 0);
  const lines: DrawnLine[] = [];
  do {
    const product = drawProduct(world, random, { visit, month, buyer });
    if (lines.some((line) => line.product === product)) continue;
    const keyedIn = visit.channel === 'till' && random.chance(0.02);
    lines.push({ product, variant: random.pick(product.variants), quantity: drawQuantity(random, product), keyedIn });
    if (product.replenishable && buyer.staples.length < 12) buyer.staples.push(product);
  } while (lines.length < 9 && random.chance(more));
  return lines;
}

function drawProduct(
  world: World,
  random: Random,
  { visit, month, buyer }: { visit: Visit; month: number; buyer: Buyer },
): Product {
  if (random.chance(month === 11 ? 0.03 : 0.01)) return world.catalogue.giftCard;
  const staple = buyer.staples.length > 0 && random.chance(0.4) ? random.pick(buyer.staples) : null;
  if (staple && visit.at < staple.retiredAt) return staple;
  return world.shelves.draw(random, buyer.shopper, { at: visit.at, month });
}

function drawQuantity(random: Random, product: Product): number {
  if (product.isGiftCard) return 1;
  if (product.type === 'Tableware') return random.among([68, 1], [17, 2], [10, 4], [5, 6]);
  return product.replenishable ? random.among([60, 1], [26, 2], [14, 3]) : random.among([94, 1], [6, 2]);
}

/** Sales tax where the parcel goes; none abroad. Rates are rounded, for a fictional shop. */
const stateTax: Readonly<Record<string, number>> = {
  ME: 0.055,
  NH: 0,
  MA: 0.0625,
  VT: 0.07,
  RI: 0.07,
  CT: 0.0635,
  NY: 0.08,
  NJ: 0.06625,
  PA: 0.06,
  OR: 0,
  AK: 0,
  CA: 0.0825,
};

function onlineTax(shipTo: Home): number {
  return shipTo.country === 'US' ? (stateTax[shipTo.region] ?? 0.06) : 0;
}

function shipping(shipTo: Home, subtotalMinor: number, lines: readonly SaleLine[]): number {
  if (lines.every((line) => line.product.isGiftCard)) return 0;
  if (shipTo.country === 'US') return subtotalMinor >= 7500 ? 0 : 695;
  return shipTo.country === 'CA' ? 1495 : 2495;
}

function sum<T>(list: readonly T[], of: (item: T) => number): number {
  return list.reduce((total, item) => total + of(item), 0);
}
