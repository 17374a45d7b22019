import { describe, expect, it } from 'vitest';
import { refusedRowsFile } from '#app/pipeline/refused-rows-file.server.ts';
import { leaveOut, repair, repairRows } from '#app/pipeline/repair-rows.server.ts';
import { takeCorrected } from '#app/pipeline/take-corrected.server.ts';
import { startUndo, undoImport } from '#app/pipeline/undo-import.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const TAKER = { actor: 'tester', staff: { staffId: '1', name: 'Olive', isOwner: true, role: 'reader' as const } };
const HEADER =
  'Date,Time,Time Zone,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name';

function line(sale: string, item: string, date = '2026-06-01'): string {
  return `${date},10:15:00,Eastern Time (US & Canada),${item},1,SKU,$10.00,$0.00,$10.00,$0.80,${sale},Payment,C1,Ann Ash`;
}

const RIGHT = [line('T1', 'Mug'), line('T2', 'Mug'), line('T2', 'Tea'), line('T3', 'Tea'), line('T4', 'Cup')];
const WRONG = [
  line('T1', 'Mug'),
  line('T2', 'Mug', 'someday'),
  line('T2', 'Tea', 'someday'),
  line('T3', 'Tea'),
  line('T4', 'Cup', ''),
];

function ordersOf(imports: Imports): Promise<unknown[]> {
  return imports.look(`
    select o.external_id, o.total_minor, o.net_minor, r.full_name,
      (select array_agg(l.title order by l.title) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
    from sales_order o left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id where o.shop_id = $1 order by 1`);
}

function rowsOf(imports: Imports): Promise<{ row: number; code: string; cells: string[] }[]> {
  return imports.look(
    "select row_number::int as row, code, cells from upload_row_issue where shop_id = $1 and severity = 'refused' order by 1",
  );
}

async function ready(): Promise<{ imports: Imports; id: number }> {
  const imports = await makeImports(database);
  const { id } = await imports.run('till.csv', csv(HEADER, ...WRONG));
  return { imports, id };
}

async function asRight(): Promise<unknown[]> {
  const imports = await makeImports(database);
  await imports.run('till.csv', csv(HEADER, ...RIGHT));
  return ordersOf(imports);
}

async function* pieces(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}

describe('refused rows', () => {
  it('corrected on the page come in as if the file had been right, with the rows of their sale', async () => {
    const { imports, id } = await ready();
    const refused = await rowsOf(imports);
    expect(refused.map(({ row }) => row)).toEqual([3, 4, 6]);
    await repair(imports.shop.shopId, id, [{ row: 3, cells: RIGHT[1]!.split(',') }], 'tester');
    await repairRows(imports.shop.shopId, id);
    expect((await rowsOf(imports)).map(({ row }) => row)).toEqual([6]);
    await repair(imports.shop.shopId, id, [{ row: 6, cells: RIGHT[4]!.split(',') }], 'tester');
    await repairRows(imports.shop.shopId, id);
    expect(await ordersOf(imports)).toEqual(await asRight());
    expect(await imports.read(id)).toMatchObject({
      state: 'done',
      refused: 0,
      counters: { rowsRead: 5, rowsKept: 5, ordersCreated: 4 },
    });
  });

  it('corrected to something else that is wrong stay, with what is wrong now and what was typed', async () => {
    const { imports, id } = await ready();
    await repair(imports.shop.shopId, id, [{ row: 6, cells: line('T4', 'Cup', '2026-02-30').split(',') }], 'tester');
    await repairRows(imports.shop.shopId, id);
    const [, , still] = await imports.look<{ corrected: string[] }>(
      'select corrected from upload_row_issue where shop_id = $1 order by row_number',
    );
    expect(still?.corrected?.[0]).toBe('2026-02-30');
    expect((await imports.read(id)).state).toBe('done');
  });

  it('downloaded, corrected and uploaded join the same import, and go with it when it is undone', async () => {
    const { imports, id } = await ready();
    const { shopId } = imports.shop;
    const file = (await refusedRowsFile(shopId, id, TAKER))!.content;
    const corrected = file.replace('someday', '2026-06-01').replace(/^,10:15/m, '2026-06-01,10:15');
    expect(await takeCorrected(shopId, id, 'refused.csv', pieces(corrected), 'tester')).toBe(2);
    await repairRows(shopId, id);
    expect(await ordersOf(imports)).toEqual(await asRight());
    await startUndo(shopId, id, 'tester');
    await undoImport(shopId, id);
    expect(await ordersOf(imports)).toEqual([]);
    expect(await imports.look('select from customer_record where shop_id = $1')).toEqual([]);
  });

  it('are not taken back uncorrected, nor without their row numbers, and each refusal says so', async () => {
    const { imports, id } = await ready();
    const { shopId } = imports.shop;
    const file = (await refusedRowsFile(shopId, id, TAKER))!.content;
    await expect(takeCorrected(shopId, id, 'same.csv', pieces(file), 'tester')).rejects.toThrow(
      'Nothing in same.csv differs from the refused rows of this import.',
    );
    const bare = csv(HEADER, ...RIGHT);
    await expect(takeCorrected(shopId, id, 'bare.csv', pieces(bare), 'tester')).rejects.toThrow(
      'bare.csv has no column “Row in file”.',
    );
    await expect(repair(shopId, id, [{ row: 99, cells: [] }], 'tester')).rejects.toThrow('None of these rows waits');
  });

  it('left out are counted and gone', async () => {
    const { imports, id } = await ready();
    expect(await leaveOut(imports.shop.shopId, id, [6], 'tester')).toBe(1);
    expect(await imports.read(id)).toMatchObject({ refused: 2, counters: { rowsDropped: 1 } });
  });

  it('of another shop are not reached', async () => {
    const { imports, id } = await ready();
    const other = await makeImports(database);
    await expect(repair(other.shop.shopId, id, [{ row: 3, cells: [] }], 'tester')).rejects.toThrow(
      'None of these rows',
    );
    expect(await refusedRowsFile(other.shop.shopId, id, TAKER)).toBeNull();
    expect(await rowsOf(imports)).toHaveLength(3);
  });

  it('that say what another row has said are records of their own', async () => {
    const imports = await makeImports(database);
    const rows = ['ann@mail.test,2026-06-01 10:00,Late parcel,ticket', 'ann@mail.test,soon,Late parcel,ticket'];
    const { id } = await imports.run('tickets.csv', csv('Requester email,Created at,Subject,Type', ...rows), 'Desk');
    const [wrong] = await rowsOf(imports);
    expect(wrong?.row).toBe(3);
    await repair(imports.shop.shopId, id, [{ row: 3, cells: rows[0]!.split(',') }], 'tester');
    await repairRows(imports.shop.shopId, id);
    expect(await imports.look('select from interaction where shop_id = $1')).toHaveLength(2);
  });
});
