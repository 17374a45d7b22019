import { describe, expect, it } from 'vitest';
import { CHECK_LIST } from './check-list.ts';
import { changesOf, MENDABLE, type MendableRow } from './repair.ts';
import { type REPAIRS, repairOf } from './repairs.ts';

const EMPTY = Object.fromEntries(MENDABLE.map((field) => [field, null])) as Record<(typeof MENDABLE)[number], null>;
const row = (given: Partial<MendableRow>): MendableRow => ({
  ...EMPTY,
  id: 1,
  phone_e164: null,
  named: null,
  placed: null,
  ...given,
});

function mended(checkKey: keyof typeof REPAIRS, given: Partial<MendableRow>): Record<string, string | null> {
  const repair = repairOf(checkKey);
  const changes = repair?.kind === 'rows' ? changesOf([row(given)], repair) : [];
  return Object.fromEntries(changes.map(({ field, after }) => [field, after]));
}

describe('repairs', () => {
  it('are there for every check', () => {
    expect(CHECK_LIST.filter((check) => repairOf(check.key) === null)).toEqual([]);
  });

  it.each([
    [
      'name_letter_case',
      { given_name: 'JAN', family_name: 'VAN DER BERG' },
      { given_name: 'Jan', family_name: 'van der Berg' },
    ],
    ['name_letter_case', { full_name: 'Jan DeVries' }, {}],
    ['name_with_digits', { full_name: 'Lind (0207 555-1234)' }, { full_name: 'Lind' }],
    ['name_with_digits', { family_name: 'ada@harbour.example' }, { family_name: null }],
    ['postal_code_malformed', { country: 'US', postal_code: '4101' }, { postal_code: '04101' }],
    ['postal_code_malformed', { country: 'US', postal_code: '41011234' }, { postal_code: '04101-1234' }],
    ['postal_code_malformed', { country: 'NL', postal_code: '1234-ab' }, { postal_code: '1234AB' }],
    ['postal_code_malformed', { country: 'GB', postal_code: 'SW1A-1AA' }, { postal_code: 'SW1A1AA' }],
    ['postal_code_malformed', { country: 'US', postal_code: 'Portland' }, {}],
    ['country_unknown', { country: 'Wonderland', phone_e164: '+12075551234' }, { country: 'US' }],
    ['country_unknown', { country: 'Wonderland' }, {}],
    ['email_typo_domain', { email: 'ada@gmial.com' }, { email: 'ada@gmail.com' }],
    ['name_missing', { named: { given_name: 'Ada', family_name: 'Lind' } }, { given_name: 'Ada', family_name: 'Lind' }],
    [
      'address_incomplete',
      { line1: '1 Main St.', placed: { line1: '1 main st', city: 'Portland', postal_code: '04101', country: 'US' } },
      { line1: '1 main st', city: 'Portland', postal_code: '04101', country: 'US' },
    ],
    ['address_incomplete', { line1: '2 Main St.', placed: { line1: '1 Main St.', city: 'Portland' } }, {}],
  ] as const)('of %s: %j becomes %j', (checkKey, given, after) => {
    expect(mended(checkKey, given)).toEqual(after);
  });
});
