import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from '#app/segments/catalogue.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { toShopify } from '#app/segments/to-shopify.ts';
import { asksForTag, bestWay, brakeReason, queryFor, tagOf } from './send-plan.ts';

function nativeOf(text: string) {
  const parsed = parseRule(text);
  if (!parsed.ok) {
    throw new Error(text);
  }
  return toShopify(parsed.rule, 'legacy', emptyCatalogue);
}

describe('the way to Shopify', () => {
  it('is Shopify’s own segment where it says the same', () => {
    const native = nativeOf("customer_tags CONTAINS 'vip'");
    expect(bestWay(native)).toBe('native');
    expect(queryFor('native', tagOf('vip'), native)).toBe("customer_tags CONTAINS 'vip'");
  });

  it('is a tag where something would be lost', () => {
    const native = nativeOf("customer_tags CONTAINS 'vip' AND channels CONTAINS 'pos'");
    expect(native.outcome).toBe('wider');
    expect(bestWay(native)).toBe('tag');
    expect(queryFor('tag', tagOf('vip-pos'), native)).toBe("customer_tags CONTAINS 'onefold:vip-pos'");
  });

  it('is none for a rule that asks for its own tag', () => {
    expect(asksForTag("NOT customer_tags CONTAINS 'Onefold:loop'", tagOf('loop'))).toBe(true);
    expect(asksForTag("customer_tags CONTAINS 'onefold'", tagOf('loop'))).toBe(false);
  });
});

describe('the brake', () => {
  it('lets small changes go, and large ones of a large segment', () => {
    expect(brakeReason({ changes: 100, carried: 0, cap: 5000 })).toBeNull();
    expect(brakeReason({ changes: 900, carried: 10_000, cap: 5000 })).toBeNull();
  });

  it('holds what is more than a quarter, and whatever is over the cap', () => {
    expect(brakeReason({ changes: 101, carried: 200, cap: 5000 })).toContain('more than a quarter');
    expect(brakeReason({ changes: 5001, carried: 1_000_000, cap: 5000 })).toContain('you allow 5,000');
  });

  it('never lets a larger change go where it holds a smaller one', () => {
    const any = fc.integer({ min: 0, max: 50_000 });
    fc.assert(
      fc.property(any, any, any, fc.integer({ min: 1, max: 20_000 }), (changes, more, carried, cap) => {
        const held = (count: number) => brakeReason({ changes: count, carried, cap }) !== null;
        return !held(changes) || held(changes + more);
      }),
    );
  });
});
