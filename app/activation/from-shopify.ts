import type { Catalogue } from '#app/segments/catalogue.ts';
import { describeRule } from '#app/segments/describe-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { printRule } from '#app/segments/print-rule.ts';
import { toShopify } from '#app/segments/to-shopify.ts';

/** A rule of Shopify's in Onefold's words. `ruleText` is null where it cannot be brought in; `problems` says why. */
export type Translated = { ruleText: string | null; sentence: string | null; problems: string[]; notes: string[] };

/** Reads Shopify's segment language, either dialect. O(length). */
export function fromShopify(query: string, catalogue: Catalogue): Translated {
  if (query.trim() === '') {
    return { ruleText: null, sentence: null, problems: ['It has no condition: it is all customers.'], notes: [] };
  }
  const parsed = parseRule(query, { catalogue });
  if (!parsed.ok) {
    return { ruleText: null, sentence: null, problems: parsed.problems.map((one) => one.message), notes: [] };
  }
  return {
    ruleText: printRule(parsed.rule),
    sentence: describeRule(parsed.rule, catalogue),
    problems: [],
    notes: [...toShopify(parsed.rule, 'matches', catalogue).notes],
  };
}
