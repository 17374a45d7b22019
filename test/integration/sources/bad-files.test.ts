import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { openUpload } from '#app/sources/upload/open-upload.server.ts';
import type { StoredFile } from '#app/sources/upload/stored-file.server.ts';
import { keepUpload } from '#app/sources/upload-store.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { csv, makeImports } from './use-imports.ts';

const database = useDatabase();
const MIB = 1024 ** 2;
const HEADER = 'Order ID,Order date,Status,Total,Currency,Customer ID,Customer name,Customer email';
const sale = (order: number, person: number, name = `Person ${person}`) =>
  `S${order},2026-11-0${1 + (order % 9)},paid,10.00,USD,C${person},${name},p${person}@lakeside.example`;

describe('two files of one source at once', () => {
  it('come to what they would be one after the other', async () => {
    const imports = await makeImports(database);
    const first = await imports.take(
      'a.csv',
      csv(HEADER, ...Array.from({ length: 700 }, (_, at) => sale(at, at % 90))),
    );
    const second = await imports.take(
      'b.csv',
      csv(HEADER, ...Array.from({ length: 700 }, (_, at) => sale(500 + at, (at % 90) + 45))),
    );
    await imports.begin(first);
    await imports.begin(second);
    const done = await Promise.all([imports.work(first), imports.work(second)]);
    expect(done.map(({ state, counters }) => [state, counters.rowsKept])).toEqual([
      ['done', 700],
      ['done', 700],
    ]);
    expect(await imports.look('select from sales_order where shop_id = $1')).toHaveLength(1200);
    expect(await imports.look('select from customer_record where shop_id = $1')).toHaveLength(135);
    const [sums] = await imports.look<{ orders: number; net: number }>(
      'select sum(orders_count)::int as orders, sum(net_minor)::int as net from profile_metrics where shop_id = $1',
    );
    expect(sums).toEqual({ orders: 1200, net: 1_200_000 });
  });
});

const WIDTH = 40;
const BROKEN_AT = 900_000;

/** Rows of one width, made as they are read: row `BROKEN_AT` opens a quote that nobody closes. */
function longFile(rows: number): StoredFile {
  const line = (row: number) =>
    row === 1
      ? `${'Customer ID,Email'.padEnd(WIDTH - 1)}\n`
      : `${(row === BROKEN_AT ? `"C${row},p@x.example` : `C${row},p${row}@lakeside.example`).padEnd(WIDTH - 1)}\n`;
  async function* bytes(start: number, end: number): AsyncGenerator<Buffer> {
    const step = 16_000 * WIDTH;
    for (let from = start - (start % WIDTH); from < end; from += step) {
      const to = Math.min(from + step, rows * WIDTH);
      let text = '';
      for (let at = from; at < to; at += WIDTH) text += line(at / WIDTH + 1);
      yield Buffer.from(text).subarray(Math.max(0, start - from), Math.max(0, end - from));
    }
  }
  return {
    name: 'people.csv',
    sizeBytes: rows * WIDTH,
    read: (start = 0, end = rows * WIDTH) =>
      Readable.from(bytes(start, Math.min(end, rows * WIDTH)), { objectMode: false }),
  };
}

describe('a row that is broken', () => {
  it('as the 900,000th costs itself alone', { timeout: 120_000 }, async () => {
    const { tables } = await openUpload(longFile(900_500));
    const broken: number[] = [];
    let whole = 0;
    let last = '';
    for await (const { data } of tables[0]!.dataRows()) {
      for (const row of data) {
        if (row.problem) broken.push(row.row);
        else whole += 1;
        last = row.cells[0]?.trim() ?? '';
      }
    }
    expect({ broken, whole, last }).toEqual({ broken: [BROKEN_AT], whole: 900_498, last: 'C900500' });
  });

  it('in the middle of a file waits alone, and all others are in', async () => {
    const rows = Array.from({ length: 1200 }, (_, at) => sale(at, at % 50));
    rows[898] = `"${rows[898]}`;
    const imports = await makeImports(database);
    const done = await imports.run('sales.csv', csv(HEADER, ...rows));
    expect(done).toMatchObject({ state: 'done', refused: 1, counters: { rowsKept: 1199 } });
    expect(await imports.look('select row_number::int as row from upload_row_issue where shop_id = $1')).toEqual([
      { row: 900 },
    ]);
    expect(await imports.look('select from sales_order where shop_id = $1')).toHaveLength(1199);
  });
});

describe('a file that is larger than is taken', () => {
  it('ends its upload at the limit, however much would follow, and leaves nothing', async () => {
    const { shop, look } = await makeImports(database);
    let sent = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) {
        sent += MIB;
        yield Buffer.alloc(MIB, 'a,b\n');
      }
    }
    await expect(keepUpload(shop.shopId, 'huge.csv', endless(), 'tester', 6 * MIB)).rejects.toMatchObject({
      code: 'sources.file_too_large',
    });
    expect(sent).toBeLessThanOrEqual(8 * MIB);
    expect(await look('select from upload where shop_id = $1')).toEqual([]);
    expect(await look('select from upload_chunk where shop_id = $1')).toEqual([]);
  });
});
