import { consents } from './consents.ts';
import { feedback } from './feedback.ts';
import { interactions } from './interactions.ts';
import { lines } from './lines.ts';
import { loyalty } from './loyalty.ts';
import { orders } from './orders.ts';
import { refunds } from './refunds.ts';
import type { Relation } from './relation.ts';
import { segmentEvents } from './segment-events.ts';

/** What aggregates can count over. */
export const relations = {
  orders,
  lines,
  refunds,
  interactions,
  feedback,
  loyalty,
  consents,
  segment_events: segmentEvents,
} satisfies Record<string, Relation>;

export function findRelation(name: string): Relation | null {
  return Object.hasOwn(relations, name) ? relations[name as keyof typeof relations] : null;
}
