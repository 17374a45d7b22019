import { describe, expect, it } from 'vitest';
import { readAppCode } from './read-sources.ts';

/** A refusal's code is what support, translations and tests hold on to: its folder, a dot, the reason. */
describe('the codes of refusals', () => {
  const codes = readAppCode().flatMap(({ path, text }) =>
    [...text.matchAll(/new Refusal\(\s*(['"`])(.*?)\1/g)].map(([, , code]) => ({ path, code: code! })),
  );

  it('name a folder and a reason: a stage its own, the pipeline and the edges whichever they speak for', () => {
    const folders = new Set(readAppCode().map(({ path }) => path.split('/')[1]!));
    const strange = codes.filter(({ path, code }) => {
      const folder = path.split('/')[1]!;
      const [named, reason, ...rest] = code.split('.');
      const isOwn = ['pipeline', 'web', 'worker', 'routes'].includes(folder) ? folders.has(named!) : named === folder;
      return !isOwn || rest.length > 0 || !/^[a-z][a-z0-9_]*$/.test(reason ?? '');
    });
    expect(strange).toEqual([]);
  });
});
