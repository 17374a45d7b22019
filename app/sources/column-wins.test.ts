import { describe, expect, it } from 'vitest';
import type { CustomerRecordInput } from '#app/records/types.ts';
import { applyWins, winningAttributes, winRules } from './column-wins.ts';
import { type ColumnWins, DEFAULT_CONVENTIONS, type Mapping } from './mapping.ts';

function mapping(wins: ColumnWins, field = 'customer.city'): Mapping {
  return {
    system: null,
    subject: 'customers',
    columns: [{ column: 'A', field, wins, confidence: 1, reason: '' }],
    constants: {},
    conventions: DEFAULT_CONVENTIONS,
  };
}

const PERSON: CustomerRecordInput = {
  kind: 'customer',
  recordKind: 'contact',
  provenance: 'imported',
  externalId: '1',
  versionAt: null,
  city: 'Bonn',
  email: 'new@example.com',
};
const STANDS = new Map([['1', { city: 'Köln', email: 'old@example.com' }]]);
const run = (wins: ColumnWins, field?: string, stands = STANDS) =>
  applyWins(winRules(mapping(wins, field)), [PERSON], stands)[0];

describe('what wins when a file brings a value for a field that has one', () => {
  it.each<[ColumnWins, object]>([
    ['newest', { city: 'Bonn' }],
    ['source', { city: 'Bonn' }],
    ['fill', { city: 'Köln' }],
    ['both', { city: 'Köln', custom: { other_city: 'Bonn' } }],
  ])('%s', (wins, expected) => {
    expect(run(wins)).toMatchObject(expected);
  });

  it('never: the file says nothing of it', () => {
    expect(run('never')).not.toHaveProperty('city');
  });

  it('fill takes the file’s word where nothing stands', () => {
    expect(run('fill', 'customer.city', new Map())).toMatchObject({ city: 'Bonn' });
  });

  it('both keeps a second address as a second address', () => {
    expect(run('both', 'customer.email')).toMatchObject({ email: 'old@example.com', otherEmails: ['new@example.com'] });
  });

  it('names the attributes of profiles for which the source comes first', () => {
    expect(winningAttributes(mapping('source'))).toEqual(['address']);
    expect(winningAttributes(mapping('source', 'customer.family_name'))).toEqual(['name']);
    expect(winningAttributes(mapping('newest'))).toEqual([]);
  });
});
