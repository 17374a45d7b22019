import { expect, it } from 'vitest';
import { adviseFor, type KnownProduct } from './advice-for.ts';

function product(key: string, more: Partial<KnownProduct> = {}): [string, KnownProduct] {
  return [key, { key, title: key.toUpperCase(), buyers: 10, offered: true, gapDays: null, neighbours: [], ...more }];
}

const products = new Map([
  product('kettle', {
    neighbours: [
      { key: 'tea', weight: 3 },
      { key: 'gone', weight: 9 },
      { key: 'mug', weight: 1 },
    ],
  }),
  product('tray', { neighbours: [{ key: 'mug', weight: 2.5 }] }),
  product('tea', { gapDays: 30 }),
  product('mug'),
  product('gone', { offered: false }),
  product('bowl', { buyers: 99 }),
]);
const bought = (key: string, lastDay = 0) => ({ key, title: key.toUpperCase(), lastDay, times: 1 });

it('adds up what speaks for an item and names what speaks loudest', () => {
  const list = adviseFor([bought('kettle'), bought('tray')], products, { limit: 9, today: 400, givenBack: new Set() });
  expect(list.map((one) => [one.key, one.kind])).toEqual([
    ['mug', 'goes_with'],
    ['tea', 'goes_with'],
    ['bowl', 'popular'],
  ]);
  expect(list[0]?.reason).toBe('Goes with the TRAY you bought.');
});

it('speaks of a refill when it falls due, not before and not long after', () => {
  const kinds = (today: number) =>
    adviseFor([bought('tea', 0)], products, { limit: 9, today, givenBack: new Set() }).map((one) => one.key);
  expect(kinds(10)).not.toContain('tea');
  expect(kinds(30)[0]).toBe('tea');
  expect(kinds(61)).not.toContain('tea');
});

it('leaves out what is not on sale and what was given back', () => {
  const list = adviseFor([bought('kettle')], products, { limit: 9, today: 400, givenBack: new Set(['tea', 'bowl']) });
  expect(list.map((one) => one.key)).toEqual(['mug', 'tray']);
});
