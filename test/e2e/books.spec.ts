import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { merchant } from '#test/demo-run/merchant.ts';
import { type Demo, startDemo } from '#test/demo-run/start-demo.ts';
import { launchBrowser, type TestBrowser } from '#test/support/find-chromium.ts';
import { type Admin, openAdmin, seriousFindings } from './admin.ts';

let demo: Demo;
let look: pg.Client;
let browser: TestBrowser;
let admin: Admin;

beforeAll(async () => {
  browser = await launchBrowser();
  demo = await startDemo({ people: 60, seed: 5, name: 'e2e-books' });
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

async function count(question: string): Promise<number> {
  return (await look.query(question)).rowCount ?? 0;
}

async function squareId(): Promise<string> {
  const { rows } = await look.query<{ id: string }>("select id from source where name = 'Square'");
  return rows[0]!.id;
}

describe('a merchant', () => {
  it('compares the books with Shopify, and sees the sale that no message told named and fetched', async () => {
    await demo.standIn.control('chaos', { dropShare: 1 });
    const before = new Date(Date.now() - 600_000).toISOString();
    const sold = (await demo.standIn.control('sale-online', { shop: demo.domain, placedAt: before })).body;
    await demo.standIn.control('chaos', { dropShare: 0 });
    await admin.go('/app/sources/books', 'Books');
    await admin.app.getByRole('button', { name: 'Compare now' }).click();
    await admin.app.getByText(/^Compared .* named, .* healed\.$/).waitFor({ timeout: 60_000 });
    await admin.app.getByText('Balanced').first().waitFor();
    await admin.shot('books');
    await admin.app.getByRole('link', { name: 'Shopify' }).click();
    await admin.app.getByRole('heading', { name: 'Books of Shopify', level: 1 }).waitFor();
    await admin.app
      .getByText(`Order ${String(sold['name'])}`)
      .first()
      .waitFor();
    await admin.app.getByText('The message orders/create never came.').first().waitFor();
    await admin.app.getByText('Healed').first().waitFor();
    await admin.shot('books-shopify');
  });

  it('compares the till with its own daily totals', async () => {
    await admin.go(`/app/sources/books/${await squareId()}`, 'Books of Square');
    await admin.app.locator('input[type=file]').setInputFiles(join(demo.files, 'square-daily-totals.csv'));
    await admin.app.getByRole('heading', { name: 'Days' }).waitFor();
    await expect
      .poll(() => count('select 1 from books_day b join source s on s.id = b.source_id where s.name = $$Square$$'))
      .toBeGreaterThan(5);
    await admin.app.getByText('Balanced').first().waitFor({ timeout: 20_000 });
    await admin.shot('books-till');
  });

  it('corrects how often a source speaks, and is told on other pages when it is late', async () => {
    await admin.go(`/app/sources/${await squareId()}`, 'Square');
    await admin.app.getByLabel('Expected').selectOption({ label: 'Every hour' });
    await admin.app.getByRole('button', { name: 'Save' }).click();
    await admin.app.getByText('Somebody here expects it every hour.').waitFor({ timeout: 20_000 });
    await admin.shot('source');
    await look.query("update source set last_heard_at = now() - interval '5 hours' where name = 'Square'");
    await admin.go('/app/profiles', 'Profiles');
    await admin.app.getByText(/Square is late: its data ends 5 hours ago/).waitFor();
    await admin.shot('late');
  });

  it('cleans what is kept by a ready-made rule and one of their own, with before and after, and takes it back', async () => {
    await look.query(
      'update customer_record set family_name = upper(family_name) where id = (select max(id) from customer_record where family_name <> upper(family_name))',
    );
    await admin.go('/app/sources/rules', 'Rules for clean data');
    await admin.shot('rules-empty');
    await admin.app.getByRole('button', { name: 'Switch on: Last names written properly' }).click();
    await admin.app.getByText('On', { exact: true }).waitFor({ timeout: 30_000 });
    await admin.shot('rules');
    await admin.app.getByRole('link', { name: 'Last names written properly' }).click();
    await admin.app.getByRole('button', { name: /give [1-9].* back/ }).click();
    await admin.app.getByText('Off', { exact: true }).waitFor({ timeout: 30_000 });
    await admin.go('/app/sources/rules/new', 'New rule');
    await admin.app.getByLabel('Name').fill('Loud cities');
    await admin.app.getByLabel('Add a step').selectOption({ label: 'Capitals and small letters' });
    await admin.app.getByLabel('To', { exact: true }).selectOption({ label: 'UPPER CASE' });
    await admin.app.getByText(/[1-9]\d* of the latest .* would change/).waitFor({ timeout: 20_000 });
    await admin.shot('rule-new');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Save rule' }).click();
    await admin.app.getByRole('heading', { name: 'Loud cities', level: 1 }).waitFor();
    await admin.app.getByText(/[1-9]\d* values? changed/).waitFor({ timeout: 30_000 });
    await admin.shot('rule');
  });

  it('sees what differs in the next file of a source, and changes a column’s values before anything is imported', async () => {
    const path = join(demo.files, 'club.csv');
    const rows = Array.from({ length: 12 }, (_, at) => `c${at}@example.com,Ann Nr${at},VIP`).join('\n');
    writeFileSync(path, `Email,Name,Level\n${rows}\n`);
    await merchant(demo).importFile(path, 'Club');
    writeFileSync(path, `Email,Level,Town\n${rows.replaceAll(/,Ann Nr\d+/g, '').replaceAll('VIP', 'VIP,hamburg')}\n`);
    await admin.go('/app/sources', 'Sources');
    await admin.app.locator('input[type=file]').setInputFiles(path);
    await admin.app.getByRole('heading', { name: 'Compared with the last file of Club' }).waitFor({ timeout: 30_000 });
    await admin.app.getByText('“Town” is new').waitFor();
    await admin.app.getByRole('button', { name: 'Change values of Town' }).click();
    await admin.app.getByLabel('Add a step').selectOption({ label: 'Capitals and small letters' });
    await admin.app.getByRole('cell', { name: 'Hamburg', exact: true }).waitFor();
    await admin.app.getByLabel('If there is a value already').selectOption({ label: 'Fill only what is empty' });
    await admin.app.getByRole('cell', { name: 'Hamburg', exact: true }).scrollIntoViewIfNeeded();
    await admin.shot('mapping-values');
    expect(await seriousFindings(admin)).toEqual([]);
  });
});

describe('these pages', () => {
  it('have no serious accessibility fault and stand on a phone without scrolling sideways', async () => {
    const { rows } = await look.query<{ id: string }>("select id from source where name = 'Shopify'");
    const pages = [
      ['/app/sources/books', 'Books'],
      [`/app/sources/books/${rows[0]!.id}`, 'Books of Shopify'],
      [`/app/sources/${await squareId()}`, 'Square'],
      ['/app/sources/rules', 'Rules for clean data'],
      ['/app/sources/rules/new', 'New rule'],
    ] as const;
    const phone = await openAdmin(demo, browser, { width: 390, height: 844 });
    try {
      for (const [path, heading] of pages) {
        await phone.go(path, heading);
        const [inner, outer] = await phone.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
        expect(inner, `${path} is wider than a phone`).toBeLessThanOrEqual((outer ?? 0) + 1);
        expect(await seriousFindings(phone), path).toEqual([]);
        await phone.shot(`phone${path.replaceAll('/', '-')}`);
      }
    } finally {
      await phone.close();
    }
  });
});
