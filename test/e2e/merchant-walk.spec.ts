import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { type Demo, startDemo } from '#test/demo-run/start-demo.ts';
import { launchBrowser, type TestBrowser } from '#test/support/find-chromium.ts';
import { type Admin, openAdmin, seriousFindings } from './admin.ts';

let demo: Demo;
let look: pg.Client;
let browser: TestBrowser;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo({ people: 200, seed: 11, name: 'e2e' });
  look = new pg.Client({ connectionString: demo.postgres.url });
  await look.connect();
  await loadDemo(demo, look);
  admin = await openAdmin(demo, browser);
}, 400_000);

afterAll(async () => {
  await admin?.close();
  await browser?.close();
  await look?.end();
  await demo?.end();
}, 60_000);

async function knownInBothWorlds(): Promise<{ name: string; id: string }> {
  const { rows } = await look.query<{ name: string; id: string }>(
    `select p.display_name as name, p.public_id as id from profile p
     join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
     where m.channels @> array['online', 'pos'] and p.records_count > 1 order by m.net_minor desc limit 1`,
  );
  return rows[0]!;
}

describe('a merchant', () => {
  it('opens Onefold in the admin and sees customers, orders, revenue by channel and how fresh each source is', async () => {
    await admin.go('/app', 'Home');
    const { rows } = await look.query<{ n: string }>('select count(*) as n from profile');
    await admin.app.getByText(Number(rows[0]?.n).toLocaleString('en'), { exact: true }).first().waitFor();
    await admin.app.getByRole('heading', { name: 'Revenue by channel' }).waitFor();
    await admin.app.getByText('Square', { exact: true }).first().waitFor();
    expect(await admin.app.getByText('Up to date').count()).toBeGreaterThan(1);
    await admin.shot('home');
  });

  it('finds a person who buys online and at the till, and sees what each source says, the timeline and why', async () => {
    const person = await knownInBothWorlds();
    await admin.go(`/app/profiles?q=${encodeURIComponent(person.name)}`, 'Profiles');
    await admin.app.getByRole('link', { name: person.name }).first().click();
    await admin.go(`/app/profiles/${person.id}`, person.name);
    await admin.app.getByRole('heading', { name: 'Timeline' }).waitFor();
    await admin.app.getByRole('heading', { name: 'Why these records are one person' }).waitFor();
    expect(await admin.app.getByText('In store').count()).toBeGreaterThan(0);
    expect(await admin.app.getByText('Online', { exact: true }).count()).toBeGreaterThan(0);
    await admin.app.getByRole('button', { name: 'Show evidence' }).first().click();
    await admin.app.getByText('Each bit doubles the odds').first().waitFor();
    await admin.shot('profile');
  });

  it('sees a sale that was made a moment ago on the home page without loading it again', async () => {
    await admin.go('/app', 'Home');
    const { rows } = await look.query<{ n: string }>(
      "select count(*) as n from sales_order where not is_test and deleted_at is null and status not in ('cancelled', 'voided')",
    );
    await demo.standIn.control('sale-online', { shop: demo.domain });
    const next = (Number(rows[0]?.n) + 1).toLocaleString('en');
    await admin.app.getByText(next, { exact: true }).first().waitFor({ timeout: 20_000 });
  });

  it('builds a segment by adding a condition, sees whom it finds, saves it, and it stays live', async () => {
    await admin.go('/app/segments/new', 'New segment');
    await admin.app.getByLabel('Name').fill('Spent 100');
    await admin.app.getByRole('button', { name: 'Add condition' }).click();
    await admin.app.getByPlaceholder('Search conditions').fill('amount spent');
    await admin.app.getByRole('option', { name: 'amount spent', exact: true }).click();
    await admin.app.getByLabel('Value for amount spent').fill('100');
    await admin.app.getByText('Customers whose amount spent is at least').waitFor();
    await admin.shot('segment-new');
    await admin.app.getByRole('button', { name: 'Save' }).click();
    await admin.app.getByRole('heading', { name: 'Spent 100', level: 1 }).waitFor();
    await admin.go('/app/segments', 'Segments');
    await admin.app.getByText('Live').first().waitFor({ timeout: 20_000 });
    const { rows } = await look.query<{ kept: string; real: string }>(
      `select (select members_count from segment where name = 'Spent 100') as kept,
              (select count(*) from profile_metrics where net_minor >= 10000) as real`,
    );
    expect(Number(rows[0]?.kept)).toBe(Number(rows[0]?.real));
    await admin.shot('segments');
  });

  it('uploads a file, sees what is in it before anything is imported, and imports it', async () => {
    await admin.go('/app/sources', 'Sources');
    await admin.app.locator('input[type=file]').setInputFiles(join(demo.files, 'square-customers.csv'));
    await admin.app.getByRole('heading', { name: 'square-customers.csv', level: 1 }).waitFor({ timeout: 30_000 });
    await admin.app.getByText('This very file was imported before').waitFor();
    await admin.app
      .getByRole('cell', { name: /Field for Email Address|E-mail/ })
      .first()
      .waitFor();
    await admin.shot('mapping');
    await admin.app.getByRole('button', { name: /^Import / }).click();
    await admin.app.getByText('Imported', { exact: true }).waitFor({ timeout: 60_000 });
    await admin.shot('imported');
  });

  it('answers a question about two records that may be one person', async () => {
    await admin.go('/app/sources/review', 'Questions about people');
    const question = admin.app.getByRole('button', { name: /Different people/ });
    if ((await question.count()) > 0) {
      const before = await look.query("select 1 from identity_decision where kind = 'cannot_link'");
      await admin.shot('review');
      await question.click();
      await expect
        .poll(async () => (await look.query("select 1 from identity_decision where kind = 'cannot_link'")).rowCount, {
          timeout: 20_000,
        })
        .toBeGreaterThan(before.rowCount ?? 0);
    }
  });
});

const PAGES = [
  ['/app', 'Home'],
  ['/app/profiles', 'Profiles'],
  ['/app/segments', 'Segments'],
  ['/app/segments/new', 'New segment'],
  ['/app/value', 'Value'],
  ['/app/quality', 'Quality'],
  ['/app/sources', 'Sources'],
  ['/app/sources/review', 'Questions about people'],
  ['/app/sources/inbox', 'Messages that failed'],
  ['/app/settings', 'Settings'],
] as const;

describe('every page', () => {
  it.each(PAGES)('%s has no serious accessibility fault', async (path, heading) => {
    await admin.go(path, heading);
    await admin.shot(`page${path.replaceAll('/', '-')}`);
    expect(await seriousFindings(admin)).toEqual([]);
  });

  it('stands on a phone without scrolling sideways', async () => {
    const phone = await openAdmin(demo, browser, { width: 390, height: 844 });
    try {
      for (const [path, heading] of PAGES) {
        await phone.go(path, heading);
        const [inner, outer] = await phone.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
        expect(inner, `${path} is wider than a phone`).toBeLessThanOrEqual((outer ?? 0) + 1);
        await phone.shot(`phone${path.replaceAll('/', '-')}`);
      }
    } finally {
      await phone.close();
    }
  });
});
