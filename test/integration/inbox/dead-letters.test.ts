import { beforeAll, describe, expect, it } from 'vitest';
import { MOST_ATTEMPTS } from '#app/inbox/settle.server.ts';
import { readDeadLettersPage, replayDeadLetters } from '#app/pipeline/read-sources-page.server.ts';
import { customerPayload } from '#test/integration/pipeline/payloads.ts';
import { useFlow } from '#test/integration/pipeline/use-flow.ts';
import type { TestShop } from '#test/support/database.ts';

const flow = useFlow();
let shop: TestShop;
beforeAll(async () => {
  shop = await flow.database.makeShop();
});

const AT = new Date('2026-11-24T10:00:00Z');

function post(deliveryId: string, payload: string, topic = 'customers/update'): Promise<number> {
  return flow.post({ shop: shop.domain, topic, payload, deliveryId });
}

async function event(deliveryId: string) {
  const found = await flow.database.owner.query<{
    state: string;
    attempts: number;
    last_error: string | null;
    wait: number;
  }>(
    `select state, attempts, last_error, extract(epoch from due_at - now())::integer as wait from inbox_event where delivery_id = $1`,
    [deliveryId],
  );
  return found.rows[0]!;
}

async function names(): Promise<string[]> {
  const found = await flow.database.owner.query<{ given_name: string }>(
    'select given_name from customer_record where shop_id = $1 order by 1',
    [shop.shopId],
  );
  return found.rows.map((row) => row.given_name);
}

describe('a delivery that cannot be read', () => {
  it.each([
    ['is no JSON', '{"id": 1, "first_name": "Half'],
    ['is a list', '[1, 2, 3]'],
    ['names nobody', '{"first_name": "Nobody"}'],
    ['is binary', '\u0000\u0001\u0002'],
  ])('because it %s, waits with its reason and holds up nobody', async (what, payload) => {
    expect(await post(what, payload)).toBe(200);
    expect(
      await post(`${what}: good`, customerPayload({ id: String(2000 + what.length), at: AT, firstName: what })),
    ).toBe(200);
    await flow.workOff();
    expect(await event(what)).toMatchObject({
      state: 'received',
      attempts: 1,
      last_error: expect.stringMatching(/\w/),
    });
    expect(await event(`${what}: good`)).toMatchObject({ state: 'processed' });
    expect(await names()).toContain(what);
  });

  it('but carries a NUL is read without it', async () => {
    await post('nul', customerPayload({ id: '2999', at: AT, firstName: 'Nu\0l', note: '\0' }));
    await flow.workOff();
    expect(await event('nul')).toMatchObject({ state: 'processed' });
    expect(await names()).toContain('Nul');
  });

  it('does not keep the next delivery waiting for its own next attempt', async () => {
    await post('bad', '{');
    await flow.workOff();
    expect((await event('bad')).wait).toBeGreaterThan(0);
    await post('prompt', customerPayload({ id: '3001', at: AT, firstName: 'Prompt' }));
    await flow.workOff();
    expect(await event('prompt')).toMatchObject({ state: 'processed' });
  });

  it('is tried again by itself, ever more rarely, and given to a person in the end', async () => {
    await post('hopeless', '{');
    const waits: number[] = [];
    for (let attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      await flow.workOffLater();
      expect(await event('hopeless')).toMatchObject({ state: 'received', attempts: attempt });
      waits.push((await event('hopeless')).wait);
      expect(await waitingJobs()).toBe(1);
    }
    expect(waits.every((wait, nth) => nth === 0 || wait > waits[nth - 1]! * 1.5)).toBe(true);
    await flow.workOffLater();
    expect(await event('hopeless')).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS });
    const letters = await readDeadLettersPage(shop.shopId);
    expect(letters[0]).toMatchObject({
      topic: 'customers/update',
      attempts: MOST_ATTEMPTS,
      lastError: expect.any(String),
    });
  });

  it('can be replayed by a person, and is done once what was wrong is mended', async () => {
    await post('early', customerPayload({ id: '4001', at: AT, firstName: 'Mended' }));
    // What was wrong: a column that the payload needed was too narrow.
    await flow.database.owner.query("alter table customer_record add constraint narrow check (given_name <> 'Mended')");
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      await flow.workOffLater();
    }
    expect(await event('early')).toMatchObject({ state: 'dead', last_error: expect.stringContaining('narrow') });
    await flow.database.owner.query('alter table customer_record drop constraint narrow');
    const dead = (await readDeadLettersPage(shop.shopId)).find((letter) => letter.lastError?.includes('narrow'))!;
    await replayDeadLetters(shop.shopId, [dead.id], 'staff:1');
    await flow.workOff();
    expect(await event('early')).toMatchObject({ state: 'processed' });
    expect(await names()).toContain('Mended');
  });
});

async function waitingJobs(): Promise<number> {
  const jobs = await flow.database.owner.query(
    `select from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'inbox-process'`,
  );
  return jobs.rowCount ?? 0;
}
