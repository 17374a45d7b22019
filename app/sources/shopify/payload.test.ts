import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsePayload } from './payload.ts';

it('keeps every digit of whole numbers, as text where a number cannot hold them', () => {
  const whole = fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n });
  fc.assert(
    fc.property(whole, fc.constantFrom('', ' ', '\n  '), (digits, space) => {
      const number = Number(digits);
      const expected = Number.isSafeInteger(number) ? number : String(digits);
      expect(parsePayload(`{"id":${space}${digits}}`)).toEqual({ id: expected });
      expect(parsePayload(`{"ids":[${space}${digits},${digits} ]}`)).toEqual({ ids: [expected, expected] });
    }),
  );
});

it('reads everything else as JSON says, numbers in texts among it', () => {
  const text = fc.oneof(
    fc.string(),
    fc.constantFrom('gid://shopify/Order/12345678901234567890', ':12345678901234567', 'a "quote", 1e9'),
  );
  const value = fc
    .jsonValue()
    .map(
      (json) =>
        JSON.parse(
          JSON.stringify(json, (_key, v) => (typeof v === 'number' ? Math.fround(v % 1e6) : v)).replaceAll(
            '\\u0000',
            '',
          ),
        ) as unknown,
    );
  fc.assert(
    fc.property(fc.record({ text, value }), (payload) => {
      const body = JSON.stringify(payload).replaceAll('\\u0000', '');
      expect(parsePayload(body)).toEqual(JSON.parse(body));
    }),
  );
});

it('drops the character that no text of the database can hold', () => {
  expect(parsePayload('{"a":"x\\u0000y","b":12345678901234567}')).toEqual({ a: 'xy', b: '12345678901234567' });
});

it('takes nothing but an object', () => {
  for (const body of ['[1]', '"text"', '12345678901234567', 'null', '{"a":', '']) {
    expect(() => parsePayload(body)).toThrow(SyntaxError);
  }
});
