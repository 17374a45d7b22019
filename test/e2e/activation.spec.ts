import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { type Demo, startDemo } from '#test/demo-run/start-demo.ts';
import { launchBrowser, type TestBrowser } from '#test/support/find-chromium.ts';
import { type Admin, openAdmin, seriousFindings } from './admin.ts';

let demo: Demo;
let look: pg.Client;
let browser: TestBrowser;
let admin: Admin;

const one = async (query: string) => Number((await look.query<{ n: string }>(query)).rows[0]?.n);
const taggedInShopify = (tag: string) =>
  [...demo.standIn.world.findShop(demo.domain)!.store.customers.values()].filter((each) => each.tags.includes(tag));
/** What was changed in Shopify so far, and how it ended. */
const runs = async () =>
  (
    await look.query<{ runs: string }>(
      "select string_agg(cause || ':' || state, ' ' order by id) as runs from activation_run",
    )
  ).rows[0]?.runs;
const button = (name: string | RegExp) => admin.app.getByRole('button', { name }).first();

/** Opens a page of the segment. */
async function open(path: string, heading: string): Promise<void> {
  const segment = (await look.query<{ id: string }>("select id from segment where name = 'Shoppers'")).rows[0]!.id;
  await admin.go(`/app/segments/${segment}${path}`, heading);
}

beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo({ people: 60, seed: 5, name: 'activation' });
  look = new pg.Client({ connectionString: demo.postgres.url });
  await look.connect();
  await merchant(demo).open();
  const fetched = "select count(*) as n from backfill_operation having bool_and(state = 'done')";
  const waiting =
    "select count(*) as n from graphile_worker._private_jobs where attempts < max_attempts and run_at < now() + interval '5 seconds'";
  while (Number.isNaN(await one(fetched)) || (await one(waiting)) > 0) {
    await sleep(300);
  }
  admin = await openAdmin(demo, browser);
}, 300_000);

afterAll(async () => {
  await admin?.close();
  await browser?.close();
  await look?.end();
  await demo?.end();
}, 60_000);

describe('a merchant with a segment', () => {
  it('downloads its people with the columns that were chosen', async () => {
    await merchantKeeps('Shoppers', "channels CONTAINS 'online'");
    await open('/export', 'Download “Shoppers”');
    await admin.app.getByRole('heading', { name: 'What they agreed to' }).waitFor();
    await admin.app.getByLabel('City').uncheck();
    await admin.shot('segment-download');
    expect(await seriousFindings(admin)).toEqual([]);
    const [download] = await Promise.all([admin.page.waitForEvent('download'), button('Download CSV').click()]);
    const text = (await readFile(await download.path(), 'utf8')).replace('\uFEFF', '');
    const lines = text.trim().split('\r\n');
    expect(lines[0]).toMatch(/^Name,Email,Email consent,SMS consent,Orders,/);
    expect(lines.length - 1).toBe(await one("select members_count as n from segment where name = 'Shoppers'"));
    expect(await one("select count(*) as n from audit_log where action = 'segment.downloaded'")).toBe(1);
  });

  it('sees what would change in Shopify before it does, sends it, and takes it back', async () => {
    await open('/send', 'Send “Shoppers” to Shopify');
    await admin.shot('segment-send-ways');
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);
    await button('Show what would change').click();
    await admin.app.getByRole('heading', { name: 'What would change in Shopify' }).waitFor();
    await admin.shot('segment-send-planned');
    expect(await seriousFindings(admin)).toEqual([]);
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);

    await button('Send to Shopify').click();
    await expect.poll(runs, { timeout: 120_000, interval: 300 }).toBe('sent:done');
    await admin.app.getByRole('heading', { name: 'Sent by a person: done' }).waitFor({ timeout: 60_000 });
    await admin.shot('segment-send-done');
    const adds = await one('select adds as n from activation_run order by id limit 1');
    expect(adds).toBeGreaterThan(0);
    expect(taggedInShopify('onefold:shoppers').length).toBe(adds);

    await button('Undo this change').click();
    await expect.poll(runs, { timeout: 120_000, interval: 300 }).toBe('sent:done undone:done');
    await admin.app.getByRole('heading', { name: 'Taken back: done' }).waitFor({ timeout: 60_000 });
    expect(taggedInShopify('onefold:shoppers').length).toBe(0);
    await admin.shot('segment-send-undone');
  });

  it('does the same on a phone without scrolling sideways', async () => {
    const phone = await openAdmin(demo, browser, { width: 390, height: 844 });
    await phone.go('/app/activation', 'Sent to Shopify');
    await phone.shot('activation-phone');
    const frame = phone.page.frames().find((each) => each !== phone.page.mainFrame())!;
    expect(await frame.evaluate('document.documentElement.scrollWidth <= window.innerWidth + 1')).toBe(true);
    await phone.close();
  });
});

async function merchantKeeps(name: string, rule: string): Promise<void> {
  const answer = await merchant(demo).call('/app/segments/new.data', {
    method: 'POST',
    body: new URLSearchParams({ intent: 'save', name, description: '', rule }),
  });
  expect(answer.ok).toBe(true);
  const ready = `select count(*) as n from segment where name = '${name}' and state = 'ready'`;
  await expect.poll(() => one(ready), { timeout: 60_000, interval: 200 }).toBe(1);
}
