import { describe, expect, it } from 'vitest';
import { readSources } from './read-sources.ts';

/** Biome counts the lines of what it can read; here stand the files it cannot, and the ways round it. */
describe('sizes', () => {
  it('keeps every source file to 300 lines', () => {
    const sources = ['app', 'test', 'prisma', 'extensions']
      .flatMap((folder) => readSources(folder, /\.(tsx?|[mc]?js|css|prisma)$/))
      .filter(({ path }) => !path.startsWith('test/fixtures/') && !/\/(dist|generated)\//.test(path));
    expect(tooLong(sources, 300)).toEqual([]);
  });

  it('keeps every folder’s README to 40 lines', () => {
    const readmes = readSources('app', /^README\.md$/).filter(({ path }) => path !== 'app/README.md');
    expect(tooLong(readmes, 40)).toEqual([]);
  });

  it('lets no file suppress its size or a function’s', () => {
    const suppressing = [...readSources('app', /\.tsx?$/), ...readSources('test', /\.tsx?$/)]
      .filter(({ path }) => !path.startsWith('test/architecture/'))
      .filter(({ text }) => /biome-ignore.*(noExcessiveLines|noExcessiveCognitive)/.test(text));
    expect(suppressing.map(({ path }) => path)).toEqual([]);
  });

  it('wants a reason behind every suppression', () => {
    const bare = ['app', 'test']
      .flatMap((folder) => readSources(folder, /\.tsx?$/))
      .filter(({ text }) =>
        /^\s*\/[/*]\s*(@ts-ignore|@ts-nocheck|@ts-expect-error\s*$|eslint-disable(?!.*--))/m.test(text),
      );
    expect(bare.map(({ path }) => path)).toEqual([]);
  });
});

function tooLong(files: { path: string; text: string }[], lines: number): string[] {
  return files
    .map(({ path, text }) => ({ path, count: text.replace(/\n$/, '').split('\n').length }))
    .filter(({ count }) => count > lines)
    .map(({ path, count }) => `${path} has ${count} lines`);
}
