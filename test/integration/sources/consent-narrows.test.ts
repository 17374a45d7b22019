import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();
let imports: Imports;

beforeAll(async () => {
  imports = await makeImports(database);
});

const PLAIN = 'Customer ID,First Name,Last Name,Email,Accepts Email Marketing';
const DATED = 'Email Address,First Name,Last Name,Email Marketing Consent,Email Marketing Consent Timestamp';

async function consentOf(email: string): Promise<string> {
  const rows = await imports.look<{ consent: string }>(
    `select m.email_consent as consent from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
     where p.shop_id = $1 and p.email = '${email}'`,
  );
  return rows.map((row) => row.consent).join();
}

describe('consent in files', () => {
  it('is not granted by a yes that says neither when nor how', async () => {
    await imports.run(
      'one.csv',
      csv(PLAIN, 'C1,Ada,Ash,ada@lakeside.example,yes', 'C2,Ben,Birch,ben@lakeside.example,no'),
    );
    expect(await consentOf('ada@lakeside.example')).toBe('unknown');
    expect(await consentOf('ben@lakeside.example')).toBe('denied');
  });

  it('is granted by a yes with its date, and taken back by a no without one', async () => {
    await imports.run(
      'two.csv',
      csv(DATED, 'ada@lakeside.example,Ada,Ash,SUBSCRIBED,2024-05-01T00:00:00Z'),
      'Mail tool',
    );
    expect(await consentOf('ada@lakeside.example')).toBe('granted');
    await imports.run('three.csv', csv(PLAIN, 'C1,Ada,Ash,ada@lakeside.example,no'));
    expect(await consentOf('ada@lakeside.example')).toBe('denied');
  });

  it('is not widened by an older yes that comes after a no without a date', async () => {
    await imports.run(
      'four.csv',
      csv(DATED, 'ada@lakeside.example,Ada,Ash,SUBSCRIBED,2025-05-01T00:00:00Z'),
      'Mail tool',
    );
    await imports.run(
      'five.csv',
      csv(DATED, 'ben@lakeside.example,Ben,Birch,SUBSCRIBED,2025-05-01T00:00:00Z'),
      'Mail tool',
    );
    expect(await consentOf('ada@lakeside.example')).toBe('denied');
    expect(await consentOf('ben@lakeside.example')).toBe('denied');
  });

  it('is not granted by a yes of the future', async () => {
    await imports.run(
      'six.csv',
      csv(DATED, 'ben@lakeside.example,Ben,Birch,SUBSCRIBED,2199-05-01T00:00:00Z'),
      'Mail tool',
    );
    expect(await consentOf('ben@lakeside.example')).toBe('denied');
  });
});
