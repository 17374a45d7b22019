import type { Catalogue } from './catalogue.ts';
import { type Day, dayInZone } from './rule-dates.ts';
import type { Rule } from './types.ts';

/** What a rule is asked against: one shop at one instant. The same for SQL, evaluator and descriptions. */
export type RuleContext = {
  shopId: number;
  now: Date;
  /** IANA name; days are whole days of this zone. */
  timeZone: string;
  /** ISO 4217; amounts in a rule are in it, amounts in any other count as unknown. */
  currency: string;
  today: Day;
  /** Decimal places of the currency: 2 for EUR, 0 for JPY. */
  minorDigits: number;
  catalogue: Catalogue;
  /** The segments `IN SEGMENT` may name, by handle. */
  segments: ReadonlyMap<string, SegmentReference>;
};

/** How another segment is asked: by its kept members, or by its rule in place (for drafts and previews). */
export type SegmentReference = { id: number; name: string; rule: Rule | null; ask: 'members' | 'rule' };

export type RuleContextOptions = Omit<RuleContext, 'today' | 'minorDigits'>;

/** Completes what follows from clock, zone and currency. Throws RangeError for a zone or currency that does not exist. */
export function ruleContext(options: RuleContextOptions): RuleContext {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency: options.currency });
  const minorDigits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return { ...options, minorDigits, today: dayInZone(options.now, options.timeZone) };
}
