import { expect, it } from 'vitest';
import { previewDifferences, previewSegment } from '#app/pipeline/preview-segment.server.ts';
import { useDatabase } from '#test/support/database.ts';

/** A count that would never end, since somebody else holds what it reads: the time limit is the database's own. */
const database = useDatabase();
const rule = 'number_of_orders >= 3';
const nobodyGivesUp = new AbortController().signal;

async function whileHeld(work: () => Promise<void>): Promise<void> {
  await database.owner.query('begin');
  try {
    await database.owner.query('lock table profile_metrics in access exclusive mode');
    await work();
  } finally {
    await database.owner.query('rollback');
  }
}

it('a preview that takes too long says so and what to do, and the next one counts', async () => {
  const { shopId } = await database.makeShop();
  await whileHeld(async () => {
    const [counted, compared] = await Promise.all([
      previewSegment(shopId, rule, nobodyGivesUp),
      previewDifferences(shopId, rule, nobodyGivesUp),
    ]);
    expect(counted).toMatchObject({ ok: false, rule, sentence: expect.stringMatching(/too long.*Save the segment/) });
    expect(compared).toEqual({ rule, differences: null });
  });
  expect(await previewSegment(shopId, rule, nobodyGivesUp)).toMatchObject({ ok: true, counts: { members: 0 } });
}, 60_000);

it('a preview that nobody waits for any more ends in the database at once', async () => {
  const { shopId } = await database.makeShop();
  await whileHeld(async () => {
    const givenUp = new AbortController();
    const counting = previewSegment(shopId, rule, givenUp.signal);
    await expect.poll(waiting, { timeout: 6000 }).toBe(1);
    givenUp.abort();
    expect(await counting).toMatchObject({ ok: false });
    expect(await waiting()).toBe(0);
  });
}, 60_000);

/** How many statements wait for a lock. */
async function waiting(): Promise<number> {
  const { rows } = await database.owner.query<{ n: number }>(
    `select count(*)::integer as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows[0]!.n;
}
