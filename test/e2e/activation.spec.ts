import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 60, seed: 5, name: 'activation' }, async (demo, look) => {
  await merchant(demo).open();
  const fetched = "select from backfill_operation having bool_and(state = 'done')";
  const waiting =
    "select from graphile_worker._private_jobs where attempts < max_attempts and run_at < now() + interval '5 seconds'";
  while ((await look.query(fetched)).rowCount === 0 || (await look.query(waiting)).rowCount !== 0) {
    await sleep(300);
  }
});

const one = async (query: string) => Number((await at.look.query<{ n: string }>(query)).rows[0]?.n);
const taggedInShopify = (tag: string) =>
  [...at.demo.standIn.world.findShop(at.demo.domain)!.store.customers.values()].filter((each) =>
    each.tags.includes(tag),
  );
/** What was changed in Shopify so far, and how it ended. */
const runs = async () =>
  (
    await at.look.query<{ runs: string }>(
      "select string_agg(cause || ':' || state, ' ' order by id) as runs from activation_run",
    )
  ).rows[0]?.runs;
const button = (name: string | RegExp) => at.admin.app.getByRole('button', { name }).first();

/** Opens a page of the segment. */
async function open(path: string, heading: string): Promise<void> {
  const segment = (await at.look.query<{ id: string }>("select id from segment where name = 'Shoppers'")).rows[0]!.id;
  await at.admin.go(`/app/segments/${segment}${path}`, heading);
}

describe('a merchant with a segment', () => {
  it('downloads its people with the columns that were chosen', async () => {
    await merchantKeeps('Shoppers', "channels CONTAINS 'online'");
    await open('/export', 'Download “Shoppers”');
    await at.admin.app.getByRole('heading', { name: 'What they agreed to' }).waitFor();
    await at.admin.app.getByLabel('City').uncheck();
    await at.admin.shot('segment-download');
    expect(await seriousFindings(at.admin)).toEqual([]);
    const [download] = await Promise.all([at.admin.page.waitForEvent('download'), button('Download CSV').click()]);
    const text = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '');
    const lines = text.trim().split('\r\n');
    expect(lines[0]).toMatch(/^Name,Email,Email consent,SMS consent,Orders,/);
    expect(lines.length - 1).toBe(await one("select members_count as n from segment where name = 'Shoppers'"));
    expect(await one("select count(*) as n from audit_log where action = 'segment.downloaded'")).toBe(1);
  });

  it('sees what would change in Shopify before it does, sends it, and takes it back', async () => {
    await open('/send', 'Send “Shoppers” to Shopify');
    await at.admin.shot('segment-send-ways');
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);
    await button('Show what would change').click();
    await at.admin.app.getByRole('heading', { name: 'What would change in Shopify' }).waitFor();
    await at.admin.shot('segment-send-planned');
    expect(await seriousFindings(at.admin)).toEqual([]);
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);

    await button('Send to Shopify').click();
    await expect.poll(runs, { timeout: 120_000, interval: 300 }).toBe('sent:done');
    await at.admin.app.getByRole('heading', { name: 'Sent by a person: done' }).waitFor({ timeout: 60_000 });
    await at.admin.shot('segment-send-done');
    const adds = await one('select adds as n from activation_run order by id limit 1');
    expect(adds).toBeGreaterThan(0);
    expect(taggedInShopify('onefold:shoppers').length).toBe(adds);

    await button('Undo this change').click();
    await expect.poll(runs, { timeout: 120_000, interval: 300 }).toBe('sent:done undone:done');
    await at.admin.app.getByRole('heading', { name: 'Taken back: done' }).waitFor({ timeout: 60_000 });
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);
    await at.admin.shot('segment-send-undone');
  });

  it('does the same on a phone without scrolling sideways', async () => {
    const phone = await at.openPhone();
    await phone.go('/app/activation', 'Sent to Shopify');
    await phone.shot('activation-phone');
    const frame = phone.page.frames().find((each) => each !== phone.page.mainFrame())!;
    expect(await frame.evaluate('document.documentElement.scrollWidth <= window.innerWidth + 1')).toBe(true);
    await phone.close();
  });
});

async function merchantKeeps(name: string, rule: string): Promise<void> {
  const answer = await merchant(at.demo).call('/app/segments/new.data', {
    method: 'POST',
    body: new URLSearchParams({ intent: 'save', name, description: '', rule }),
  });
  expect(answer.ok).toBe(true);
  const ready = `select count(*) as n from segment where name = '${name}' and state = 'ready'`;
  await expect.poll(() => one(ready), { timeout: 60_000, interval: 200 }).toBe(1);
}
