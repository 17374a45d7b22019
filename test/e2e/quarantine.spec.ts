import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { type Admin, seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 20, seed: 8, name: 'e2e-quarantine' }, (demo) => merchant(demo).open());

const HEADER = 'Email,First Name,Last Name,City';

function write(name: string, ...rows: string[]): string {
  const path = join(at.demo.files, name);
  writeFileSync(path, `${HEADER}\n${rows.join('\n')}\n`);
  return path;
}

async function states(): Promise<string[]> {
  return (await at.look.query<{ state: string }>('select state from upload order by id')).rows.map((row) => row.state);
}

/** Uploads a file on the sources page and lets its import begin. */
async function bring(admin: Admin, path: string): Promise<void> {
  await admin.go('/app/sources', 'Sources');
  await admin.app.locator('input[type=file]').setInputFiles(path);
  await admin.app.getByRole('button', { name: /^Import \d+ rows?$/ }).click({ timeout: 60_000 });
}

describe('a merchant whose source brings what is wrong', () => {
  it('puts it in quarantine from the incident, and must say why', async () => {
    const { admin, demo, look } = at;
    const rows = ['ada@lakeside.example,Ada,Ash,Portland', 'ben@lakeside.example,Ben,Birch,Bath'];
    await merchant(demo).importFile(write('club.csv', ...rows), 'Club');
    await expect.poll(states, { timeout: 60_000 }).toEqual(['done']);
    await look.query(
      `with made as (
         insert into incident (shop_id, cause_key, family, source_id, first_day, last_day)
         select shop_id, 'file:club', 'schema', id, now(), now() from source where name = 'Club' returning shop_id, id, source_id)
       insert into watch_alarm (shop_id, incident_id, source_id, figure, family, value, day, span, z, found, expected, rows)
       select shop_id, id, source_id, 'file', 'schema', 'First and last names are swapped.', now(), 1, 0, 0, 0, 0 from made`,
    );
    await admin.go('/app/quality/incidents', 'Incidents');
    await admin.app.getByRole('link', { name: 'A file is not as agreed: Club' }).click();
    await admin.app.getByRole('button', { name: 'Quarantine the source…' }).click();
    const dialog = admin.app.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Quarantine the source' }).click();
    await dialog.getByText('Say why.').waitFor();
    await admin.shot('quarantine-dialog');
    await dialog.getByRole('textbox', { name: 'Why' }).fill('The till swapped first and last names');
    await dialog.getByRole('button', { name: 'Quarantine the source' }).click();
    await admin.app.getByRole('heading', { name: 'Repair: Club is in quarantine' }).waitFor();
    await admin.app.getByText('Source put in quarantine: The till swapped first and last names').waitFor();
    await admin.shot('quarantine-incident');
    expect(await seriousFindings(admin)).toEqual([]);
  });

  it('finds its next files held, and sees so on every page that tells of sources', async () => {
    const { admin } = at;
    await bring(admin, write('club-2.csv', 'ada@lakeside.example,Ash,Ada,Portland'));
    await admin.app.getByText('Held: Club is in quarantine').waitFor();
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.shot('quarantine-upload');
    await bring(
      admin,
      write('club-3.csv', 'eve@lakeside.example,Eve,Elm,Eliot', 'ben@lakeside.example,Ben,Birch,Bangor'),
    );
    await admin.app.getByText('Held: Club is in quarantine').waitFor();
    expect(await states()).toEqual(['done', 'held', 'held']);
    const phone = await at.openPhone();
    for (const [path, heading, name] of [
      ['/app/sources', 'Sources', 'sources'],
      ['/app/quality', 'Quality', 'dashboard'],
    ] as const) {
      for (const [who, prefix] of [
        [admin, ''],
        [phone, 'phone-'],
      ] as const) {
        await who.go(path, heading);
        await who.app.getByText(/2 files with 3 rows held/).waitFor();
        await who.shot(`${prefix}quarantine-${name}`);
      }
      expect(await seriousFindings(admin)).toEqual([]);
      const wide = await phone.app.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth);
      expect([path, wide]).toEqual([path, false]);
    }
    await phone.go('/app/sources', 'Sources');
    await phone.app.getByRole('link', { name: 'Club' }).first().click();
    await phone.app.getByRole('heading', { name: 'In quarantine', exact: true }).waitFor();
    await phone.shot('phone-quarantine-source');
    await phone.close();
  });

  it('throws the wrong one away, and lets the other one in', async () => {
    const { admin, look } = at;
    await admin.go('/app/sources', 'Sources');
    await admin.app.getByRole('link', { name: 'Club' }).first().click();
    await admin.app.getByText('Held: 2 files with 3 rows.').waitFor();
    await admin.shot('quarantine-source');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Throw away…' }).click();
    const dialog = admin.app.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /club-3/ }).uncheck();
    await dialog.getByRole('textbox', { name: 'Why' }).fill('Names swapped');
    await admin.shot('quarantine-refuse');
    await dialog.getByRole('button', { name: 'Throw away 1 file' }).click();
    await admin.app.getByText('Held: 1 file with 2 rows.').waitFor();
    await admin.app.getByRole('button', { name: 'Take in 1 file and end it' }).click();
    await expect.poll(states, { timeout: 60_000 }).toEqual(['done', 'refused', 'done']);
    await expect.poll(async () => (await look.query('select from source_quarantine')).rowCount).toBe(0);
    const eve = await look.query("select from customer_record where email_normal = 'eve@lakeside.example'");
    expect(eve.rowCount).toBe(1);
  });
});
