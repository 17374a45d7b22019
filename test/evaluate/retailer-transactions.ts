import { generateRetailer, type RetailerPart } from '#test/demo/generate-retailer.ts';
import type { Transactions } from './read-transactions.ts';

const SEED = 7;
/** The day on which all sizes end, so that a figure can be had again. */
const NOW = new Date('2026-11-24T00:00:00Z');
const DAY_MS = 86_400_000;

/** What the demo retailer's people truly bought, day by day, with what they brought back; no tests, nothing cancelled. */
export function retailerTransactions(people: number): Transactions {
  const numbers = new Map<string, number>();
  const rows: Transactions['rows'][number][] = [];
  for (const part of generateRetailer({ people, seed: SEED, now: NOW }).parts()) {
    for (const sale of part.sales) {
      const id = buyerOf(part, sale);
      if (id === null) continue;
      const customer = numbers.get(id) ?? numbers.size;
      numbers.set(id, customer);
      rows.push(...rowsOf(customer, sale));
    }
  }
  return { customers: [...numbers.keys()], rows, hasAmounts: true, warnings: [] };
}

type Sale = RetailerPart['sales'][number];

/** Null for a passer-by, and for what is no purchase. */
function buyerOf({ household }: RetailerPart, { visit, cancellation }: Sale): string | null {
  if (visit.position === null || visit.isTest || cancellation) return null;
  return household.people[visit.position]!.id;
}

function rowsOf(customer: number, { visit, subtotalMinor, returned }: Sale): Transactions['rows'][number][] {
  const bought = { customer, day: Math.floor(visit.at / DAY_MS), amount: subtotalMinor / 100 };
  if (!returned || returned.at >= NOW.getTime()) return [bought];
  return [bought, { customer, day: Math.floor(returned.at / DAY_MS), amount: -returned.amountMinor / 100 }];
}
