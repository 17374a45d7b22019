import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ContentIds, SeenContent } from './seen-content.ts';

it('remembers what a Map would', () => {
  const entries = fc.array(fc.tuple(fc.string({ maxLength: 3 }), fc.nat(0xffffffff)), { maxLength: 200 });
  fc.assert(
    fc.property(entries, (pairs) => {
      const seen = new SeenContent();
      for (const [id, value] of pairs) seen.set(id, value);
      const expected = new Map(pairs);
      expect(seen.size).toBe(expected.size);
      for (const [id, value] of expected) expect(seen.get(id)).toBe(value);
      expect(seen.get('not there at all')).toBeUndefined();
    }),
  );
});

it('grows past its first size without forgetting', () => {
  const seen = new SeenContent();
  for (let at = 0; at < 50_000; at += 1) seen.set(`id-${at}`, at);
  expect(seen.size).toBe(50_000);
  expect([seen.get('id-0'), seen.get('id-49999'), seen.get('id-50000')]).toEqual([0, 49_999, undefined]);
});

it('names rows by what they say and numbers those that say the same', () => {
  const ids = new ContentIds();
  const first = ids.idOf([['a', 'b']]);
  expect(ids.idOf([['ab', '']])).not.toBe(first);
  expect(ids.idOf([['a', 'b']])).toBe(`${first}#2`);
  expect(new ContentIds().idOf([['a', 'b']])).toBe(first);
});
