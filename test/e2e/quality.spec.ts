import { describe, expect, it, vi } from 'vitest';
import { loadDemo } from '#test/demo-run/load-demo.ts';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

describe('a merchant who asks whether today’s data can be trusted', () => {
  const at = useDemoAdmin({ people: 200, seed: 6, name: 'e2e-quality' }, async (demo, look) => {
    await loadDemo(demo, look);
    // The newsletter's files stop: the last one came ten days ago, and one is due each day.
    await look.query(
      "update upload set finished_at = finished_at - interval '10 days' where source_id = (select id from source where name = 'Newsletter')",
    );
    await look.query("update source set expected_rhythm_hours = 24, rhythm_by = 'person' where name = 'Newsletter'");
  });

  it('is told by itself that a source is silent, what to do first, and what it costs', async () => {
    const { admin, look } = at;
    await admin.go('/app/quality', 'Quality');
    await admin.app.getByRole('button', { name: 'Check now' }).click();
    await vi.waitUntil(async () => (await look.query('select from incident')).rowCount === 1, {
      timeout: 60_000,
      interval: 250,
    });
    await admin.go('/app/quality', 'Quality');
    await admin.app.getByRole('heading', { name: 'Not all of today’s data can be trusted' }).waitFor();
    await admin.shot('quality');
    expect(await seriousFindings(admin)).toEqual([]);
  });

  it('opens the incident, takes it over, and ignores it with a reason', async () => {
    const { admin } = at;
    await admin.go('/app/quality/incidents', 'Incidents');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.shot('quality-incidents');
    await admin.app.getByRole('link', { name: 'Nothing comes any more: Newsletter' }).click();
    await admin.app.getByRole('heading', { name: 'What ran on this data meanwhile' }).waitFor();
    await admin.app.getByRole('textbox', { name: 'Owner' }).fill('Ada');
    await admin.app.getByRole('button', { name: 'Save owner' }).click();
    await admin.app.getByText('Given to: Ada').waitFor();
    await admin.app.getByRole('button', { name: 'Start repair' }).click();
    await admin.app.getByText('In repair', { exact: true }).waitFor();
    await admin.shot('quality-incident');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Ignore…' }).click();
    const dialog = admin.app.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
    await dialog.getByText('Say why it is ignored.').waitFor();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The agency is on holiday');
    await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
    await admin.app.getByText('Ignored', { exact: true }).first().waitFor();
  });

  it('tries a repair, carries it out, and takes it back', async () => {
    const { admin, look } = at;
    await look.query(
      "update customer_record set given_name = 'MARIA', family_name = 'BERG', full_name = null where id in (select id from customer_record where deleted_at is null and kind = 'customer' order by id limit 3)",
    );
    await admin.go('/app/quality/name_letter_case', 'Name in capitals or in small letters');
    await admin.app.getByRole('button', { name: 'Try it out' }).click();
    await admin.app.getByText(/It would change/).waitFor();
    await admin.shot('quality-repair');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: /^Repair \d+ records?/ }).click();
    await admin.app.getByText(/records?, done$/).waitFor({ timeout: 30_000 });
    const mended = async () =>
      (await look.query("select from customer_record where given_name = 'Maria' and family_name = 'Berg'")).rowCount;
    expect(await mended()).toBe(3);
    await admin.app.getByRole('button', { name: /^Take back the repair/ }).click();
    await admin.app.getByText(/records?, taken back$/).waitFor({ timeout: 30_000 });
    expect(await mended()).toBe(0);
  });

  it('changes a standard, and adds a check of her own', async () => {
    const { admin } = at;
    await admin.go('/app/quality/standards', 'Standards');
    await admin.shot('quality-standards');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Change “No e-mail address”' }).click();
    const dialog = admin.app.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Share that must be in order' }).fill('120');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(/0 to 100/).waitFor();
    await dialog.getByRole('textbox', { name: 'Share that must be in order' }).fill('60');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    await admin.app.getByText('Yours').first().waitFor();
    await admin.go('/app/quality/standards/own', 'New check');
    await admin.shot('quality-own-check');
    expect(await seriousFindings(admin)).toEqual([]);
  });

  it.each([
    ['/app/quality/contracts', 'File contracts'],
    ['/app/quality/upkeep', 'Upkeep'],
    ['/app/quality/alerts', 'Alerts'],
  ] as const)('reads %s, which has no serious accessibility fault', async (path, heading) => {
    await at.admin.go(path, heading);
    await at.admin.shot(`quality-${heading.toLowerCase().replace(' ', '-')}`);
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('adds a webhook, whose secret is shown once, and is refused one that leads inside', async () => {
    const { admin } = at;
    await admin.go('/app/quality/alerts', 'Alerts');
    await admin.app.getByRole('combobox', { name: 'By' }).selectOption('webhook');
    const address = admin.app.getByRole('textbox', { name: 'Address, beginning with https://' });
    await address.fill('https://10.0.0.1/in');
    await admin.app.getByRole('button', { name: 'Add', exact: true }).click();
    await admin.app.getByText('The address has to name a host of the public internet.').waitFor();
    await address.fill('https://hooks.example.com/in');
    await admin.app.getByRole('button', { name: 'Add', exact: true }).click();
    await admin.app.getByText('Keep its secret now').waitFor();
    await admin.app.getByRole('button', { name: 'Remove https://hooks.example.com/in' }).waitFor();
  });

  it('sees all of it on a phone', async () => {
    const phone = await at.openPhone();
    for (const [path, heading] of [
      ['/app/quality', 'Quality'],
      ['/app/quality/incidents', 'Incidents'],
      ['/app/quality/standards', 'Standards'],
      ['/app/quality/contracts', 'File contracts'],
      ['/app/quality/upkeep', 'Upkeep'],
      ['/app/quality/alerts', 'Alerts'],
      ['/app/quality/name_letter_case', 'Name in capitals or in small letters'],
    ] as const) {
      await phone.go(path, heading);
      await phone.shot(`phone${path.replaceAll(/[^a-z]+/g, '-')}`);
      const wide = await phone.app.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
      expect([path, wide]).toEqual([path, false]);
    }
    await phone.close();
  });
});
