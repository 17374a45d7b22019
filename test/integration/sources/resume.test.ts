import { beforeAll, describe, expect, it } from 'vitest';
import { importFile } from '#app/pipeline/import-file.server.ts';
import { resumeImport } from '#app/pipeline/resume-import.server.ts';
import { cancelImport } from '#app/pipeline/take-upload.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { startWorkerProcess } from '#test/support/worker-process.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const HEADER =
  'Date,Time,Time Zone,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name';
/** 1,400 lines; those of one sale lie up to forty lines apart, across the places where slices end. */
const LINES = Array.from({ length: 1400 }, (_none, at) => {
  const sale = Math.floor(at / 80) * 40 + (at % 40);
  const torn = at % 100 === 50 ? ',a,cell,too,many' : '';
  return `2026-06-01,10:15:00,Eastern Time (US & Canada),Mug,1,MUG,$10.00,$0.00,$10.00,$0.80,T${sale},Payment,C${sale % 30},Person ${sale % 30}${torn}`;
});
const FILE = csv(HEADER, ...LINES);

let whole: Imports;
let truth: unknown;

beforeAll(async () => {
  whole = await makeImports(database);
  await whole.run('till.csv', FILE);
  truth = await stateOf(whole);
});

function stateOf(imports: Imports): Promise<unknown[]> {
  return Promise.all([
    imports.look(
      'select external_id, total_minor, net_minor, (select count(*) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines from sales_order o where shop_id = $1 order by 1',
    ),
    imports.look('select external_id, full_name from customer_record where shop_id = $1 order by 1'),
    imports.look(
      'select p.display_name, m.orders_count, m.net_minor from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1 order by 1',
    ),
    imports.look('select row_number, severity, reason, cells from upload_row_issue where shop_id = $1 order by 1, seq'),
    imports.look('select counters, state from upload where shop_id = $1'),
  ]);
}

describe('an import that was stopped', () => {
  it('reads sales and refused rows for the test to mean something', async () => {
    expect(await whole.look('select from sales_order where shop_id = $1')).toHaveLength(720);
    expect(await whole.look("select from upload_row_issue where shop_id = $1 and severity = 'refused'")).not.toEqual(
      [],
    );
  });

  it('by a fault in its second slice goes on to what it would have been', async () => {
    const imports = await makeImports(database);
    const id = await imports.take('till.csv', FILE);
    await imports.begin(id);
    await database.owner.query(`
      create function stumble() returns trigger language plpgsql as $$ begin raise exception 'the machine is gone'; end $$;
      create trigger stumble before update of next_row on upload for each row when (new.next_row > 600) execute function stumble()`);
    await expect(importFile(imports.shop.shopId, id)).rejects.toThrow('the machine is gone');
    expect((await imports.read(id)).nextRow).toBeGreaterThan(1);
    await database.owner.query('drop trigger stumble on upload; drop function stumble()');
    await imports.work(id);
    expect(await stateOf(imports)).toEqual(truth);
  });

  it('by the death of its worker, twice, goes on in another to what it would have been', {
    timeout: 240_000,
  }, async () => {
    const imports = await makeImports(database);
    const id = await imports.take('till.csv', FILE);
    await imports.begin(id);
    for (const stands of [(row: number) => row > 1, () => true]) {
      const worker = startWorkerProcess();
      await expect
        .poll(async () => stands((await imports.read(id)).nextRow), { timeout: 100_000, interval: 2 })
        .toBe(true);
      await worker.kill();
    }
    const last = startWorkerProcess();
    await expect.poll(async () => (await imports.read(id)).state, { timeout: 100_000 }).toBe('done');
    await last.stop();
    expect(await stateOf(imports)).toEqual(truth);
  });

  it('by a person keeps what is in, and goes on when he wants', async () => {
    const imports = await makeImports(database);
    const id = await imports.take('till.csv', FILE);
    await imports.begin(id);
    await cancelImport(imports.shop.shopId, id, 'staff:1');
    const stopped = await imports.work(id);
    expect(stopped).toMatchObject({ state: 'cancelled', counters: { rowsRead: 500 } });
    const [metrics] = await imports.look<{ n: string }>(
      'select sum(orders_count) as n from profile_metrics where shop_id = $1',
    );
    expect(Number(metrics?.n)).toBeGreaterThan(0);
    await resumeImport(imports.shop.shopId, id, 'staff:1');
    await imports.work(id);
    expect(await stateOf(imports)).toEqual(truth);
    await expect(resumeImport(imports.shop.shopId, id, 'staff:1')).rejects.toThrow('The file is not kept any more.');
  });
});
