import { kindOf } from './kinds/registry.ts';
import type { Dialect, Rule } from './types.ts';

/**
 * A rule as text on one line. `parseRule` reads it back to the same tree, in every dialect. What a dialect of Shopify does
 * not have is still written, in Onefold's way: whether Shopify would take the text is `toShopify`'s to say.
 */
export function printRule(rule: Rule, dialect: Dialect = 'onefold'): string {
  const print = (part: Rule): string => kindOf(part).print(part, dialect, print);
  return print(rule);
}
