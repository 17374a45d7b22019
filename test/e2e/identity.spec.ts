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
  demo = await startDemo({ people: 150, seed: 23, name: 'e2e-identity' });
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

const PATIENCE = { timeout: 60_000 };

async function count(question: string): Promise<number> {
  const { rows } = await look.query<{ n: string }>(`select count(*) as n ${question}`);
  return Number(rows[0]?.n);
}

const standing = () => count('from review_answer where withdrawn_at is null');
const profiles = () => count('from profile');

/** Who is who, as one text. */
async function membership(): Promise<string> {
  const { rows } = await look.query('select record_id, profile_id from profile_member order by 1');
  return JSON.stringify(rows);
}

async function personOfSeveralRecords(): Promise<{ name: string; id: string }> {
  const { rows } = await look.query<{ name: string; id: string }>(
    "select display_name as name, public_id as id from profile where display_name <> '' order by records_count desc, id limit 1",
  );
  return rows[0]!;
}

describe('a merchant who looks after identity', () => {
  it('begins thirty cards, answers one with a key, and takes it back with another', async () => {
    await admin.go('/app/sources/review', 'Questions about people');
    await admin.app.getByRole('button', { name: 'Begin thirty cards' }).click();
    await admin.app
      .getByText(/^0 of \d+ cards$/)
      .first()
      .waitFor();
    await admin.app.getByRole('img', { name: /Verdict/ }).waitFor();
    await admin.shot('identity-card');
    await admin.app.getByRole('heading', { name: 'Is this one person?' }).click();
    await admin.page.keyboard.press('d');
    await admin.app
      .getByText(/^1 of \d+ cards$/)
      .first()
      .waitFor(PATIENCE);
    expect(await standing()).toBe(1);
    await admin.page.keyboard.press('u');
    await admin.app
      .getByText(/^0 of \d+ cards$/)
      .first()
      .waitFor(PATIENCE);
    expect(await standing()).toBe(0);
  });

  it('sees why records are one person, field by field in bits, as a picture and as a table', async () => {
    const person = await personOfSeveralRecords();
    await admin.go(`/app/profiles/${person.id}`, person.name);
    await admin.app.getByRole('button', { name: 'Show evidence' }).first().click();
    await admin.app
      .getByRole('img', { name: /^At random .* Verdict/ })
      .first()
      .waitFor();
    await admin.shot('identity-waterfall');
    await admin.app.getByRole('button', { name: 'Show table' }).first().click();
    await admin.app
      .getByRole('cell', { name: 'Verdict' })
      .or(admin.app.getByRole('rowheader', { name: 'Verdict' }))
      .first()
      .waitFor();
    expect(await seriousFindings(admin)).toEqual([]);
  });

  it('splits a record off a profile and joins it again by taking the decision back', async () => {
    const [before, was] = [await profiles(), await membership()];
    const person = await personOfSeveralRecords();
    await admin.go(`/app/profiles/${person.id}`, person.name);
    await admin.app.getByLabel('Not this person').last().check();
    await admin.app.getByRole('button', { name: 'Split off' }).click();
    await expect.poll(profiles, PATIENCE).toBe(before + 1);
    await admin.app.getByRole('heading', { name: 'What people decided' }).waitFor(PATIENCE);
    await admin.shot('identity-split');
    await admin.go('/app/identity/decisions', 'Decisions');
    await admin.app
      .getByRole('button', { name: /^Take back/ })
      .first()
      .click();
    await expect.poll(profiles, PATIENCE).toBe(before);
    expect(await membership()).toBe(was);
    await admin.app.getByText('Taken back').first().waitFor(PATIENCE);
    await admin.shot('identity-decisions');
  });

  it('rehearses a stricter threshold, sees whom it would split, makes exactly that, and takes it back', async () => {
    const was = await membership();
    await admin.go('/app/identity/matching', 'Matching rules');
    await admin.app.getByLabel('Join without asking from').fill('20');
    await admin.shot('identity-matching');
    await admin.app.getByRole('button', { name: 'See what would change' }).click();
    await admin.app.getByRole('button', { name: 'Make this change' }).waitFor(PATIENCE);
    await admin.app.getByRole('heading', { name: 'Would come apart' }).waitFor();
    await admin.shot('identity-rehearsal');
    expect(await membership()).toBe(was);
    expect(await seriousFindings(admin)).toEqual([]);
    const { rows } = await look.query<{ after: number }>(
      "select (summary ->> 'profilesAfter')::int as after from rehearsal order by id desc limit 1",
    );
    await admin.app.getByRole('button', { name: 'Make this change' }).click();
    await admin.app.getByRole('button', { name: 'Take it back' }).waitFor(PATIENCE);
    expect(await profiles()).toBe(rows[0]?.after);
    await admin.app.getByRole('button', { name: 'Take it back' }).click();
    await admin.app.getByText('Taken back', { exact: true }).first().waitFor(PATIENCE);
    expect(await membership()).toBe(was);
  });

  it('says of a value that it never identifies a person, and takes that back', async () => {
    await admin.go('/app/identity/shared', 'Values that several people use');
    await admin.shot('identity-shared');
    await admin.app
      .getByRole('button', { name: /^Never identifies a person/ })
      .first()
      .click();
    await admin.app.getByRole('heading', { name: 'Never identify a person' }).waitFor(PATIENCE);
    await admin.app
      .getByRole('button', { name: /^Take back/ })
      .first()
      .click();
    await expect.poll(() => count('from never_identifies'), PATIENCE).toBe(0);
  });
});

const PAGES = [
  ['/app/identity', 'Identity'],
  ['/app/identity/shared', 'Values that several people use'],
  ['/app/identity/matching', 'Matching rules'],
  ['/app/identity/survivorship', 'Whose word counts'],
  ['/app/identity/decisions', 'Decisions'],
  ['/app/identity/till', 'Anonymous till'],
] as const;

describe('every page of identity', () => {
  it.each(PAGES)('%s has no serious accessibility fault and stands on a phone', async (path, heading) => {
    await admin.page.setViewportSize({ width: 390, height: 844 });
    await admin.go(path, heading);
    await admin.shot(`phone${path.replaceAll('/', '-')}`);
    const [inner, outer] = await admin.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
    expect(inner, `${path} is wider than a phone`).toBeLessThanOrEqual((outer ?? 0) + 1);
    expect(await seriousFindings(admin)).toEqual([]);
    await admin.page.setViewportSize({ width: 1280, height: 900 });
    await admin.shot(`page${path.replaceAll('/', '-')}`);
  });
});
