import { csvLines } from '#app/activation/write-csv.ts';
import { DIMENSIONS, MEASURES, type Measure, type ReportAsk } from '#app/analytics/report-ask.ts';
import { toDecimal } from '#app/normalise/money.ts';

type Row = { readonly key: string } & Readonly<Record<Measure, number | null>>;

/** A report as a file: a line a row, the sum last; with a byte order mark, so that spreadsheets read it as UTF-8. */
export function reportText(
  body: { readonly rows: readonly Row[]; readonly total: Row },
  ask: ReportAsk,
  currency: string,
): string {
  const cells = (row: Row, name: string): string[] => [
    name,
    ...ask.measures.map((measure) => {
      const value = row[measure];
      if (value === null) return '';
      return MEASURES[measure].unit === 'money' ? toDecimal(value, currency) : String(value);
    }),
  ];
  const head = [DIMENSIONS[ask.by], ...ask.measures.map((measure) => MEASURES[measure].label)];
  const lines = [head, ...body.rows.map((row) => cells(row, row.key)), cells(body.total, 'All')];
  return `\uFEFF${csvLines(lines)}\r\n`;
}
