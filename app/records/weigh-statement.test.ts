import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CleanCustomer } from './cleaned.ts';
import { foldStatements, saidAt } from './weigh-statement.ts';

/** A statement that says some of three columns, at one of four instants; its hash tells its content. */
const statement = fc
  .record({
    at: fc.integer({ min: 0, max: 3 }),
    says: fc.dictionary(fc.constantFrom('given_name', 'city', 'tags'), fc.constantFrom('a', 'b', 'c'), { minKeys: 1 }),
    loyalty: fc.option(fc.constantFrom('L1', 'L2'), { nil: undefined }),
    deleted: fc.boolean(),
  })
  .map(({ at, says, loyalty, deleted }): CleanCustomer => {
    const version = new Date(Date.UTC(2026, 0, 1 + at));
    return {
      externalId: '1',
      recordKind: 'customer',
      provenance: 'said',
      version,
      deletedAt: deleted ? version : null,
      values: says,
      identifiers: loyalty === undefined ? [] : [{ kind: 'loyalty', value: loyalty, verified: true }],
      contentHash: JSON.stringify([Object.entries(says).sort(), loyalty ?? null, deleted]),
    };
  });

describe('statements about one customer', () => {
  it('leave the same record in whatever order they come, and each of them twice', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), fc.infiniteStream(fc.nat()), (said, random) => {
        const [calm] = foldStatements(said);
        const [wild] = foldStatements(shuffle([...said, ...said], random));
        expect(plain(wild!)).toEqual(plain(calm!));
      }),
    );
  });

  it('keep, of each column, the latest word on it', () => {
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1, maxLength: 6 }), (said) => {
        const [{ row, standing }] = foldStatements(said) as [ReturnType<typeof foldStatements>[number]];
        for (const column of ['given_name', 'city'] as const) {
          const words = said.filter((one) => one.values[column] !== undefined);
          const latest = Math.max(...words.map((one) => one.version!.getTime()));
          expect(saidAt(standing, column)?.getTime() ?? -Infinity).toBe(latest);
          const candidates = words.filter((one) => one.version!.getTime() === latest).map((one) => one.values[column]);
          expect(words.length === 0 ? [undefined] : candidates).toContain(row.values[column]);
        }
      }),
    );
  });
});

function plain({ row, standing }: ReturnType<typeof foldStatements>[number]) {
  return {
    ...row,
    version: null,
    contentHash: '',
    standing,
    values: Object.fromEntries(Object.entries(row.values).sort()),
  };
}

function shuffle<Item>(items: Item[], random: Iterator<number>): Item[] {
  for (let at = items.length - 1; at > 0; at--) {
    const other = (random.next().value as number) % (at + 1);
    [items[at], items[other]] = [items[other] as Item, items[at] as Item];
  }
  return items;
}
