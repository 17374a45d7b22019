import { describe, expect, it } from 'vitest';
import { recordsOf } from '#test/factories/read-export.ts';
import { mappingOf, readRows } from '#test/factories/read-rows.ts';
import type { Mapping } from '../mapping.ts';

describe('consents', () => {
  const stateOf = (fields: string[], cells: string[], conventions: Partial<Mapping['conventions']> = {}) => {
    const mapping = mappingOf('customers', ['customer.email', ...fields], conventions);
    return recordsOf(readRows(mapping, [['ann@mail.test', ...cells]])).flatMap((record) =>
      record.kind === 'consent' ? [`${record.channel} ${record.state}`] : [],
    );
  };

  it.each([
    ['a yes', ['consent.email'], ['yes'], ['email granted']],
    ['an empty cell says nothing', ['consent.email'], [''], []],
    ['a yes in an opt-out column is a no', ['consent.email_opt_out'], ['TRUE'], ['email denied']],
    ['a no in an opt-out column is no consent', ['consent.email_opt_out'], ['0'], ['email unknown']],
    ['“do not allow” is a no', ['consent.email'], ['Do Not Allow'], ['email denied']],
    ['never subscribed is not a no', ['consent.email'], ['NEVER_SUBSCRIBED'], ['email unknown']],
    [
      'a suppression beats a consent',
      ['consent.email', 'consent.email_suppressed'],
      ['SUBSCRIBED', '["HARD_BOUNCE"]'],
      ['email denied'],
    ],
    ['an opt-out beats a consent', ['consent.email', 'consent.email_opt_out'], ['yes', 'yes'], ['email denied']],
    ['a date of leaving is a no', ['consent.email', 'consent.withdrawn_at'], ['yes', '2024-05-01'], ['email denied']],
    [
      'a yes after leaving is a yes',
      ['consent.email', 'consent.stated_at', 'consent.withdrawn_at'],
      ['yes', '2024-06-01', '2024-05-01'],
      ['email granted'],
    ],
    ['channels are apart', ['consent.email', 'consent.sms'], ['yes', 'no'], ['email granted', 'sms denied']],
    ['an unknown word concludes nothing', ['consent.email'], ['perhaps'], []],
  ])('%s', (_, fields, cells, expected) => {
    expect(stateOf(fields, cells)).toEqual(expected);
  });
});
