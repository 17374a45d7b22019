/**
 * The largest file that is taken, read as an import reads it: `npm run bench -- large-file [--gigabytes 2]`. The file stands nowhere: its
 * bytes are made as they are asked for, so that disk and memory hold none of it. Prints rows, seconds of processor time and the peak of
 * memory, which is what this is about: it must not grow with the file. One JSON object.
 */
import { Readable } from 'node:stream';
import { parseArgs } from 'node:util';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { inspectTable } from '#app/sources/upload/inspect-table.ts';
import { openUpload } from '#app/sources/upload/open-upload.server.ts';
import type { StoredFile } from '#app/sources/upload/stored-file.server.ts';

const { values: flags } = parseArgs({ options: { gigabytes: { type: 'string', default: '2' } } });
const shop = { currency: 'USD', zone: 'America/New_York', country: 'US' };

const HEADER =
  'Date,Time,Time Zone,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name\n';
/** Bytes of a row, all alike, so that any row is found without those before it. */
const WIDTH = 200;
const PIECE_ROWS = 400;

const rows = Math.floor((Number(flags.gigabytes) * 1024 ** 3 - HEADER.length) / WIDTH);
await measure();

async function measure(): Promise<void> {
  const [table] = (await openUpload(generatedFile())).tables;
  if (!table) throw new Error('the generated file holds no table');
  let [peak, pieces] = [0, 0];
  const tick = () => {
    pieces += 1;
    if (pieces % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  };
  const before = process.cpuUsage();
  const inspection = await inspectTable(table, shop);
  const transformer = createRowTransformer(inspection.proposal.mapping, {
    columns: inspection.columns,
    fileName: table.name,
    shop,
    readAt: new Date(),
  });
  let [read, refused] = [0, 0];
  for await (const { data } of table.dataRows()) {
    read += data.length;
    refused += transformer.push(data).filter(({ outcome }) => outcome === 'failed').length;
    tick();
  }
  refused += transformer.end().filter(({ outcome }) => outcome === 'failed').length;
  if (read !== rows || refused > 0) throw new Error(`of ${rows} rows ${read} were read and ${refused} refused`);
  const cpu = process.cpuUsage(before);
  const seconds = (cpu.user + cpu.system) / 1e6;
  const line = {
    bench: 'large-file',
    gigabytes: Number(flags.gigabytes),
    rows,
    seconds: Math.round(seconds * 10) / 10,
    rate: Math.round(rows / seconds),
    peakMemoryMiB: Math.round(peak / 1024 ** 2),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function generatedFile(): StoredFile {
  const sizeBytes = HEADER.length + rows * WIDTH;
  return {
    name: 'items.csv',
    sizeBytes,
    read: (start = 0, end = sizeBytes) => Readable.from(bytes(start, end), { objectMode: false }),
  };
}

function* bytes(start: number, end: number): Generator<Buffer> {
  if (start < HEADER.length) yield Buffer.from(HEADER.slice(start, Math.min(end, HEADER.length)));
  const [from, to] = [Math.max(0, start - HEADER.length), end - HEADER.length];
  for (let row = Math.floor(from / WIDTH); row * WIDTH < to; row += PIECE_ROWS) {
    const piece = Buffer.from(
      Array.from({ length: Math.min(PIECE_ROWS, rows - row) }, (_none, nth) => line(row + nth)).join(''),
    );
    const base = row * WIDTH;
    yield piece.subarray(Math.max(0, from - base), Math.min(piece.length, to - base));
  }
}

/** 2.5 lines a sale; two sales in three with a customer, of a hundred thousand. */
function line(at: number): string {
  const sale = Math.floor(at / 2.5);
  const placed = new Date(Date.UTC(2024, 0, 1) + (sale % 1_000_000) * 60_000).toISOString();
  const price = 10 + (at % 90);
  const amounts = `$${price}.00,$0.00,$${price}.00,$${(price * 0.08).toFixed(2)}`;
  const customer = sale % 3 === 0 ? ',' : `CUST${sale % 100_000},Person ${sale % 100_000}`;
  const goods = `Category ${at % 20},Item ${at % 500},1,SKU${at % 500}`;
  const text = `${placed.slice(0, 10)},${placed.slice(11, 19)},Eastern Time (US & Canada),${goods},${amounts},TX${sale},Payment,${customer}`;
  return `${text.padEnd(WIDTH - 1)}\n`;
}
