// npm run evaluate -- mapping --file F [--currency USD] [--zone UTC] [--country US]: what the product's own import makes of a file.
import { parseArgs } from 'node:util';
import { Refusal } from '#app/platform/refusal.ts';
import type { RowIssue, RowOutcome } from '#app/sources/outcome.ts';
import type { ShopDefaults } from '#app/sources/rows/row-plan.ts';
import { createRowTransformer } from '#app/sources/rows-to-records.ts';
import { inspectTable, type TableInspection } from '#app/sources/upload/inspect-table.ts';
import { openUpload, type UploadTable } from '#app/sources/upload/open-upload.server.ts';
import { localFile } from '#app/sources/upload/stored-file.server.ts';

const SHOWN_REFUSALS = 200;

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    currency: { type: 'string', default: 'USD' },
    zone: { type: 'string', default: 'UTC' },
    country: { type: 'string', default: 'US' },
  },
});

if (values.file === undefined) {
  process.stderr.write('Usage: npm run evaluate -- mapping --file F [--currency USD] [--zone UTC] [--country US]\n');
  process.exitCode = 1;
} else {
  const shop = { currency: values.currency, zone: values.zone, country: values.country };
  process.stdout.write(`${JSON.stringify(await evaluate(values.file, shop))}\n`);
}

async function evaluate(path: string, shop: ShopDefaults): Promise<object> {
  try {
    const { tables } = await openUpload(await localFile(path));
    const results = [];
    for (const table of tables) results.push(await evaluateTable(table, shop));
    const [first, ...others] = results;
    return others.length === 0 ? { ...first } : { ...first, tables: results };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refusedFile(error);
  }
}

async function evaluateTable(table: UploadTable, shop: ShopDefaults): Promise<object> {
  const inspection = await inspectTable(table, shop);
  const tally = await readRows(table, inspection, shop);
  const { layout } = table;
  const { mapping, questions, evidence } = inspection.proposal;
  return {
    file: table.name,
    system: mapping.system ?? 'unknown',
    subject: mapping.subject,
    encoding: layout.container === 'delimited' ? layout.encoding.encoding : null,
    delimiter: layout.container === 'delimited' ? layout.format.delimiter : null,
    decimalMark: mapping.conventions.decimalMark,
    dateOrder: mapping.conventions.dateOrder,
    currency: mapping.conventions.currency,
    headerRow: layout.header.headerRow,
    columns: mapping.columns,
    dataRows: inspection.dataRows,
    ...tally,
    skipped: inspection.skipped,
    questions,
    conventions: mapping.conventions,
    evidence,
  };
}

type Tally = {
  rowsAccepted: number;
  rowsRefused: number;
  rowsDropped: number;
  refusals: object[];
  refusalCounts: Record<string, number>;
  issues: object[];
  issueCounts: Record<string, number>;
  records: Record<string, number>;
};

async function readRows(
  table: UploadTable,
  { columns, proposal }: TableInspection,
  shop: ShopDefaults,
): Promise<Tally> {
  const context = { columns, fileName: table.name, shop, readAt: new Date() };
  const transformer = createRowTransformer(proposal.mapping, context);
  const tally: Tally = {
    rowsAccepted: 0,
    rowsRefused: 0,
    rowsDropped: 0,
    refusals: [],
    refusalCounts: {},
    issues: [],
    issueCounts: {},
    records: {},
  };
  for await (const { data } of table.dataRows()) count(transformer.push(data), tally);
  count(transformer.end(), tally);
  return tally;
}

function count(outcomes: readonly RowOutcome[], tally: Tally): void {
  for (const outcome of outcomes) {
    if (outcome.outcome === 'kept') countKept(outcome, tally);
    else if (outcome.outcome === 'dropped') tally.rowsDropped += outcome.rows.length;
    else {
      tally.rowsRefused += 1;
      note(outcome.issue, tally.refusals, tally.refusalCounts);
    }
  }
}

function countKept(outcome: Extract<RowOutcome, { outcome: 'kept' }>, tally: Tally): void {
  tally.rowsAccepted += outcome.rows.length;
  for (const issue of outcome.issues) note(issue, tally.issues, tally.issueCounts);
  for (const { kind } of outcome.records) tally.records[kind] = (tally.records[kind] ?? 0) + 1;
}

function note(issue: RowIssue, shown: object[], counts: Record<string, number>): void {
  counts[issue.code] = (counts[issue.code] ?? 0) + 1;
  if (shown.length < SHOWN_REFUSALS) shown.push(issue);
}

function refusedFile(error: Refusal): object {
  return {
    system: null,
    encoding: null,
    delimiter: null,
    decimalMark: null,
    dateOrder: null,
    headerRow: null,
    columns: [],
    rowsAccepted: 0,
    rowsRefused: 0,
    refusals: [
      { row: error.row ?? null, column: null, code: error.code, reason: error.message, remedy: error.remedy ?? null },
    ],
    questions: [],
  };
}
