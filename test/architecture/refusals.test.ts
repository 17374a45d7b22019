import { describe, expect, it } from 'vitest';
import { readAppCode } from './read-sources.ts';

/** A refusal's code is what support, translations and tests hold on to: its folder, a dot, the reason. */
describe('the codes of refusals', () => {
  const codes = readAppCode().flatMap(({ path, text }) =>
    [...text.matchAll(/new Refusal\(\s*(['"`])(.*?)\1/g)].map(([, , code]) => ({ path, code: code! })),
  );

  it('name the folder that refuses and a reason', () => {
    const strange = codes.filter(({ path, code }) => {
      const folder = path.split('/')[1];
      return !/^[a-z]+\.[a-z][a-z0-9_]*$/.test(code) || code.split('.')[0] !== folder;
    });
    expect(strange).toEqual([]);
  });
});
