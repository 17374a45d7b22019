import { foldHeader } from './match-header.ts';
import { CRMS } from './systems/crms.ts';
import { DESKS } from './systems/desks.ts';
import { LOYALTY_PROGRAMMES } from './systems/loyalty-programmes.ts';
import { MAILERS } from './systems/mailers.ts';
import { REVIEWS } from './systems/reviews.ts';
import { SALESFORCE } from './systems/salesforce.ts';
import { SHOPIFY } from './systems/shopify.ts';
import { SHOPS } from './systems/shops.ts';
import { SQUARE } from './systems/square.ts';
import type { KnownColumn, SystemDefinition } from './systems/system.ts';
import { TILLS } from './systems/tills.ts';

/** Every export that is known by heart. Order decides between equals: the more particular first. */
export const SYSTEMS: readonly SystemDefinition[] = [
  ...SQUARE,
  ...SHOPIFY,
  ...TILLS,
  ...SHOPS,
  ...CRMS,
  ...SALESFORCE,
  ...MAILERS,
  ...REVIEWS,
  ...LOYALTY_PROGRAMMES,
  ...DESKS,
];

export type RecognisedSystem = {
  definition: SystemDefinition;
  /** 0 … 1: share of the file's columns that the system is known to have. */
  knownShare: number;
  /** What the system says of each column, by the column's name; columns it does not know are missing. */
  columns: ReadonlyMap<string, KnownColumn>;
};

/** The known system a file comes from, by its headers in any order; null = none. */
export function recogniseSystem(columns: readonly string[]): RecognisedSystem | null {
  const keys = new Set(columns.map(headerKey));
  const matching = SYSTEMS.filter((definition) => hasSignature(definition, keys)).map((definition) =>
    known(definition, columns),
  );
  return matching.reduce<RecognisedSystem | null>(
    (best, one) => (best === null || merit(one) > merit(best) ? one : best),
    null,
  );
}

function merit({ definition, knownShare }: RecognisedSystem): number {
  return knownShare + definition.signature.length * 0.02;
}

/** `Requester id` and `requester_id` are one header; `Status` and `Status [list]` are two. */
function headerKey(header: string): string {
  return foldHeader(header.replace(/[[\]]/g, ' ')).replaceAll(' ', '');
}

function hasSignature({ signature, without = [] }: SystemDefinition, keys: ReadonlySet<string>): boolean {
  return signature.every((entry) => isAnyIn(entry, keys)) && !without.some((entry) => isAnyIn(entry, keys));
}

function isAnyIn(alternatives: string, keys: ReadonlySet<string>): boolean {
  return alternatives.split('|').some((header) => keys.has(headerKey(header)));
}

function known(definition: SystemDefinition, columns: readonly string[]): RecognisedSystem {
  const targets = new Map(
    Object.entries(definition.columns).flatMap(([alternatives, target]) =>
      alternatives.split('|').map((header) => [headerKey(header), target] as const),
    ),
  );
  const found = new Map<string, KnownColumn>();
  for (const column of columns) {
    const target = targets.get(headerKey(column));
    if (target !== undefined) found.set(column, target);
  }
  return { definition, knownShare: found.size / Math.max(1, columns.length), columns: found };
}
