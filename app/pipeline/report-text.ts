import { csvLines } from '#app/activation/write-csv.ts';
import { compareRows } from '#app/analytics/compare-report.ts';
import { DIMENSIONS, IN_TIME, MEASURES, type Measure, type ReportAsk } from '#app/analytics/report-ask.ts';
import { toDecimal } from '#app/normalise/money.ts';

type Row = { readonly key: string } & Readonly<Partial<Record<Measure, number | null>>>;
type Body = { readonly rows: readonly Row[]; readonly total: Row };

/**
 * A report as a file: a line a row, the sum last; each figure is followed by that of the time it is set against, if any. With a byte order
 * mark, so that spreadsheets read it as UTF-8.
 */
export function reportText(body: Body & { readonly before: Body | null }, ask: ReportAsk, currency: string): string {
  const { before } = body;
  const isInTime = IN_TIME.includes(ask.by);
  const value = (row: Row | null, measure: Measure): string => {
    const known = row?.[measure];
    if (known === null || known === undefined) return '';
    return MEASURES[measure].unit === 'money' ? toDecimal(known, currency) : String(known);
  };
  const cells = (now: Row | null, earlier: Row | null): string[] =>
    ask.measures.flatMap((measure) => [value(now, measure), ...(before ? [value(earlier, measure)] : [])]);
  const names = ask.measures.flatMap((measure) => {
    const { label } = MEASURES[measure];
    return before ? [label, `${label}, before`] : [label];
  });
  const keys = (now: Row | null, earlier: Row | null): string[] =>
    before && isInTime ? [now?.key ?? '', earlier?.key ?? ''] : [(now ?? earlier)?.key ?? ''];
  const lines = [
    [DIMENSIONS[ask.by], ...(before && isInTime ? ['Set against'] : []), ...names],
    ...compareRows(body.rows, before?.rows ?? [], isInTime).map((pair) => [
      ...keys(pair.now, pair.before),
      ...cells(pair.now, pair.before),
    ]),
    ['All', ...(before && isInTime ? ['All'] : []), ...cells(body.total, before?.total ?? null)],
  ];
  return `\uFEFF${csvLines(lines)}\r\n`;
}
