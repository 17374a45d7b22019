import { type ChildProcess, spawn } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { sessionStorage } from '#app/shops/session-storage.server.ts';
import { distinctPeople } from './distinct-people.ts';
import { useShop } from './use-shop.ts';

const PEOPLE = 130;
const open = useShop(distinctPeople(PEOPLE, () => ({ tags: ['all'] })));
const shop = () => open.flow.standIn.world.findShop(open.shop.domain)!;

async function writeInChild(runId: number): Promise<ChildProcess> {
  const session = await sessionStorage.loadSession(`offline_${open.shop.domain}`);
  const file = new URL('write-until-killed.ts', import.meta.url).pathname;
  return spawn(process.execPath, [file, String(open.shop.shopId), String(runId)], {
    env: { ...process.env, TEST_TOKEN: session?.accessToken ?? '' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

async function until(condition: () => boolean, child: ChildProcess): Promise<void> {
  while (!condition()) {
    if (child.exitCode !== null) {
      throw new Error(`the writer ended with ${child.exitCode} before it could be killed`);
    }
    await new Promise((soon) => setTimeout(soon, 1));
  }
}

describe('a writer that is killed', () => {
  it('leaves a run that the next one ends, with not one customer written twice', async () => {
    const segmentId = await open.segment('Killed', "customer_tags CONTAINS 'all'");
    const planned = await open.plan(segmentId, 'tag');
    const { run } = planned.current!;
    await open.flow.database.owner.query("update activation_run set state = 'running' where id = $1", [run.id]);

    // The first dies in the middle of a call: Shopify has done a part of it, and nobody has heard its answer.
    const first = await writeInChild(run.id);
    await until(() => shop().tagWrites.length >= 30, first);
    first.kill('SIGKILL');
    await new Promise((gone) => first.once('exit', gone));
    const written = shop().tagWrites.length;
    expect(written).toBeLessThan(PEOPLE);
    const half = await open.page(segmentId);
    expect(half.current?.run.state).toBe('running');

    const second = await writeInChild(run.id);
    const code = await new Promise<number | null>((gone) => second.once('exit', gone));
    expect(code).toBe(0);
    const after = await open.page(segmentId);
    expect(after.current).toMatchObject({ run: { state: 'done' }, progress: { waiting: 0, done: PEOPLE, failed: 0 } });
    expect(open.tagged('onefold:killed').length).toBe(PEOPLE);
    const customers = shop().tagWrites.map((write) => write.id);
    expect(customers.length).toBe(new Set(customers).size);
  });
});
