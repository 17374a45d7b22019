import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 200, seed: 5, name: 'e2e-value' }, async (demo, look) => {
  await loadDemo(demo, look);
  await vi.waitUntil(
    async () => (await look.query("select from value_model where active and state = 'ready'")).rowCount === 1,
    { timeout: 120_000, interval: 250 },
  );
});

const PAGES = [
  ['/app/value', 'Value', 'Lifetime value by month of first order'],
  ['/app/value/forecast', 'Forecast', 'Tests on this shop’s own past'],
  ['/app/value/score', 'Value with more than spend', 'How parts are weighed'],
  ['/app/value/groups', 'Groups', 'Without the till'],
  ['/app/value/people?group=LOYAL', 'People', null],
  ['/app/value/risk', 'At risk', null],
  ['/app/value/cohorts?by=channel', 'Cohorts', 'Compared by the first order'],
  ['/app/value/goals', 'Goals and causes', 'What moved each figure'],
  ['/app/products', 'Products', 'What goes with what'],
  ['/app/journeys', 'Journeys', 'What follows on what'],
  ['/app/reports', 'Reports', 'Figures'],
] as const;

describe('a merchant who asks what customers are worth', () => {
  it.each(PAGES)('reads %s, which has no serious accessibility fault', async (path, heading, card) => {
    await at.admin.go(path, heading);
    if (card) await at.admin.app.getByRole('heading', { name: card, exact: true }).waitFor();
    await at.admin.shot(`value${path.replaceAll(/[^a-z]+/g, '-')}`);
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('goes from page to page by the links at the top, and sees which one is shown', async () => {
    await at.admin.go('/app/value', 'Value');
    await at.admin.app.getByRole('navigation', { name: 'Value' }).getByRole('link', { name: 'Forecast' }).click();
    await at.admin.app.getByRole('heading', { name: 'Forecast', level: 1 }).waitFor();
    const here = at.admin.app.locator('nav[aria-label="Value"] a[aria-current="page"]');
    expect(await here.textContent()).toBe('Forecast');
  });

  it('sees on a person’s page what is expected, how sure that is, and how good the model has been', async () => {
    const { rows } = await at.look.query<{ id: string; name: string }>(`
      select p.public_id as id, p.display_name as name from value_score v
      join profile p on p.shop_id = v.shop_id and p.id = v.profile_id
      order by v.predicted_value_minor desc nulls last limit 1`);
    await at.admin.go(`/app/profiles/${rows[0]!.id}`, rows[0]!.name);
    await at.admin.app.getByRole('heading', { name: 'Forecast' }).waitFor();
    await at.admin.app.getByText('in eight of ten cases').waitFor();
    await at.admin.app.getByRole('heading', { name: 'Value with more than spend' }).waitFor();
    await at.admin.app.getByRole('heading', { name: 'To suggest' }).waitFor();
    await at.admin.app
      .getByRole('button', { name: /^Note that / })
      .first()
      .click();
    await at.admin.app.getByText('Noted').waitFor();
    await at.admin.shot('value-profile');
    const noted = await at.look.query("select from care_action where kind = 'product' and state = 'done'");
    expect(noted.rowCount).toBe(1);
  });

  it('weighs the parts of value as he sees fit, is told what does not go, and sees people scored anew', async () => {
    await at.admin.go('/app/value/score', 'Value with more than spend');
    await at.admin.app.getByLabel('A year of waiting takes off').fill('120');
    await at.admin.app.getByRole('button', { name: 'Save' }).click();
    await at.admin.app.getByText('Give a number from 0 to 90.').waitFor();
    await at.admin.app.getByLabel('A year of waiting takes off').fill('12');
    await at.admin.app.getByLabel('Margin', { exact: true }).fill('0');
    await at.admin.app.getByLabel('Frequency').fill('9');
    await at.admin.app.getByRole('button', { name: 'Save' }).click();
    await at.admin.app.getByText('Saved. All people are being scored by it.').waitFor();
    const inForce = async () =>
      (await at.look.query("select body -> 'weights' ->> 'frequency' as weight from value_model where active")).rows;
    await expect.poll(inForce, { timeout: 60_000 }).toEqual([{ weight: '9' }]);
    await at.admin.shot('value-score-saved');
  });

  it('plans an action for people who are late, is told what is missing, and marks it as done', async () => {
    await at.admin.go('/app/value/risk', 'At risk');
    await at.admin.app.getByRole('checkbox').nth(1).check();
    await at.admin.app.getByRole('button', { name: 'Plan an action' }).first().click();
    await at.admin.app.getByRole('button', { name: 'Plan', exact: true }).click();
    await at.admin.app.getByText('Say who takes care of it.').first().waitFor();
    await at.admin.shot('value-plan');
    await at.admin.app.getByLabel('Who does it').fill('Mia');
    await at.admin.app.getByRole('button', { name: 'Plan', exact: true }).click();
    await at.admin.app.getByRole('heading', { name: 'Planned' }).waitFor();
    await at.admin.app
      .getByRole('button', { name: /^Done: / })
      .first()
      .click();
    await at.admin.app.getByRole('heading', { name: 'What came of it' }).waitFor();
    const kept = async () => (await at.look.query("select owner, state from care_action where kind <> 'product'")).rows;
    await expect.poll(kept, { timeout: 20_000 }).toEqual([{ owner: 'Mia', state: 'done' }]);
  });

  it('sets a goal, is told what is missing, and sees where it stands', async () => {
    await at.admin.go('/app/value/goals', 'Goals and causes');
    await at.admin.app.getByLabel('To reach').fill('45');
    await at.admin.app.getByRole('button', { name: 'Set goal' }).click();
    await at.admin.app.getByText('Give a day after today.').waitFor();
    await at.admin.app.getByLabel('Until').fill(`${new Date().getFullYear() + 1}-12-31`);
    await at.admin.app.getByRole('button', { name: 'Set goal' }).click();
    await at.admin.app.getByRole('button', { name: /^Remove goal/ }).waitFor();
    await at.admin.shot('value-goal-set');
    const { rows } = await at.look.query('select kpi, target from kpi_goal');
    expect(rows).toEqual([{ kpi: 'returning_share', target: 0.45 }]);
  });

  it('tells what a campaign cost, is told what is missing, and sees what came back', async () => {
    await at.admin.go('/app/value/cohorts?by=campaign', 'Cohorts');
    await at.admin.app.getByRole('rowheader', { name: 'brand-search' }).waitFor();
    const lastYear = new Date(Date.now() - 300 * 86_400_000).toISOString().slice(0, 7);
    await at.admin.app.getByLabel('Month', { exact: true }).fill(lastYear);
    await at.admin.app.getByLabel('Spent').fill('much');
    await at.admin.app.getByRole('button', { name: 'Save cost' }).click();
    await at.admin.app.getByText('Give an amount above 0 in digits, such as 1200 or 1200.50.').waitFor();
    await at.admin.app.getByLabel('Spent').fill('120.50');
    await at.admin.app.getByLabel('To win').selectOption('month');
    await at.admin.app.getByRole('button', { name: 'Save cost' }).click();
    await at.admin.app.getByRole('button', { name: /^Remove cost: .*All new customers/ }).waitFor();
    await at.admin.app.getByText(/^Counted in /).scrollIntoViewIfNeeded();
    await at.admin.shot('value-payback');
    expect(await seriousFindings(at.admin)).toEqual([]);
    const { rows } = await at.look.query('select split, amount_minor::int as minor from acquisition_cost');
    expect(rows).toEqual([{ split: 'month', minor: 12_050 }]);
  });

  it('composes a report, saves it, and opens a figure to the orders that it sums', async () => {
    await at.admin.go('/app/reports?by=channel&measures=net,orders&days=365', 'Reports');
    const row = at.admin.app.getByRole('row', { name: /^In store/ }).last();
    const told = await row.getByRole('cell').last().textContent();
    await row.getByRole('link', { name: 'In store' }).click();
    await at.admin.app.getByRole('heading', { name: 'In store', level: 1 }).waitFor();
    await at.admin.app.getByText(`${told} order`).waitFor();
    await at.admin.shot('value-report-rows');
    await at.admin.go('/app/reports?by=store&measures=net', 'Reports');
    await at.admin.app.getByRole('button', { name: 'Save this report' }).click();
    await at.admin.app.getByText('Give the report a name.').waitFor();
    await at.admin.app.getByLabel('Name', { exact: true }).fill('Stores');
    await at.admin.app.getByRole('button', { name: 'Save this report' }).click();
    await at.admin.app.getByRole('link', { name: 'Stores', exact: true }).waitFor();
  });

  it('asks for own dates, is told when they are the wrong way round, and sees figures beside those of a year earlier', async () => {
    await at.admin.go('/app/reports?by=store&measures=net,orders&against=year', 'Reports');
    await at.admin.app.getByLabel('Period').selectOption('own');
    await at.admin.app.getByLabel('From').fill('2026-01-05');
    await at.admin.app.getByLabel('Until').fill('2026-01-01');
    await at.admin.app.getByText('The first day is after the last one.').waitFor();
    await at.admin.app.getByLabel('Until').fill('2026-03-31');
    await at.admin.app.getByRole('button', { name: 'Show these days' }).click();
    await at.admin.app.getByText('2026-01-05 to 2026-03-31').first().waitFor();
    await at.admin.app.getByText('Below each figure: a year earlier.').scrollIntoViewIfNeeded();
    await at.admin.shot('value-report-against');
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('has a saved report made by itself, sees the file and that nothing is sent without a mail server', async () => {
    await at.admin.go('/app/reports?by=month&measures=net&days=365', 'Reports');
    await at.admin.app.getByLabel('Name', { exact: true }).fill('Board');
    await at.admin.app.getByRole('button', { name: 'Save this report' }).click();
    await at.admin.app.getByLabel('Board is made').selectOption('weekly');
    const recipients = at.admin.app.getByLabel('Board is sent by e-mail to');
    await recipients.fill('board');
    const save = at.admin.app.getByRole('button', { name: 'Save schedule of Board' });
    await save.click();
    await at.admin.app.getByText('“board” is no e-mail address.').waitFor();
    await recipients.fill('board@wintergull.test');
    await save.click();
    await at.admin.app.getByText('Not sent: no mail server').waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      at.admin.page.waitForEvent('download'),
      at.admin.app.getByRole('button', { name: /^File of / }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/\.csv$/);
    await at.admin.shot('value-report-scheduled');
  });

  it('keeps a chart as a picture, drawn and painted, with title and legend', async () => {
    await at.admin.go('/app/value/forecast', 'Forecast');
    for (const [kind, beginning] of [
      ['SVG', '<svg'],
      ['PNG', '\u0089PNG'],
    ] as const) {
      const [download] = await Promise.all([
        at.admin.page.waitForEvent('download'),
        at.admin.app
          .getByRole('button', { name: `Save Orders of today’s customers, month by month as a picture, ${kind}` })
          .click(),
      ]);
      const file = join(tmpdir(), `value-chart.${kind.toLowerCase()}`);
      await download.saveAs(file);
      expect(readFileSync(file).toString('latin1').slice(0, beginning.length)).toBe(beginning);
    }
  });

  it('reads all of it on a phone without scrolling sideways', async () => {
    const phone = await at.openPhone();
    try {
      for (const [path, heading] of PAGES) {
        await phone.go(path, heading);
        const [inner, outer] = await phone.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
        expect(inner, `${path} is wider than a phone`).toBeLessThanOrEqual((outer ?? 0) + 1);
        await phone.shot(`value-phone${path.replaceAll(/[^a-z]+/g, '-')}`);
      }
    } finally {
      await phone.close();
    }
  });
});
