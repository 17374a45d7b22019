import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { merchant } from '#test/demo-run/merchant.ts';
import { STAFF } from '#test/shopify/tokens/staff.ts';
import { type Admin, seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 20, seed: 3, name: 'e2e-import' }, (demo) => merchant(demo).open());

const HEADER = 'Email,First Name,Last Name,Phone,City,Accepts Email Marketing,Consent Date';
const LAST_WEEK = [
  'ada@lakeside.example,Ada,Ash,+12075550101,Portland,yes,2026-01-02',
  'ben@lakeside.example,Ben,Birch,+12075550102,Bath,yes,2026-01-02',
];
const THIS_WEEK = [
  'ada@lakeside.example,Ada,Ash,+12075550101,Portland,yes,2026-01-02',
  'ben@lakeside.example,Ben,Birch,+12075550102,Bangor,no,2026-03-02',
  'eve@lakeside.example,Eve,Elm,,Eliot,yes,2026-02-01',
  'not an address,,,,,,',
  'also no address,,,,,,',
];

function write(name: string, rows: readonly string[]): string {
  const path = join(at.demo.files, name);
  writeFileSync(path, `${HEADER}\n${rows.join('\n')}\n`);
  return path;
}

async function count(question: string): Promise<number> {
  return (await at.look.query(question)).rowCount ?? 0;
}

async function isNarrow(admin: Admin): Promise<boolean> {
  const [inner, outer] = await admin.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
  return (inner ?? 0) <= (outer ?? 0) + 1;
}

describe('a merchant who brings in a file', () => {
  it('sees on the whole file what it would do, before anything is imported', async () => {
    const { admin, demo } = at;
    await merchant(demo).importFile(write('club.csv', LAST_WEEK), 'Club');
    await expect.poll(() => count("select from upload where state = 'done'"), { timeout: 60_000 }).toBe(1);
    await admin.go('/app/sources', 'Sources');
    await admin.app.locator('input[type=file]').setInputFiles(write('club-new.csv', THIS_WEEK));
    await admin.app.getByRole('heading', { name: 'Compared with the last file of Club' }).waitFor({ timeout: 60_000 });
    await admin.shot('import-mapping');
    await admin.app.getByRole('button', { name: 'Check the whole file' }).click();
    await admin.app.getByRole('heading', { name: 'What this import would do' }).waitFor({ timeout: 90_000 });
    await admin.app.getByText('Ben Birch: Bath → Bangor').waitFor();
    await admin.app.getByText(/E-mail: agreed → opted out – 1 person, for example Ben Birch/).waitFor();
    await admin.app.getByText(/2 rows \(5, 6\)/).waitFor();
    await admin.shot('import-dry-run');
    expect(await seriousFindings(admin)).toEqual([]);
    expect(await count("select from customer_record where email_normal = 'eve@lakeside.example'")).toBe(0);
  });

  it('imports it, and corrects what was refused on the page', async () => {
    const { admin } = at;
    await admin.app.getByRole('button', { name: 'Import 5 rows' }).click();
    await admin.app.getByText('2 refused rows are kept here.').waitFor({ timeout: 90_000 });
    expect(await count("select from customer_record where email_normal = 'eve@lakeside.example'")).toBe(1);
    await admin.shot('import-done');
    await admin.app.getByRole('button', { name: 'Correct row 5' }).click();
    await admin.app.getByRole('textbox', { name: 'Email', exact: true }).fill('fay@lakeside.example');
    await admin.shot('import-correct');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Save and try again' }).click();
    await admin.app.getByText('1 refused row is kept here.').waitFor({ timeout: 60_000 });
    expect(await count("select from customer_record where email_normal = 'fay@lakeside.example'")).toBe(1);
  });

  it('brings the rest back corrected in the downloaded file', async () => {
    const { admin, demo } = at;
    await admin.app.getByRole('button', { name: 'Correct row 6' }).waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([
      admin.page.waitForEvent('download'),
      admin.app.getByRole('button', { name: 'Download refused rows' }).click(),
    ]);
    const path = join(demo.files, 'corrected.csv');
    await download.saveAs(path);
    writeFileSync(path, `${HEADER},Row in file\ngus@lakeside.example,,,,,,,6\n`);
    await admin.app.locator('input[type=file]').setInputFiles(path);
    await expect
      .poll(() => count("select from customer_record where email_normal = 'gus@lakeside.example'"), { timeout: 60_000 })
      .toBe(1);
    await expect.poll(() => admin.app.getByText('refused row is kept here').count(), { timeout: 60_000 }).toBe(0);
  });

  it('undoes all of it, corrected rows included, and has what was there before', async () => {
    const { admin } = at;
    await admin.app.getByRole('button', { name: 'Undo import' }).first().click();
    await admin.app.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
    await admin.app.getByText('This import was undone').waitFor({ timeout: 90_000 });
    await admin.shot('import-undone');
    const { rows } = await at.look.query(
      "select email_normal, city from customer_record where email_normal like '%@lakeside.example' order by 1",
    );
    expect(rows).toEqual([
      { email_normal: 'ada@lakeside.example', city: 'Portland' },
      { email_normal: 'ben@lakeside.example', city: 'Bath' },
    ]);
  });

  it('who may only look cannot bring anything in', async () => {
    const form = new FormData();
    form.set('file', new Blob([`${HEADER}\n${LAST_WEEK.join('\n')}\n`]), 'club.csv');
    const { rows } = await at.look.query<{ id: string }>('select max(id) as id from upload');
    const reader = merchant(at.demo, String(STAFF[1]!.id));
    const answers = [
      await reader.call('/app/uploads.data', { method: 'POST', body: form }),
      await reader.call(`/app/sources/uploads/${rows[0]!.id}.data`, {
        method: 'POST',
        body: new URLSearchParams({ intent: 'undo' }),
      }),
      await reader.call(`/app/uploads/${rows[0]!.id}/refused.data`),
    ];
    for (const answer of answers) {
      expect(await answer.text()).toMatch(/Your role does not let you|You may look at/);
    }
    expect(await count('select from upload')).toBe(2);
  });

  it('is told of a file that is older than what is here, and what becomes of newer values', async () => {
    const { admin } = at;
    await admin.go('/app/sources', 'Sources');
    await admin.app.locator('input[type=file]').setInputFiles(write('club-2025-12-01.csv', LAST_WEEK));
    await admin.app.getByText('This file is older than one that is imported already').waitFor({ timeout: 60_000 });
    await admin.app.getByText('Of this file: its name says 2025-12-01.').waitFor();
    await admin.app.getByText(/“club.csv”, imported into Club before: the newest date in it is 2026-01-02/).waitFor();
    await admin.shot('import-older-file');
    expect(await seriousFindings(admin)).toEqual([]);
  });
});

describe('on a phone', () => {
  it('the pages of sources and files say what each number is, and do not scroll sideways', async () => {
    const phone = await at.openPhone();
    try {
      await phone.go('/app/sources', 'Sources');
      await phone.app
        .getByText(/2 records, /)
        .first()
        .waitFor();
      expect(await isNarrow(phone)).toBe(true);
      await phone.shot('phone-sources');
      await phone.app.locator('input[type=file]').setInputFiles(write('phone.csv', THIS_WEEK));
      await phone.app.getByRole('button', { name: 'Check the whole file' }).click({ timeout: 60_000 });
      await phone.app.getByRole('heading', { name: 'What this import would do' }).waitFor({ timeout: 90_000 });
      expect(await isNarrow(phone)).toBe(true);
      expect(await seriousFindings(phone)).toEqual([]);
      await phone.shot('phone-dry-run');
      await phone.app.getByRole('button', { name: 'Import 5 rows' }).click();
      await phone.app.getByText('2 refused rows are kept here.').waitFor({ timeout: 90_000 });
      expect(await isNarrow(phone)).toBe(true);
      await phone.shot('phone-quarantine');
      await phone.app.getByRole('button', { name: 'Undo import' }).first().click();
      await phone.app.getByRole('dialog').getByRole('button', { name: 'Undo import' }).click();
      await phone.app.getByText('This import was undone').waitFor({ timeout: 90_000 });
      expect(await isNarrow(phone)).toBe(true);
      await phone.shot('phone-undone');
    } finally {
      await phone.close();
    }
  });
});

describe('a merchant with many rows refused for the same', () => {
  const BAD = ['amy at lakeside.example,,,,,,', 'bob at lakeside.example,,,,,,', 'cat at nowhere,,,,,,'];

  it('chooses them at once, sees what would become of them and corrects them together', async () => {
    const { admin } = at;
    const id = await merchant(at.demo).importFile(write('many.csv', [...LAST_WEEK, ...BAD]), 'Many');
    await expect
      .poll(() => count("select from upload where file_name = 'many.csv' and state = 'done'"), { timeout: 60_000 })
      .toBe(1);
    await admin.go(`/app/sources/uploads/${id}`, 'many.csv');
    await admin.app.getByRole('button', { name: 'Choose all 3 rows refused like row 4' }).click();
    await admin.app.getByText('3 rows chosen').waitFor();
    await admin.app.getByRole('checkbox', { name: 'Choose row 6' }).press('Space');
    await admin.app.getByText('2 rows chosen').waitFor();
    await admin.app.getByRole('checkbox', { name: 'Choose row 6' }).press('Space');
    await admin.shot('import-many-chosen');
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.app.getByRole('button', { name: 'Correct together' }).press('Enter');
    const dialog = admin.app.getByRole('dialog');
    await dialog.getByLabel('What to do with them').selectOption('replace');
    await dialog.getByLabel('Text to replace').fill(' at lake');
    await dialog.getByLabel('What stands there instead').fill('@lake');
    await dialog.getByRole('button', { name: 'See what would happen' }).click();
    await dialog.getByText('2 of 2 rows would come in').waitFor();
    await dialog.getByText('1 chosen row without that text would stay as it is.').waitFor();
    await dialog.getByText('Row 4: amy at lakeside.example → amy@lakeside.example').waitFor();
    await admin.shot('import-many-preview');
    expect(await seriousFindings(admin)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save and try again' }).click();
    await admin.app.getByText('1 refused row is kept here.').waitFor({ timeout: 60_000 });
    expect(
      await count("select from customer_record where email_normal in ('amy@lakeside.example', 'bob@lakeside.example')"),
    ).toBe(2);
  });

  it('on a phone leaves several out', async () => {
    const phone = await at.openPhone();
    try {
      const id = await merchant(at.demo).importFile(write('left.csv', [...LAST_WEEK, ...BAD]), 'Many');
      await expect
        .poll(() => count("select from upload where file_name = 'left.csv' and state = 'done'"), { timeout: 60_000 })
        .toBe(1);
      await phone.go(`/app/sources/uploads/${id}`, 'left.csv');
      await phone.app.getByRole('checkbox', { name: 'Choose row 4' }).check();
      await phone.app.getByRole('checkbox', { name: 'Choose row 5' }).check();
      await phone.shot('phone-many-chosen');
      expect(await isNarrow(phone)).toBe(true);
      await phone.app.getByRole('button', { name: 'Correct together' }).click();
      const dialog = phone.app.getByRole('dialog');
      await dialog.getByLabel('What to do with them').selectOption('leave_out');
      await phone.shot('phone-many-dialog');
      expect(await isNarrow(phone)).toBe(true);
      expect(await seriousFindings(phone)).toEqual([]);
      await dialog.getByRole('button', { name: 'Leave 2 rows out' }).click();
      await phone.app.getByText('1 refused row is kept here.').waitFor({ timeout: 60_000 });
    } finally {
      await phone.close();
    }
  });
});

describe('an import that was stopped', () => {
  it('says how far it came, also on a phone, and goes on', async () => {
    const phone = await at.openPhone();
    try {
      await phone.go('/app/sources', 'Sources');
      await phone.app.locator('input[type=file]').setInputFiles(write('stopped.csv', THIS_WEEK));
      await phone.app.getByRole('button', { name: 'Check the whole file' }).waitFor({ timeout: 60_000 });
      const { rows } = await at.look.query<{ id: string }>(
        `update upload set state = 'failed', failure = 'The file does not hold the table that was chosen.',
           source_id = (select id from source where name = 'Club') where file_name = 'stopped.csv' returning id`,
      );
      const page = `/app/sources/uploads/${rows[0]!.id}`;
      await phone.go(page, 'stopped.csv');
      await phone.app.getByText('The import could not be finished').waitFor();
      expect(await isNarrow(phone)).toBe(true);
      await phone.shot('phone-failed');
      await at.look.query("update upload set state = 'cancelled', failure = null where file_name = 'stopped.csv'");
      await phone.go(page, 'stopped.csv');
      await phone.app.getByText('The import was stopped').waitFor();
      await phone.app.getByText('0 of 5 rows were read. What they brought in is here and counts.').waitFor();
      expect(await isNarrow(phone)).toBe(true);
      expect(await seriousFindings(phone)).toEqual([]);
      await phone.shot('phone-stopped');
      await phone.app.getByRole('button', { name: 'Go on with the import' }).click();
      await phone.app.getByText('2 refused rows are kept here.').waitFor({ timeout: 90_000 });
    } finally {
      await phone.close();
    }
  });
});
