import { describe, expect, it } from 'vitest';
import { JOBS } from '#app/pipeline/jobs.ts';
import { readAppCode } from './read-sources.ts';

const HANDLERS = 'app/worker/handlers/';
const ENDING = '.server.ts';

describe('the catalogue of jobs', () => {
  const code = readAppCode();
  const handlers = code
    .map(({ path }) => path)
    .filter((path) => path.startsWith(HANDLERS))
    .map((path) => path.slice(HANDLERS.length, -ENDING.length));

  it('names exactly the jobs that have a handler', () => {
    expect(handlers.sort()).toEqual(Object.keys(JOBS).sort());
  });

  it('is filled only by the pipeline and the edges: a stage enqueues nothing', () => {
    const enqueuing = code
      .filter(({ path }) => !/^app\/(pipeline|worker|web|routes)\//.test(path))
      .filter(({ text }) => /\benqueue_job\b|\badd_job\b|\baddJob\b|\bquickAddJob\b/.test(text))
      .map(({ path }) => path);
    expect(enqueuing).toEqual([]);
  });
});
