import { describe, expect, it } from 'vitest';
import { seriousFindings } from './admin.ts';
import { useDemoAdmin } from './use-demo-admin.ts';

const at = useDemoAdmin({ people: 150, seed: 23, name: 'e2e-identity' });

const PATIENCE = { timeout: 60_000 };

async function count(question: string): Promise<number> {
  const { rows } = await at.look.query<{ n: string }>(`select count(*) as n ${question}`);
  return Number(rows[0]?.n);
}

const standing = () => count('from review_answer where withdrawn_at is null');
const profiles = () => count('from profile');

/** Who is who, as one text. */
async function membership(): Promise<string> {
  const { rows } = await at.look.query('select record_id, profile_id from profile_member order by 1');
  return JSON.stringify(rows);
}

async function personOfSeveralRecords(): Promise<{ name: string; id: string }> {
  const { rows } = await at.look.query<{ name: string; id: string }>(
    "select display_name as name, public_id as id from profile where display_name <> '' order by records_count desc, id limit 1",
  );
  return rows[0]!;
}

describe('a merchant who looks after identity', () => {
  it('begins thirty cards, answers one with a key, and takes it back with another', async () => {
    await at.admin.go('/app/identity/review', 'Questions about people');
    await at.admin.app.getByRole('button', { name: 'Begin thirty cards' }).click();
    await at.admin.app
      .getByText(/^0 of \d+ cards$/)
      .first()
      .waitFor();
    await at.admin.app.getByRole('img', { name: /Verdict/ }).waitFor();
    await at.admin.shot('identity-card');
    await at.admin.app.getByRole('heading', { name: 'Is this one person?' }).click();
    await at.admin.page.keyboard.press('d');
    await at.admin.app
      .getByText(/^1 of \d+ cards$/)
      .first()
      .waitFor(PATIENCE);
    expect(await standing()).toBe(1);
    await at.admin.page.keyboard.press('u');
    await at.admin.app
      .getByText(/^0 of \d+ cards$/)
      .first()
      .waitFor(PATIENCE);
    expect(await standing()).toBe(0);
  });

  it('sees why records are one person, field by field in bits, as a picture and as a table', async () => {
    const person = await personOfSeveralRecords();
    await at.admin.go(`/app/profiles/${person.id}`, person.name);
    await at.admin.app.getByRole('button', { name: 'Show evidence' }).first().click();
    await at.admin.app
      .getByRole('img', { name: /^At random .* Verdict/ })
      .first()
      .waitFor();
    await at.admin.shot('identity-waterfall');
    await at.admin.app.getByRole('button', { name: 'Show table' }).first().click();
    await at.admin.app
      .getByRole('cell', { name: 'Verdict' })
      .or(at.admin.app.getByRole('rowheader', { name: 'Verdict' }))
      .first()
      .waitFor();
    expect(await seriousFindings(at.admin)).toEqual([]);
  });

  it('sees whom a person sent presents to, and from whom another had some, each a step from the other', async () => {
    const { rows } = await at.look.query<{ payer: string; receiver: string; name: string; id: string }>(`
      select p.display_name as payer, p.public_id as id, r.display_name as receiver, o.name from order_receiver t
      join sales_order o on o.id = t.order_id and o.status = 'paid'
      join profile p on p.id = t.payer_id join profile r on r.id = t.profile_id order by t.order_id limit 1`);
    const present = rows[0]!;
    await at.admin.go(`/app/profiles/${present.id}`, present.payer);
    const card = at.admin.app.getByRole('heading', { name: 'Paid by one, received by another' });
    await card.scrollIntoViewIfNeeded();
    expect(await seriousFindings(at.admin)).toEqual([]);
    await at.admin.shot('identity-presents');
    await at.admin.app.getByRole('link', { name: present.receiver }).first().click();
    await at.admin.app.getByRole('heading', { name: 'Received from' }).scrollIntoViewIfNeeded();
    await at.admin.app.getByText(`Received ${present.name}`).first().waitFor();
    await at.admin.shot('identity-received');
  });

  it('splits a record off a profile and joins it again by taking the decision back', async () => {
    const [before, was] = [await profiles(), await membership()];
    const person = await personOfSeveralRecords();
    await at.admin.go(`/app/profiles/${person.id}`, person.name);
    await at.admin.app.getByLabel('Not this person').last().check();
    await at.admin.app.getByRole('button', { name: 'Split off' }).click();
    await expect.poll(profiles, PATIENCE).toBe(before + 1);
    await at.admin.app.getByRole('heading', { name: 'What people decided' }).waitFor(PATIENCE);
    await at.admin.shot('identity-split');
    await at.admin.go('/app/identity/decisions', 'Decisions');
    await at.admin.app
      .getByRole('button', { name: /^Take back/ })
      .first()
      .click();
    await expect.poll(profiles, PATIENCE).toBe(before);
    expect(await membership()).toBe(was);
    await at.admin.app.getByText('Taken back').first().waitFor(PATIENCE);
    await at.admin.shot('identity-decisions');
  });

  it('rehearses a stricter threshold, sees whom it would split, makes exactly that, and takes it back', async () => {
    const was = await membership();
    await at.admin.go('/app/identity/matching', 'Matching rules');
    await at.admin.app.getByLabel('Join without asking from').fill('20');
    await at.admin.shot('identity-matching');
    await at.admin.app.getByRole('button', { name: 'See what would change' }).click();
    await at.admin.app.getByRole('button', { name: 'Make this change' }).waitFor(PATIENCE);
    await at.admin.app.getByRole('heading', { name: 'Would come apart' }).waitFor();
    await at.admin.shot('identity-rehearsal');
    expect(await membership()).toBe(was);
    expect(await seriousFindings(at.admin)).toEqual([]);
    const { rows } = await at.look.query<{ after: number }>(
      "select (summary ->> 'profilesAfter')::int as after from rehearsal order by id desc limit 1",
    );
    await at.admin.app.getByRole('button', { name: 'Make this change' }).click();
    await at.admin.app.getByRole('button', { name: 'Take it back' }).waitFor(PATIENCE);
    expect(await profiles()).toBe(rows[0]?.after);
    await at.admin.app.getByRole('button', { name: 'Take it back' }).click();
    await at.admin.app.getByText('Taken back', { exact: true }).first().waitFor(PATIENCE);
    expect(await membership()).toBe(was);
  });

  it('says of a value that it never identifies a person, and takes that back', async () => {
    await at.admin.go('/app/identity/shared', 'Values that several people use');
    await at.admin.shot('identity-shared');
    await at.admin.app
      .getByRole('button', { name: /^Never identifies a person/ })
      .first()
      .click();
    await at.admin.app.getByRole('heading', { name: 'Never identify a person' }).waitFor(PATIENCE);
    await at.admin.app
      .getByRole('button', { name: /^Take back/ })
      .first()
      .click();
    await expect.poll(() => count('from never_identifies'), PATIENCE).toBe(0);
  });
});

describe('what a night works out', () => {
  it('is told on the pages: how many were decided anew, and whose receipts without a person may be', async () => {
    for (const job of ['identity-check', 'till-owners']) {
      await at.look.query(
        "select graphile_worker.add_job($1, json_build_object('shopId', shop_id)) from shop order by shop_id limit 1",
        [job],
      );
    }
    await expect.poll(() => count('from identity_check where finished_at is not null'), PATIENCE).toBe(1);
    await expect.poll(() => count('from owner_exam'), PATIENCE).toBe(1);
    expect(await count('from identity_difference')).toBe(0);
    await at.admin.go('/app/identity', 'Identity');
    await at.admin.app.getByText(/^Last night .* decided anew: no difference\.$/).waitFor();
    await at.admin.go('/app/identity/till', 'Anonymous till');
    await at.admin.app.getByRole('heading', { name: 'Probable owners' }).waitFor();
    await at.admin.app.getByText(/^A guess, never a fact/).scrollIntoViewIfNeeded();
    await at.admin.shot('identity-probable-owners');
  });

  it('a learned model waits for a word, on the first page', async () => {
    await at.look.query(`
      insert into rehearsal (shop_id, proposal, state, summary, asked_by)
      select shop_id, '{"matching":null,"survivorship":null,"trust":null,"model":"none"}', 'ready', summary, 'onefold'
      from rehearsal where summary is not null order by id limit 1`);
    await at.admin.go('/app/identity', 'Identity');
    await at.admin.app.getByText('Onefold has learned from your data and waits for your word').waitFor();
    await at.admin.shot('identity-model-waits');
    await at.admin.app.getByRole('link', { name: 'See what would change' }).click();
    await at.admin.app.getByRole('button', { name: 'Leave as it is' }).click();
    await at.admin.app.getByText('Stopped: nothing was changed').waitFor(PATIENCE);
  });
});

describe('somebody who may look and not decide', () => {
  it('sees all of it, is told why, and can press nothing that decides', async () => {
    await at.look.query("update staff_member set is_owner = false, role = 'reader'");
    try {
      await at.admin.go('/app/identity/shared', 'Values that several people use');
      await at.admin.app.getByText('You can look, not decide').waitFor();
      const button = at.admin.app.getByRole('button', { name: /^Never identifies a person/ }).first();
      expect(await button.getAttribute('aria-disabled')).toBe('true');
      await at.admin.shot('identity-reader');
      expect(await seriousFindings(at.admin)).toEqual([]);
    } finally {
      await at.look.query('update staff_member set is_owner = true');
    }
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
    await at.admin.page.setViewportSize({ width: 390, height: 844 });
    await at.admin.go(path, heading);
    await at.admin.shot(`phone${path.replaceAll('/', '-')}`);
    const [inner, outer] = await at.admin.app.locator('html').evaluate((root) => [root.scrollWidth, root.clientWidth]);
    expect(inner, `${path} is wider than a phone`).toBeLessThanOrEqual((outer ?? 0) + 1);
    expect(await seriousFindings(at.admin)).toEqual([]);
    await at.admin.page.setViewportSize({ width: 1280, height: 900 });
    await at.admin.shot(`page${path.replaceAll('/', '-')}`);
  });
});
