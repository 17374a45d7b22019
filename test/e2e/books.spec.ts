import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 60, seed: 5, name: 'e2e-books' });

async function count(question: string): Promise<number> {
  return (await at.look.query(question)).rowCount ?? 0;
}

async function squareId(): Promise<string> {
  const { rows } = await at.look.query<{ id: string }>("select id from source where name = 'Square'");
  return rows[0]!.id;
}

describe('a merchant', () => {
  it('compares the books with Shopify, and sees the sale that no message told named and fetched', async () => {
    await at.demo.standIn.control('chaos', { dropShare: 1 });
    const before = new Date(Date.now() - 600_000).toISOString();
    const sold = (await at.demo.standIn.control('sale-online', { shop: at.demo.domain, placedAt: before })).body;
    await at.demo.standIn.control('chaos', { dropShare: 0 });
    await at.admin.go('/app/sources/books', 'Books');
    await at.admin.app.getByRole('button', { name: 'Compare now' }).click();
    await at.admin.app.getByText(/^Compared .* named, .* healed\.$/).waitFor({ timeout: 60_000 });
    await at.admin.app.getByText('Balanced').first().waitFor();
    await at.admin.shot('books');
    await at.admin.app.getByRole('link', { name: 'Shopify' }).click();
    await at.admin.app.getByRole('heading', { name: 'Books of Shopify', level: 1 }).waitFor();
    await at.admin.app
      .getByText(`Order ${String(sold['name'])}`)
      .first()
      .waitFor();
    await at.admin.app.getByText('The message orders/create never came.').first().waitFor();
    await at.admin.app.getByText('Healed').first().waitFor();
    await at.admin.shot('books-shopify');
  });

  it('compares the till with its own daily totals', async () => {
    await at.admin.go(`/app/sources/books/${await squareId()}`, 'Books of Square');
    await at.admin.app.locator('input[type=file]').setInputFiles(join(at.demo.files, 'square-daily-totals.csv'));
    await at.admin.app.getByRole('heading', { name: 'Days' }).waitFor();
    await expect
      .poll(() => count('select 1 from books_day b join source s on s.id = b.source_id where s.name = $$Square$$'))
      .toBeGreaterThan(5);
    await at.admin.app.getByText('Balanced').first().waitFor({ timeout: 20_000 });
    await at.admin.shot('books-till');
  });

  it('corrects how often a source speaks, and is told on other pages when it is late', async () => {
    await at.admin.go(`/app/sources/${await squareId()}`, 'Square');
    await at.admin.app.getByLabel('Expected').selectOption({ label: 'Every hour' });
    await at.admin.app.getByRole('button', { name: 'Save' }).click();
    await at.admin.app.getByText('Somebody here expects it every hour.').waitFor({ timeout: 20_000 });
    await at.admin.shot('source');
    await at.look.query("update source set last_heard_at = now() - interval '5 hours' where name = 'Square'");
    await at.admin.go('/app/profiles', 'Profiles');
    await at.admin.app.getByText(/Square is late: its data ends 5 hours ago/).waitFor();
    await at.admin.shot('late');
  });

  it('cleans what is kept by a ready-made rule and one of their own, with before and after, and takes it back', async () => {
    await at.look.query(
      'update customer_record set family_name = upper(family_name) where id = (select max(id) from customer_record where family_name <> upper(family_name))',
    );
    await at.admin.go('/app/sources/rules', 'Rules for clean data');
    await at.admin.shot('rules-empty');
    await at.admin.app.getByRole('button', { name: 'Switch on: Last names written properly' }).click();
    await at.admin.app.getByText('On', { exact: true }).waitFor({ timeout: 30_000 });
    await at.admin.shot('rules');
    await at.admin.app.getByRole('link', { name: 'Last names written properly' }).click();
    await at.admin.app.getByRole('button', { name: /give [1-9].* back/ }).click();
    await at.admin.app.getByText('Off', { exact: true }).waitFor({ timeout: 30_000 });
    await at.admin.go('/app/sources/rules/new', 'New rule');
    await at.admin.app.getByLabel('Name').fill('Loud cities');
    await at.admin.app.getByLabel('Add a step').selectOption({ label: 'Capitals and small letters' });
    await at.admin.app.getByLabel('To', { exact: true }).selectOption({ label: 'UPPER CASE' });
    await at.admin.app.getByText(/[1-9]\d* of the latest .* would change/).waitFor({ timeout: 20_000 });
    await at.admin.shot('rule-new');
    expect(await seriousFindings(at.admin)).toEqual([]);
    await at.admin.app.getByRole('button', { name: 'Save rule' }).click();
    await at.admin.app.getByRole('heading', { name: 'Loud cities', level: 1 }).waitFor();
    await at.admin.app.getByText(/[1-9]\d* values? changed/).waitFor({ timeout: 30_000 });
    await at.admin.shot('rule');
  });

  it('sees what differs in the next file of a source, and changes a column’s values before anything is imported', async () => {
    const path = join(at.demo.files, 'club.csv');
    const rows = Array.from({ length: 12 }, (_, at) => `c${at}@example.com,Ann Nr${at},VIP`).join('\n');
    writeFileSync(path, `Email,Name,Level\n${rows}\n`);
    await merchant(at.demo).importFile(path, 'Club');
    writeFileSync(path, `Email,Level,Town\n${rows.replaceAll(/,Ann Nr\d+/g, '').replaceAll('VIP', 'VIP,hamburg')}\n`);
    await at.admin.go('/app/sources', 'Sources');
    await at.admin.app.locator('input[type=file]').setInputFiles(path);
    await at.admin.app
      .getByRole('heading', { name: 'Compared with the last file of Club' })
      .waitFor({ timeout: 30_000 });
    await at.admin.app.getByText('“Town” is new').waitFor();
    await at.admin.app.getByRole('button', { name: 'Change values of Town' }).click();
    await at.admin.app.getByLabel('Add a step').selectOption({ label: 'Capitals and small letters' });
    await at.admin.app.getByRole('cell', { name: 'Hamburg', exact: true }).waitFor();
    await at.admin.app.getByLabel('If there is a value already').selectOption({ label: 'Fill only what is empty' });
    await at.admin.app.getByRole('cell', { name: 'Hamburg', exact: true }).scrollIntoViewIfNeeded();
    await at.admin.shot('mapping-values');
    expect(await seriousFindings(at.admin)).toEqual([]);
  });
});

describe('these pages', () => {
  it('have no serious accessibility fault and stand on a phone without scrolling sideways', async () => {
    const { rows } = await at.look.query<{ id: string }>("select id from source where name = 'Shopify'");
    const pages = [
      ['/app/sources/books', 'Books'],
      [`/app/sources/books/${rows[0]!.id}`, 'Books of Shopify'],
      [`/app/sources/${await squareId()}`, 'Square'],
      ['/app/sources/rules', 'Rules for clean data'],
      ['/app/sources/rules/new', 'New rule'],
    ] as const;
    const phone = await at.openPhone();
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
