import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { type Admin, seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 60, seed: 9, name: 'segments' }, async (demo, look) => {
  await merchant(demo).open();
  const fetched = "select from backfill_operation having bool_and(state = 'done')";
  const waiting =
    "select from graphile_worker._private_jobs where attempts < max_attempts and run_at < now() + interval '5 seconds'";
  while ((await look.query(fetched)).rowCount === 0 || (await look.query(waiting)).rowCount !== 0) {
    await sleep(300);
  }
});

const one = async (query: string) => Number((await at.look.query<{ n: string }>(query)).rows[0]?.n);
const button = (name: string | RegExp) =>
  at.admin.app.getByRole('button', { name, exact: typeof name === 'string' }).first();
const text = (words: string | RegExp) => at.admin.app.getByText(words).first();
const kept = async (name: string) =>
  (
    await at.look.query<{ id: string; rule: string; size: number }>(
      'select id, rule_text as rule, members_count as size from segment where name = $1',
      [name],
    )
  ).rows[0];

describe('a merchant who makes a segment', () => {
  it('builds it of rows, reads it aloud, and sees whom it finds and what sets them apart', async () => {
    await at.admin.go('/app/segments/new', 'New segment');
    await at.admin.app.getByLabel('Name').fill('Good buyers');
    await button('Add condition').click();
    await at.admin.app.getByPlaceholder('Search conditions').fill('number of orders');
    await at.admin.app.getByRole('option', { name: 'number of orders', exact: true }).click();
    await at.admin.app.getByLabel('Value for number of orders').fill('2');
    await text('Customers whose number of orders is').waitFor();
    await text('Some of them').waitFor({ timeout: 20_000 });
    await text('What sets them apart').waitFor({ timeout: 20_000 });
    await at.admin.shot('segment-builder');
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('goes over to text and back without loss, and is shown the character of a slip', async () => {
    await button('Text').click();
    const rule = at.admin.app.getByLabel('Rule');
    await rule.waitFor();
    expect(await rule.inputValue()).toMatch(/^number_of_orders .* 2$/);
    await rule.fill('number_of_orders >= 2 AND amount_spend > 10');
    await text('There is no attribute amount_spend').waitFor();
    await at.admin.shot('segment-text-slip');
    expect(await seriousFindings(at.admin)).toEqual([]);
    expect(await button('Save').isDisabled()).toBe(true);
    await button(/^Write amount_spent/).click();
    await expect.poll(() => rule.inputValue()).toBe('number_of_orders >= 2 AND amount_spent > 10');
    await button('Builder').click();
    await at.admin.app.getByLabel('Value for amount spent').waitFor();
    await button('Text').click();
    expect((await rule.inputValue()).replaceAll(/\s+/g, ' ')).toBe('number_of_orders >= 2 AND amount_spent > 10');
    await button('Save').click();
    await at.admin.app.getByRole('heading', { name: 'Good buyers', level: 1 }).waitFor();
    const real = await one('select count(*) as n from profile_metrics where orders_count >= 2 and net_minor > 1000');
    await expect.poll(async () => (await kept('Good buyers'))?.size, { timeout: 60_000, interval: 300 }).toBe(real);
    expect(real).toBeGreaterThan(0);
  });

  it('opens from one of its people why they are in it', async () => {
    const { id } = (await kept('Good buyers'))!;
    await at.admin.go(`/app/segments/${id}`, 'Good buyers');
    await text('Some of them').waitFor({ timeout: 20_000 });
    await at.admin.app
      .getByRole('link', { name: /^Why .* is in it$/ })
      .first()
      .click();
    await at.admin.app.getByRole('heading', { name: /^Why .* is in it$/ }).waitFor({ timeout: 20_000 });
    await text('All of these must hold').waitFor();
    await text(/^Found: number of orders: \d+/).waitFor();
    await text('The least that would take them out').waitFor();
    await at.admin.shot('segment-why');
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('gives it a goal with people left alone, is told what is wrong with a day too soon, and sees where it stands', async () => {
    const { id, size } = (await kept('Good buyers'))!;
    await at.admin.go(`/app/segments/${id}`, 'Good buyers');
    await button('Set a goal').click();
    await at.admin.app.getByLabel('Target').fill('60');
    await at.admin.app.getByLabel('By', { exact: true }).fill('2020-01-31');
    await at.admin.app.getByLabel('Left alone for comparison').selectOption('20');
    await button('Set the goal').click();
    await text(/^Give a day from \d{4}-/).waitFor({ timeout: 20_000 });
    await at.admin.shot('segment-goal-refused');
    await at.admin.app.getByLabel('By', { exact: true }).fill('2099-01-31');
    await button('Set the goal').click();
    await text('cannot tell yet').waitFor({ timeout: 20_000 });
    await text('No window is closed yet, so nothing is settled.').waitFor();
    await at.admin.shot('segment-goal');
    expect(await seriousFindings(at.admin)).toEqual([]);
    expect(await one('select count(*) as n from segment_goal_person')).toBe(Number(size));
  });

  it('downloads it without those who are left alone', async () => {
    const { id, size } = (await kept('Good buyers'))!;
    await at.admin.go(`/app/segments/${id}/export`, 'Download “Good buyers”');
    const [download] = await Promise.all([at.admin.page.waitForEvent('download'), button('Download CSV').click()]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\r\n');
    const alone = await one('select count(*) as n from segment_goal_person where is_held_out');
    expect(lines.length - 1).toBe(Number(size) - alone);
    await at.admin.go(`/app/segments/${id}`, 'Good buyers');
    await button('End the goal').click();
    await button('Set a goal').waitFor({ timeout: 20_000 });
    expect(await one('select count(*) as n from segment_goal')).toBe(0);
  });

  it('asks about households, from a ready-made segment on', async () => {
    await at.admin.go('/app/segments/new?from=one-buyer-in-a-family', 'New segment');
    await text('Customers whose household size is at least 3').waitFor();
    await at.admin.app.getByLabel('Name').fill('Families');
    await at.admin.app.getByLabel('Value for household size').fill('2');
    await at.admin.app.getByLabel('Value for household’s number of buyers').fill('2');
    await text('Some of them').waitFor({ timeout: 20_000 });
    await at.admin.shot('segment-household');
    expect(await seriousFindings(at.admin)).toEqual([]);
    await button('Save').click();
    await at.admin.app.getByRole('heading', { name: 'Families', level: 1 }).waitFor();
    const real =
      await one(`select count(*) as n from profile_household h join profile_metrics m using (shop_id, profile_id)
      where h.people >= 2 and h.buyers = 2 and m.orders_count >= 1`);
    await expect.poll(async () => (await kept('Families'))?.size, { timeout: 60_000, interval: 300 }).toBe(real);
    expect(real).toBeGreaterThan(0);
  });

  it('brings in the segments that stand in Shopify', async () => {
    const { segments } = at.demo.standIn.world.findShop(at.demo.domain)!.store;
    const time = '2026-01-05T10:00:00Z';
    segments.set('901', {
      id: '901',
      name: 'Spent much',
      query: 'amount_spent >= 100',
      creationDate: time,
      lastEditDate: time,
    });
    await at.admin.go('/app/segments/import', 'Bring in from Shopify');
    await text('Spent much').waitFor();
    await at.admin.shot('segment-import');
    expect(await seriousFindings(at.admin)).toEqual([]);
    await button('Bring in 1 segment').click();
    await text('1 segment brought in').waitFor({ timeout: 20_000 });
    const real = await one('select count(*) as n from profile_metrics where net_minor >= 10000');
    await expect.poll(async () => (await kept('Spent much'))?.size, { timeout: 60_000, interval: 300 }).toBe(real);
  });

  it('does the same on a phone without scrolling sideways', async () => {
    const phone = await at.openPhone();
    const { id } = (await kept('Good buyers'))!;
    const families = (await kept('Families'))!;
    for (const [path, heading, name] of [
      ['/app/segments', 'Segments', 'segments-phone'],
      [`/app/segments/${id}`, 'Good buyers', 'segment-phone'],
      [`/app/segments/${families.id}`, 'Families', 'segment-household-phone'],
      ['/app/segments/import', 'Bring in from Shopify', 'segment-import-phone'],
    ] as const) {
      await phone.go(path, heading);
      await phone.shot(name);
      expect(await isTooWide(phone), path).toBe(false);
    }
    await phone.close();
  });
});

async function isTooWide(phone: Admin): Promise<boolean> {
  const frame = phone.page.frames().find((each) => each !== phone.page.mainFrame())!;
  return frame.evaluate('document.documentElement.scrollWidth > window.innerWidth + 1');
}
