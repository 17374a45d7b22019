import { describe, expect, it } from 'vitest';
import { emptyCatalogue } from '#app/segments/catalogue.ts';
import { fromShopify } from './from-shopify.ts';

describe('a segment of Shopify', () => {
  it('is taken over as it is, in both dialects', () => {
    const legacy = fromShopify("orders_placed(date: -30d) = true AND customer_countries CONTAINS 'DE'", emptyCatalogue);
    const matches = fromShopify(
      "orders_placed MATCHES (date >= -30d) AND customer_countries CONTAINS 'DE'",
      emptyCatalogue,
    );
    expect(legacy.problems).toEqual([]);
    expect(legacy.ruleText).toBe(matches.ruleText);
    expect(legacy.sentence).toMatch(/^Customers/);
  });

  it('that cannot be said says why', () => {
    expect(fromShopify('loyalty_moon_phase = true', emptyCatalogue)).toMatchObject({ ruleText: null, sentence: null });
    expect(fromShopify('loyalty_moon_phase = true', emptyCatalogue).problems[0]).toContain('loyalty_moon_phase');
    expect(fromShopify('  ', emptyCatalogue).problems).toEqual(['It has no condition: it is all customers.']);
  });
});
