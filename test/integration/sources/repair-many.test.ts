import { describe, expect, it } from 'vitest';
import { leaveOutMany, previewRepair, repairMany } from '#app/pipeline/repair-many.server.ts';
import { repairRows } from '#app/pipeline/repair-rows.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { refusedAlike } from '#app/sources/quarantine.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const HEADER =
  'Date,Time,Time Zone,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name';

function line(sale: string, item: string, date = '2026-06-01'): string {
  return `${date},10:15:00,Eastern Time (US & Canada),${item},1,SKU,$10.00,$0.00,$10.00,$0.80,${sale},Payment,C1,Ann Ash`;
}

const WRONG = [
  line('T1', 'Mug'),
  line('T2', 'Mug', '1st of 2026-06-01'),
  line('T3', 'Tea', '1st of 2026-06-02'),
  line('T4', 'Cup', 'someday'),
  line('T5', 'Pot', 'someday'),
  line('T5', 'Lid', 'someday'),
];

async function ready(): Promise<{ imports: Imports; id: number }> {
  const imports = await makeImports(database);
  const { id } = await imports.run('till.csv', csv(HEADER, ...WRONG));
  return { imports, id };
}

function sales(imports: Imports): Promise<{ external_id: string; day: string }[]> {
  return imports.look('select external_id, day::text from sales_order where shop_id = $1 order by 1');
}

const REPLACE = { how: 'replace', column: 'Date', from: '1st of ', to: '' } as const;
const SET = { how: 'set', column: 'Date', value: '2026-06-03' } as const;

describe('several refused rows at once', () => {
  it('are told by what is wrong with them', async () => {
    const { imports, id } = await ready();
    const alike = await withShop(imports.shop.shopId, (tx) => refusedAlike(tx, id));
    expect(alike.map(({ column, rows, firstRow }) => [column, rows, firstRow])).toEqual([
      ['Date', 4, 3],
      ['', 1, 7],
    ]);
  });

  it('say before what would become of them, and nothing is written', async () => {
    const { imports, id } = await ready();
    const preview = await previewRepair(imports.shop, id, { rows: [3, 4, 5] }, REPLACE);
    expect(preview).toEqual({
      chosen: 3,
      tried: 2,
      comingIn: 2,
      alongWith: 0,
      stillRefused: [],
      examples: [
        { row: 3, before: '1st of 2026-06-01', after: '2026-06-01' },
        { row: 4, before: '1st of 2026-06-02', after: '2026-06-02' },
      ],
    });
    const wrong = await previewRepair(imports.shop, id, { rows: [5, 6] }, { ...SET, value: '2026-02-30' });
    expect(wrong).toMatchObject({ tried: 2, comingIn: 0 });
    expect(wrong.stillRefused.map(({ row }) => row)).toEqual([5, 6]);
    expect((await previewRepair(imports.shop, id, { rows: [6] }, SET)).alongWith).toBe(1);
    expect(await sales(imports)).toHaveLength(1);
    expect((await imports.read(id)).refused).toBe(5);
  });

  it('corrected together come in, with the rows of their sales', async () => {
    const { imports, id } = await ready();
    const { shopId } = imports.shop;
    expect(await repairMany(imports.shop, id, { rows: [3, 4] }, REPLACE, 'tester')).toBe(2);
    await repairRows(shopId, id);
    const [rest] = await withShop(shopId, (tx) => refusedAlike(tx, id));
    expect(await repairMany(imports.shop, id, { alike: rest! }, SET, 'tester')).toBe(2);
    await repairRows(shopId, id);
    expect(await sales(imports)).toEqual([
      { external_id: 'T1', day: '2026-06-01' },
      { external_id: 'T2', day: '2026-06-01' },
      { external_id: 'T3', day: '2026-06-02' },
      { external_id: 'T4', day: '2026-06-03' },
      { external_id: 'T5', day: '2026-06-03' },
    ]);
    expect(await imports.read(id)).toMatchObject({ state: 'done', refused: 0, counters: { rowsKept: 6 } });
  });

  it('tried again as they are stay refused, and left out are counted', async () => {
    const { imports, id } = await ready();
    const { shopId } = imports.shop;
    expect(await repairMany(imports.shop, id, { rows: [5] }, { how: 'retry' }, 'tester')).toBe(1);
    await repairRows(shopId, id);
    expect((await imports.read(id)).refused).toBe(5);
    const [most] = await withShop(shopId, (tx) => refusedAlike(tx, id));
    expect(await leaveOutMany(shopId, id, { alike: most! }, 'tester')).toBe(4);
    expect(await imports.read(id)).toMatchObject({ refused: 1, counters: { rowsDropped: 4 } });
  });

  it('are refused where the text is in none of them, none of them waits, or they are of another shop', async () => {
    const { imports, id } = await ready();
    const other = await makeImports(database);
    const nowhere = { ...REPLACE, from: 'tomorrow' };
    await expect(repairMany(imports.shop, id, { rows: [3, 4] }, nowhere, 'tester')).rejects.toThrow(
      'In none of the chosen rows does this column hold that text.',
    );
    await expect(repairMany(imports.shop, id, { rows: [2, 99] }, SET, 'tester')).rejects.toThrow('None of these rows');
    await expect(repairMany(other.shop, id, { rows: [3] }, SET, 'tester')).rejects.toThrow('None of these rows');
    await expect(previewRepair(other.shop, id, { rows: [3] }, SET)).rejects.toThrow('None of these rows');
    await expect(leaveOutMany(other.shop.shopId, id, { rows: [3] }, 'tester')).rejects.toThrow('None of these rows');
  });
});
