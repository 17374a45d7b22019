import type { Random } from './random.ts';
import type { SaleLine } from './sale-line.ts';
import type { Visit } from './shopping.ts';
import type { World } from './world.ts';

export type ReturnedLine = { position: number; quantity: number; subtotalMinor: number; taxMinor: number };

/** Goods brought or sent back; shipping is not given back. */
export type Return = { at: number; lines: readonly ReturnedLine[]; amountMinor: number };

export type Cancellation = {
  at: number;
  reason: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'DECLINED';
  /** Money had been taken and was given back in full; else the payment was voided. */
  refunded: boolean;
};

const dayMs = 86_400_000;
const clothing = new Set(['Outerwear', 'Knitwear']);

type SoldGoods = { visit: Visit; lines: readonly SaleLine[] };

/** Returns happen 3 to 40 days on, for clothing twice as often; those after `now` have not happened. */
export function drawReturn(world: World, random: Random, sale: SoldGoods, inclination: number): Return | null {
  if (sale.visit.isTest) return null;
  const hasClothing = sale.lines.some((line) => clothing.has(line.product.type));
  const habit = inclination * (hasClothing ? 1.6 : 0.8) * (sale.visit.channel === 'online' ? 1.2 : 0.8);
  if (!random.chance(habit)) return null;
  // Some days on and near the same hour, so that a till is open.
  const at = sale.visit.at + Math.floor(3 + random.next() ** 2 * 37) * dayMs + random.int(3_600_000);
  const returnable = sale.lines.flatMap((line, position) => (line.product.isGiftCard ? [] : [position]));
  if (at > world.now || returnable.length === 0) return null;
  const isAll = random.chance(0.35);
  const chosen = isAll ? returnable : [random.pick(returnable)];
  const lines = chosen.map((position) => {
    const line = sale.lines[position] as SaleLine;
    return giveBack(line, position, isAll ? line.quantity : random.between(1, line.quantity));
  });
  return { at, lines, amountMinor: lines.reduce((sum, line) => sum + line.subtotalMinor + line.taxMinor, 0) };
}

export function drawCancellation(world: World, random: Random, visit: Visit): Cancellation | null {
  if (visit.channel !== 'online' || visit.isTest || !random.chance(0.013)) return null;
  const at = Math.floor(visit.at + (0.2 + random.next() * 30) * 3_600_000);
  if (at > world.now) return null;
  const reason = random.pick(['CUSTOMER', 'CUSTOMER', 'INVENTORY', 'FRAUD', 'DECLINED'] as const);
  return { at, reason, refunded: reason !== 'DECLINED' && random.chance(0.75) };
}

/** A part of a line in proportion; the whole of it exactly. */
function giveBack(line: SaleLine, position: number, quantity: number): ReturnedLine {
  const net = line.variant.priceMinor * line.quantity - line.discountMinor;
  const share = quantity / line.quantity;
  return {
    position,
    quantity,
    subtotalMinor: quantity === line.quantity ? net : Math.floor(net * share),
    taxMinor: quantity === line.quantity ? line.taxMinor : Math.floor(line.taxMinor * share),
  };
}
