import { beforeAll, describe, expect, it } from 'vitest';
import { checkImport, startCheck } from '#app/pipeline/check-import.server.ts';
import { cancelImport } from '#app/pipeline/take-upload.server.ts';
import type { DryRun, DryRunFound } from '#app/sources/dry-run.ts';
import type { UploadCounters } from '#app/sources/upload-counters.ts';
import { useDatabase } from '#test/support/database.ts';
import { differences, snapshotOf } from '../pipeline/store-snapshot.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const HEADER = 'Email,First Name,Last Name,Phone,City,Loyalty Number,Accepts Email Marketing,Consent Date';
const BEFORE = csv(
  HEADER,
  'ada@lakeside.example,Ada,Ash,+12075550101,Portland,L1,yes,2026-01-02',
  'ben@lakeside.example,Ben,Birch,+12075550102,Bath,L2,yes,2026-01-02',
  'cyd@lakeside.example,Cyd,Cole,,Camden,L3,,',
  'dee@lakeside.example,Dee,Dale,,Dover,L4,,',
);
/** Another system's file: knows some of them by e-mail or number, some in other words, and is dirty. */
const NEXT = csv(
  HEADER,
  'ada@lakeside.example,Ada,Ash,+12075550101,Portland,L1,yes,2026-01-02',
  'BEN@lakeside.example ,Ben,Birch,+12075550102,Bangor,L2,no,2026-03-02',
  'cyd@lakeside.example,Cyd,Cole,+12075550103,Camden,L3,yes,2026-03-02',
  ',,,,,,,',
  'not an address,,,,,,,',
  'eve@lakeside.example,Eve,Elm,,Eliot,L9,yes,2026-02-01',
  'eve@lakeside.example,Eve,Elm,,Exeter,L9,,',
  'one,cell,too,many,in,this,row,,x',
  'gus@lakeside.example,Gus,Gale,+12075550107,Gorham,L7,,',
  'fay@lakeside.example,"Fay, Ms",Fir,+12075550102,,L8,no,',
);

let truth: Imports;
let tried: DryRunFound;
let untouched: string[];
let actual: { counters: UploadCounters; refused: number };
let stateBefore: Awaited<ReturnType<typeof peopleOf>>;

beforeAll(async () => {
  truth = await makeImports(database);
  await truth.run('club.csv', BEFORE, 'Club');
  const gus = 'gus@lakeside.example,Gus,Gale,+12075550107,Gorham,L7,yes,2026-01-02\n';
  await truth.run('till-people.csv', BEFORE.replace('Cyd,Cole', 'Cyd,Coles') + gus, 'Till');
  const id = await truth.take('next.csv', NEXT);
  const before = await snapshotOf(database.owner, truth.shop.shopId);
  const check = await dryRun(truth, id, 'Club');
  const after = await snapshotOf(database.owner, truth.shop.shopId);
  untouched = differences(before, after).filter((line) => !/^(upload|upload_row_issue):/.test(line));
  tried = check.found!;
  stateBefore = await peopleOf(truth);
  await truth.begin(id, undefined, 'Club');
  actual = await truth.work(id);
});

async function dryRun(imports: Imports, uploadId: number, sourceName: string): Promise<DryRun> {
  const mapping = (await imports.read(uploadId)).mapping!;
  await startCheck(imports.shop.shopId, uploadId, { sourceName, mapping, answers: {}, actor: 'tester' });
  await checkImport(imports.shop.shopId, uploadId);
  return (await imports.read(uploadId)).dryRun!;
}

/** What a merchant sees of people: by record, its words, its profile and what that profile allows. */
function peopleOf(imports: Imports) {
  return imports.look<{ id: string; profile_id: string; email_consent: string } & Record<string, string | null>>(`
    select r.id, s.name as source, r.external_id, r.given_name, r.family_name, r.phone, r.city, r.email, m.profile_id, pm.email_consent
    from customer_record r join source s on s.shop_id = r.shop_id and s.id = r.source_id
    join profile_member m on m.shop_id = r.shop_id and m.record_id = r.id
    join profile_metrics pm on pm.shop_id = r.shop_id and pm.profile_id = m.profile_id where r.shop_id = $1 order by r.id`);
}

describe('a dry run on the whole file', () => {
  it('leaves nothing behind', () => {
    expect(untouched).toEqual([]);
  });

  it('says of a dirty file what its import then does: rows, records, orders, refusals', async () => {
    expect(tried.counters).toEqual(actual.counters);
    expect(tried.refused).toBe(actual.refused);
    expect(tried.refused).toBeGreaterThan(1);
    const kept = await truth.look<{ reason: string; n: string }>(`
      select reason, count(*) as n from upload_row_issue where shop_id = $1 and severity = 'refused' group by 1 order by 1`);
    const told = tried.reasons.map(({ reason, rows }) => ({ reason, n: String(rows) }));
    expect(told.sort((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual(kept);
  });

  it('says field by field what the import then changes', async () => {
    const after = await peopleOf(truth);
    const before = new Map(stateBefore.map((row) => [row.id, row]));
    for (const field of ['given_name', 'family_name', 'phone', 'city']) {
      const changed = after.filter((row) => before.has(row.id) && before.get(row.id)![field] !== row[field]);
      const told = tried.fields.find((one) => one.field === field);
      expect(told?.rows ?? 0, field).toBe(changed.length);
    }
    const city = tried.fields.find((one) => one.field === 'city');
    expect(city).toMatchObject({ rows: 1, examples: [{ who: 'Ben Birch', before: 'Bath', after: 'Bangor' }] });
  });

  it('says who joins whom, and whose consent changes, as it then happens', async () => {
    const after = await peopleOf(truth);
    const known = new Set(stateBefore.map((row) => row.id));
    const profilesBefore = new Set(stateBefore.map((row) => row.profile_id));
    const fresh = after.filter((row) => !known.has(row.id));
    const joins = fresh.filter((row) => profilesBefore.has(row.profile_id));
    expect(joins.map((row) => row.given_name)).toContain('Gus');
    expect(tried.joined.records).toBe(joins.length);
    expect(tried.joined.examples).toContainEqual(expect.objectContaining({ who: 'Gus Gale', profile: 'Gus Gale' }));
    expect(tried.joined.newProfiles).toBe(
      new Set(fresh.filter((row) => !joins.includes(row)).map((row) => row.profile_id)).size,
    );
    const was = new Map(stateBefore.map((row) => [row.id, row.email_consent]));
    const moved = new Set(
      after
        .filter((row) => was.has(row.id) && was.get(row.id) !== row.email_consent)
        .map((row) => `${row.profile_id} ${was.get(row.id)} ${row.email_consent}`),
    );
    const told = tried.consents.filter((one) => one.channel === 'email' && one.from !== null);
    expect(told.reduce((sum, one) => sum + one.profiles, 0)).toBe(moved.size);
    expect(told).toContainEqual(expect.objectContaining({ from: 'granted', to: 'denied', examples: ['Ben Birch'] }));
  });

  it('can be stopped, and done again', async () => {
    const imports = await makeImports(database);
    const id = await imports.take('club.csv', BEFORE);
    const mapping = (await imports.read(id)).mapping!;
    await startCheck(imports.shop.shopId, id, { sourceName: 'Club', mapping, answers: {}, actor: 'tester' });
    await cancelImport(imports.shop.shopId, id, 'tester');
    await checkImport(imports.shop.shopId, id);
    expect(await imports.read(id)).toMatchObject({ state: 'ready', dryRun: { found: null, failure: null } });
    expect((await dryRun(imports, id, 'Club')).found?.counters.customersCreated).toBe(4);
    expect(await imports.look('select from customer_record where shop_id = $1')).toEqual([]);
  });

  it('doubts a file whose customers are strangers to its source, or other people under the same numbers', async () => {
    const imports = await makeImports(database);
    const people = (from: number, name: string) =>
      csv(
        'Customer ID,First Name,Last Name,Email',
        ...Array.from({ length: 30 }, (_none, at) => `${from + at},${name},Nr${at},${name}${at}@lakeside.example`),
      );
    await imports.run('ours.csv', people(100, 'ada'), 'Shop system');
    const strangers = await dryRun(imports, await imports.take('theirs.csv', people(900, 'bob')), 'Shop system');
    expect(strangers.found?.doubts.join()).toContain('None of the 30 customers in this file is among the 30');
    const others = await dryRun(imports, await imports.take('theirs.csv', people(100, 'cyd')), 'Shop system');
    expect(others.found?.doubts.join()).toContain('30 of the 30 customers that Shop system has named before');
    const again = await dryRun(imports, await imports.take('again.csv', people(100, 'ada')), 'Shop system');
    expect(again.found?.doubts).toEqual([]);
  });
});
