import { describe, expect, it } from 'vitest';
import { letThrough, readContractsPage, readFileCheck, setContract } from '#app/pipeline/file-contracts.server.ts';
import { readIncidentPage, readIncidentsPage } from '#app/pipeline/incident-pages.server.ts';
import { csv, type Imports, makeImports } from '#test/integration/sources/use-imports.ts';
import { useDatabase } from '#test/support/database.ts';

const HEADER = 'Customer ID,First name,Last name,E-mail,Phone';

/** A file of customers, none of whom came before. */
function file(week: number, rows = 40, header = HEADER): string {
  const lines = Array.from({ length: rows }, (_none, nth) => {
    const id = week * 1000 + nth;
    return `${id},Ada,Lind,ada${id}@harbour.example,+1207555${1000 + (id % 9000)}`;
  });
  return csv(header, ...lines);
}

describe('a file contract', () => {
  const database = useDatabase();
  const withFourFiles = async () => {
    const imports = await makeImports(database);
    for (const week of [1, 2, 3, 4]) {
      await imports.run(`week-${week}.csv`, file(week));
    }
    const [line] = await readContractsPage(imports.shop.shopId);
    return { imports, sourceId: line!.sourceId, line: line! };
  };
  const unsolved = async ({ shop }: Imports) => (await readIncidentsPage(shop, 'unsolved')).incidents;

  it('compares each file with those before it: told before it is imported, and solved by the next good one', async () => {
    const { imports, line } = await withFourFiles();
    expect(line).toMatchObject({ mode: 'warn', files: 4, last: { verdict: 'fine' } });
    const uploadId = await imports.take('week-5.csv', file(5, 4));
    const check = await readFileCheck(imports.shop.shopId, uploadId);
    expect(check).toMatchObject({ verdict: 'warned', compared: 4, findings: [{ kind: 'rows_few', grave: true }] });
    await imports.begin(uploadId);
    expect(await imports.work(uploadId)).toMatchObject({ state: 'done' });
    const [incident] = await unsolved(imports);
    expect(incident).toMatchObject({ family: 'schema', source: 'Till' });
    await imports.run('week-6.csv', file(6));
    expect(await unsolved(imports)).toEqual([]);
    const page = await readIncidentPage(imports.shop, incident!.id);
    expect(page?.events.map((event) => event.kind)).toEqual(['noticed', 'agreed']);
  });

  it('holds a file back until somebody lets it through', async () => {
    const { imports, sourceId } = await withFourFiles();
    await setContract(
      imports.shop.shopId,
      sourceId,
      { mode: 'hold', required: ['Loyalty no.'], leastRows: '' },
      'staff:1',
    );
    const uploadId = await imports.take('week-5.csv', file(5));
    await expect(imports.begin(uploadId)).rejects.toThrow('The column “Loyalty no.” must be there and is not.');
    expect(await imports.read(uploadId)).toMatchObject({ state: 'ready' });
    expect(await unsolved(imports)).toMatchObject([{ family: 'schema' }]);
    await letThrough(imports.shop, uploadId, 'staff:1');
    expect(await readFileCheck(imports.shop.shopId, uploadId)).toMatchObject({ verdict: 'released' });
    await imports.begin(uploadId);
    expect(await imports.work(uploadId)).toMatchObject({ state: 'done' });
  });

  it('blocks what it is told to block, and refuses numbers that are none', async () => {
    const { imports, sourceId } = await withFourFiles();
    const draft = { mode: 'block', required: [], leastRows: '30' } as const;
    await expect(
      setContract(imports.shop.shopId, sourceId, { ...draft, leastRows: 'many' }, 'staff:1'),
    ).rejects.toThrow('whole number');
    await setContract(imports.shop.shopId, sourceId, draft, 'staff:1');
    const uploadId = await imports.take('week-5.csv', file(5, 29));
    await letThrough(imports.shop, uploadId, 'staff:1');
    await expect(imports.begin(uploadId)).rejects.toThrow('at least 30 are asked for');
    const good = await imports.take('week-6.csv', file(6, 31));
    await imports.begin(good);
    expect(await imports.work(good)).toMatchObject({ state: 'done' });
  });
});
