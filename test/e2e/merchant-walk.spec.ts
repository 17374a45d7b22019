import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 200, seed: 11, name: 'e2e' });

async function knownInBothWorlds(): Promise<{ name: string; id: string }> {
  const { rows } = await at.look.query<{ name: string; id: string }>(
    `select p.display_name as name, p.public_id as id from profile p
     join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
     where m.channels @> array['online', 'pos'] and p.records_count > 1 order by m.net_minor desc limit 1`,
  );
  return rows[0]!;
}

describe('a merchant', () => {
  it('opens Onefold in the admin and sees customers, orders, revenue by channel and how fresh each source is', async () => {
    await at.admin.go('/app', 'Home');
    const { rows } = await at.look.query<{ n: string }>('select count(*) as n from profile');
    await at.admin.app.getByText(Number(rows[0]?.n).toLocaleString('en'), { exact: true }).first().waitFor();
    await at.admin.app.getByRole('heading', { name: 'Revenue by channel' }).waitFor();
    await at.admin.app.getByText('Square', { exact: true }).first().waitFor();
    expect(await at.admin.app.getByText('Up to date').count()).toBeGreaterThan(1);
    await at.admin.shot('home');
  });

  it('finds a person who buys online and at the till, and sees what each source says, the timeline and why', async () => {
    const person = await knownInBothWorlds();
    await at.admin.go(`/app/profiles?q=${encodeURIComponent(person.name)}`, 'Profiles');
    await at.admin.app.getByRole('link', { name: person.name }).first().click();
    await at.admin.go(`/app/profiles/${person.id}`, person.name);
    await at.admin.app.getByRole('heading', { name: 'Timeline' }).waitFor();
    await at.admin.app.getByRole('heading', { name: 'Why these records are one person' }).waitFor();
    expect(await at.admin.app.getByText('In store').count()).toBeGreaterThan(0);
    expect(await at.admin.app.getByText('Online', { exact: true }).count()).toBeGreaterThan(0);
    await at.admin.app.getByRole('button', { name: 'Show evidence' }).first().click();
    await at.admin.app.getByText('Each bit doubles the odds').first().waitFor();
    await at.admin.shot('profile');
  });

  it('sees a sale that was made a moment ago on the home page without loading it again', async () => {
    await at.admin.go('/app', 'Home');
    const { rows } = await at.look.query<{ n: string }>(
      "select count(*) as n from sales_order where not is_test and deleted_at is null and status not in ('cancelled', 'voided')",
    );
    await at.demo.standIn.control('sale-online', { shop: at.demo.domain });
    const next = (Number(rows[0]?.n) + 1).toLocaleString('en');
    await at.admin.app.getByText(next, { exact: true }).first().waitFor({ timeout: 20_000 });
  });

  it('builds a segment by adding a condition, sees whom it finds, saves it, and it stays live', async () => {
    await at.admin.go('/app/segments/new', 'New segment');
    await at.admin.app.getByLabel('Name').fill('Spent 100');
    await at.admin.app.getByRole('button', { name: 'Add condition' }).click();
    await at.admin.app.getByPlaceholder('Search conditions').fill('amount spent');
    await at.admin.app.getByRole('option', { name: 'amount spent', exact: true }).click();
    await at.admin.app.getByLabel('Value for amount spent').fill('100');
    await at.admin.app.getByText('Customers whose amount spent is at least').waitFor();
    await at.admin.shot('segment-new');
    await at.admin.app.getByRole('button', { name: 'Save' }).click();
    await at.admin.app.getByRole('heading', { name: 'Spent 100', level: 1 }).waitFor();
    await at.admin.go('/app/segments', 'Segments');
    await at.admin.app.getByText('Live').first().waitFor({ timeout: 20_000 });
    const { rows } = await at.look.query<{ kept: string; real: string }>(
      `select (select members_count from segment where name = 'Spent 100') as kept,
              (select count(*) from profile_metrics where net_minor >= 10000) as real`,
    );
    expect(Number(rows[0]?.kept)).toBe(Number(rows[0]?.real));
    await at.admin.shot('segments');
  });

  it('uploads a file, sees what is in it before anything is imported, and imports it', async () => {
    await at.admin.go('/app/sources', 'Sources');
    await at.admin.app.locator('input[type=file]').setInputFiles(join(at.demo.files, 'square-customers.csv'));
    await at.admin.app.getByRole('heading', { name: 'square-customers.csv', level: 1 }).waitFor({ timeout: 30_000 });
    await at.admin.app.getByText('This very file was imported before').waitFor();
    await at.admin.app
      .getByRole('cell', { name: /Field for Email Address|E-mail/ })
      .first()
      .waitFor();
    await at.admin.shot('mapping');
    await at.admin.app.getByRole('button', { name: /^Import / }).click();
    await at.admin.app.getByText('Imported', { exact: true }).waitFor({ timeout: 60_000 });
    await at.admin.shot('imported');
  });

  it('answers a question about two records that may be one person', async () => {
    await at.admin.go('/app/identity/review', 'Questions about people');
    const question = at.admin.app.getByRole('button', { name: /Different people/ });
    if ((await question.count()) > 0) {
      const before = await at.look.query("select 1 from identity_decision where kind = 'cannot_link'");
      await at.admin.shot('review');
      await question.click();
      await expect
        .poll(
          async () => (await at.look.query("select 1 from identity_decision where kind = 'cannot_link'")).rowCount,
          {
            timeout: 20_000,
          },
        )
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
  ['/app/identity/review', 'Questions about people'],
  ['/app/sources/inbox', 'Messages that failed'],
  ['/app/settings', 'Settings'],
] as const;

describe('every page', () => {
  it.each(PAGES)('%s has no serious accessibility fault', async (path, heading) => {
    await at.admin.go(path, heading);
    await at.admin.shot(`page${path.replaceAll('/', '-')}`);
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('stands on a phone without scrolling sideways', async () => {
    const phone = await at.openPhone();
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
