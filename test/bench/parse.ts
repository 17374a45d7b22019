/**
 * Reading a till's file without a database: parsing, inspection (sample, mapping, conventions) and rows → records.
 * `npm run bench -- parse [--size 1000000]`. One JSON object a line; `rate` is rows a second of processor time, so that a busy machine
 * does not change it, `wallRate` of wall-clock time; the baseline of parsing is Papa Parse on the same text in the same run.
 */
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import type { RowOutcome } from '#app/sources/outcome.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { inspectTable, type TableInspection } from '#app/sources/upload/inspect-table.ts';
import { openUpload, type UploadTable } from '#app/sources/upload/open-upload.server.ts';
import { localFile } from '#app/sources/upload/stored-file.server.ts';

const { values: flags } = parseArgs({ options: { size: { type: 'string', default: '1000000' } } });
const size = Number(flags.size);
const shop = { currency: 'USD', zone: 'America/New_York', country: 'US' };
const folder = await mkdtemp(join(tmpdir(), 'onefold-parse-'));

try {
  const path = join(folder, 'items.csv');
  await writeTillFile(path, size);
  await measureAll(path);
} finally {
  await rm(folder, { recursive: true });
}

async function measureAll(path: string): Promise<void> {
  const { tables } = await openUpload(await localFile(path));
  const [table] = tables;
  if (!table) throw new Error('the file that was just written holds no table');
  const parsed = await measure((tick) => parseRows(table, tick));
  const inspected = await measure(async () => (await inspectTable(table, shop)).dataRows);
  const inspection = await inspectTable(table, shop);
  const transformed = await measure((tick) => transformRows(table, inspection, tick));
  // The peer reads the whole text into memory, so it comes after the others.
  const peer = await measure(async () => readWithPapa(await readFile(path, 'utf8')));
  report('parse', parsed, peer.cpuSeconds);
  report('parse-inspect', inspected, parsed.cpuSeconds);
  report('parse-records', transformed, parsed.cpuSeconds);
}

async function parseRows(table: UploadTable, tick: () => void): Promise<number> {
  let rows = 0;
  for await (const { data } of table.dataRows()) {
    rows += data.length;
    tick();
  }
  return rows;
}

async function transformRows(table: UploadTable, inspection: TableInspection, tick: () => void): Promise<number> {
  const context = { columns: inspection.columns, fileName: table.name, shop, readAt: new Date() };
  const transformer = createRowTransformer(inspection.proposal.mapping, context);
  let kept = 0;
  for await (const { data } of table.dataRows()) {
    kept += countKept(transformer.push(data));
    tick();
  }
  return kept + countKept(transformer.end());
}

function countKept(outcomes: readonly RowOutcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + (outcome.outcome === 'kept' ? outcome.rows.length : 0), 0);
}

type Measured = { rows: number; seconds: number; cpuSeconds: number; peakMemoryMiB: number };

async function measure(work: (tick: () => void) => Promise<number>): Promise<Measured> {
  let peak = process.memoryUsage.rss();
  let ticks = 0;
  const tick = () => {
    ticks += 1;
    if (ticks % 50 === 0) peak = Math.max(peak, process.memoryUsage.rss());
  };
  const started = performance.now();
  const before = process.cpuUsage();
  const rows = await work(tick);
  const cpu = process.cpuUsage(before);
  const seconds = (performance.now() - started) / 1000;
  peak = Math.max(peak, process.memoryUsage.rss());
  return { rows, seconds, cpuSeconds: (cpu.user + cpu.system) / 1e6, peakMemoryMiB: Math.round(peak / 1024 ** 2) };
}

function report(bench: string, measured: Measured, baselineSeconds: number): void {
  if (measured.rows !== size) throw new Error(`${bench} read ${measured.rows} of ${size} rows`);
  const line = {
    bench,
    size,
    seconds: round(measured.cpuSeconds),
    rate: Math.round(size / measured.cpuSeconds),
    wallRate: Math.round(size / measured.seconds),
    baseline: round(baselineSeconds),
    ratio: round(measured.cpuSeconds / baselineSeconds),
    peakMemoryMiB: measured.peakMemoryMiB,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function readWithPapa(text: string): number {
  let rows = -1;
  Papa.parse<string[]>(text, {
    step: ({ data }) => {
      if (data.length > 1) rows += 1;
    },
  });
  return rows;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Fifteen columns; 2.5 lines a sale, one line in sixty a refund, two sales in three with a customer. */
async function writeTillFile(path: string, rows: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(
    'Date,Time,Time Zone,Category,Item,Qty,SKU,Gross Sales,Discounts,Net Sales,Tax,Transaction ID,Event Type,Customer ID,Customer Name\n',
  );
  for (let at = 0; at < rows; at += 1) {
    if (!file.write(tillLine(at))) await new Promise<void>((resolve) => file.once('drain', () => resolve()));
  }
  await new Promise<void>((resolve) => file.end(() => resolve()));
}

function tillLine(at: number): string {
  const sale = Math.floor(at / 2.5);
  const placed = new Date(Date.UTC(2024, 0, 1) + sale * 60_000).toISOString();
  const refund = at % 60 === 59;
  const sign = refund ? '-' : '';
  const price = 10 + (at % 90);
  const customer = sale % 3 === 0 ? ',' : `CUST${sale % 100_000},Zoë Example ${sale % 100_000}`;
  const amounts = `${sign}$${price}.00,$0.00,${sign}$${price}.00,${sign}$${(price * 0.08).toFixed(2)}`;
  const goods = `Category ${at % 20},Item ${at % 500},${refund ? -1 : 1},SKU${at % 500}`;
  const kind = refund ? `TX${sale - 5},Refund` : `TX${sale},Payment`;
  return `${placed.slice(0, 10)},${placed.slice(11, 19)},Eastern Time (US & Canada),${goods},${amounts},${kind},${customer}\n`;
}
