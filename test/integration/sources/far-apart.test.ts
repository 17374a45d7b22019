import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { applyRecords } from '#app/pipeline/apply-records.server.ts';
import { importFile } from '#app/pipeline/import-file.server.ts';
import { startUndo, undoImport } from '#app/pipeline/undo-import.server.ts';
import { lockShop, withShop } from '#app/platform/db.server.ts';
import type { RecordInput } from '#app/records/types.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { TEST_SHOP } from '#test/factories/read-export.ts';
import { LINE_FIELDS, mappingOf } from '#test/factories/read-rows.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, type Imports, makeImports } from './use-imports.ts';

const database = useDatabase();

const HEADER =
  'Date,Time,Time Zone,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name';

function line(sale: number, nth: number): string {
  return `2026-06-01,10:15:00,Eastern Time (US & Canada),Mug ${nth},1,MUG${nth},$10.00,$1.00,$9.00,$0.80,T${sale},Payment,C${sale % 30},Person ${sale % 30}`;
}

/** Three lines of each of 300 sales: all first lines, then all second ones, then all third ones. */
const TORN = Array.from({ length: 900 }, (_none, at) => line(at % 300, Math.floor(at / 300)));
/** The same with the lines of a sale together. */
const TOGETHER = Array.from({ length: 900 }, (_none, at) => line(Math.floor(at / 3), at % 3));

let together: unknown;

beforeAll(async () => {
  const imports = await makeImports(database);
  await imports.run('till.csv', csv(HEADER, ...TOGETHER));
  together = await ordersOf(imports);
});

function ordersOf({ look }: Pick<Imports, 'look'>): Promise<unknown[]> {
  return Promise.all([
    look(`select o.external_id, r.external_id as owner, placed_at, gross_minor, discount_minor, tax_minor, total_minor, net_minor,
      (select array_agg((l.title, l.quantity, l.total_minor)::text order by l.title, l.position) from order_line l where l.shop_id = o.shop_id and l.order_id = o.id) as lines
      from sales_order o left join customer_record r on r.shop_id = o.shop_id and r.id = o.record_id where o.shop_id = $1 order by 1`),
    look(
      'select p.display_name, m.orders_count, m.net_minor from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id where p.shop_id = $1 order by 1',
    ),
  ]);
}

describe('lines of one sale that lie far apart', () => {
  it('make the order that they would make together', async () => {
    const imports = await makeImports(database);
    const upload = await imports.run('till.csv', csv(HEADER, ...TORN));
    expect(await ordersOf(imports)).toEqual(together);
    expect(upload).toMatchObject({
      state: 'done',
      refused: 0,
      counters: { rowsKept: 900, ordersCreated: 300, ordersChanged: 0 },
    });
  });

  it('add nothing when the same file comes again, and are left by the undoing of either', async () => {
    const imports = await makeImports(database);
    const first = await imports.run('till.csv', csv(HEADER, ...TORN));
    const again = await imports.run('till.csv', csv(HEADER, ...TORN));
    expect(again.counters).toMatchObject({ ordersCreated: 0, ordersChanged: 0 });
    expect(await ordersOf(imports)).toEqual(together);
    await undo(imports, first.id);
    expect(await ordersOf(imports)).toEqual(together);
    await undo(imports, again.id);
    expect(await imports.look('select from sales_order where shop_id = $1')).toEqual([]);
    expect(await imports.look('select from order_line where shop_id = $1')).toEqual([]);
  });

  it('are replaced by a file that tells the same sales in other pieces', async () => {
    const imports = await makeImports(database);
    await imports.run('till.csv', csv(HEADER, ...TORN));
    const other = await imports.run('till.csv', csv(HEADER, ...TOGETHER));
    expect(await ordersOf(imports)).toEqual(together);
    await undo(imports, other.id);
    expect(await ordersOf(imports)).toEqual(together);
  });

  it('come to the same after a stop between them', async () => {
    const imports = await makeImports(database);
    const id = await imports.take('till.csv', csv(HEADER, ...TORN));
    await imports.begin(id);
    await database.owner.query(`
      create function stumble() returns trigger language plpgsql as $$ begin raise exception 'the machine is gone'; end $$;
      create trigger stumble before update of next_row on upload for each row when (new.next_row > 600) execute function stumble()`);
    await expect(importFile(imports.shop.shopId, id)).rejects.toThrow('the machine is gone');
    await database.owner.query('drop trigger stumble on upload; drop function stumble()');
    await imports.work(id);
    expect(await ordersOf(imports)).toEqual(together);
  });

  it('wait with the first rows where those are refused', async () => {
    const imports = await makeImports(database);
    const torn = TORN.map((row, at) => (at === 7 ? row.replace('2026-06-01', 'someday') : row));
    await imports.run('till.csv', csv(HEADER, ...torn));
    expect(await imports.look("select from sales_order where shop_id = $1 and external_id = 'T7'")).toEqual([]);
    const refused = await imports.look<{ row_number: string; reason: string }>(
      "select row_number, reason from upload_row_issue where shop_id = $1 and severity = 'refused' order by 1",
    );
    expect(refused.map((one) => Number(one.row_number))).toEqual([9, 309, 609]);
    expect(refused[2]?.reason).toContain('further up');
  });
});

describe('a file’s rows, in whatever batches they are stored, and however often a batch comes again', () => {
  it('give the same orders', async () => {
    const mapping = mappingOf('orders', LINE_FIELDS, { rows: 'lines' });
    const context = { columns: LINE_FIELDS, fileName: 'a.csv', shop: TEST_SHOP, readAt: new Date(0) };
    const rows = Array.from({ length: 1200 }, (_none, at) => ({
      row: at + 2,
      cells: [`S${at % 400}`, '2024-01-02', `b${at % 7}@mail.test`, `Item ${at}`, '1', `${(at % 13) + 1}.00`],
    }));
    const transformer = createRowTransformer(mapping, context);
    const outcomes = [...transformer.push(rows), ...transformer.end()];
    const records = outcomes.flatMap((one) => (one.outcome === 'kept' ? one.records : []));
    const whole = await store([records]);
    const cuts = fc.array(fc.tuple(fc.nat(records.length), fc.boolean()), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const places = [...at].sort(([a], [b]) => a - b);
        const batches = [...places, [records.length, false] as const].flatMap(([end, again], nth) => {
          const batch = records.slice(places[nth - 1]?.[0] ?? 0, end);
          return again ? [batch, batch] : [batch];
        });
        expect(await store(batches)).toEqual(whole);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  }, 120_000);

  async function store(batches: readonly (readonly RecordInput[])[]): Promise<unknown> {
    const imports = await makeImports(database);
    const source = await withShop(imports.shop.shopId, (tx) =>
      ensureSource(tx, { kind: 'csv', name: 'Till', provenance: 'imported', trustRank: 50, expectedRhythmHours: null }),
    );
    for (const records of batches) {
      await withShop(imports.shop.shopId, async (tx) => {
        await lockShop(tx);
        await applyRecords(tx, imports.shop, { sourceId: source.id, origin: 'upload:1', timeZone: 'UTC' }, { records });
      });
    }
    return (await ordersOf(imports))[0];
  }
});

async function undo(imports: Imports, uploadId: number): Promise<void> {
  await startUndo(imports.shop.shopId, uploadId, 'tester');
  await undoImport(imports.shop.shopId, uploadId);
}
