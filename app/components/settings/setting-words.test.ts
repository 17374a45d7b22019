import { describe, expect, it } from 'vitest';
import { actionWords, actorWords, countWords, detailWords, scopeWords } from './setting-words.ts';

describe('the words of the settings page', () => {
  it('name scopes, people and actions, also those that are new', () => {
    expect(scopeWords('read_all_orders')).toBe('Read all orders');
    expect([actorWords('staff:12'), actorWords('Shopify')]).toEqual(['Member of staff 12', 'Shopify']);
    expect([actionWords('segment.created'), actionWords('value.model_fitted')]).toEqual([
      'Created a segment',
      'Value: model fitted',
    ]);
  });

  it('tell counts as evidence and details of a line', () => {
    expect(countWords({ records: 1200, orders: 0, consentStatements: 2 })).toBe('1,200 records, 2 consent statements');
    expect(detailWords({ source: 14, dryRun: true })).toBe('source: 14, dry run: true');
  });
});
