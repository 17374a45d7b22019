import { csvLines } from '#app/activation/write-csv.ts';
import {
  type ReportBody,
  readReportOrders,
  readSavedReports,
  removeReport,
  type SavedReport,
  saveReport,
} from '#app/analytics/read-report.server.ts';
import { DIMENSIONS, MEASURES, type ReportAsk, reportParams } from '#app/analytics/report-ask.ts';
import { audit } from '#app/governance/audit.server.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { toDecimal } from '#app/normalise/money.ts';
import { withShop } from '#app/platform/db.server.ts';
import { readSegments } from '#app/segments/segment-store.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readFigure } from './figures.server.ts';

type ReportPage = ReportBody & {
  saved: SavedReport[];
  segments: { id: number; name: string }[];
  asOf: Date | null;
};

/** A report as it is asked for, with the saved ones and what it can be narrowed to. */
export async function readReportPage(shop: Shop, ask: ReportAsk): Promise<ReportPage> {
  const { body, asOf } = await figureOf(shop, ask);
  return withShop(shop.shopId, async (tx) => ({
    ...body,
    asOf,
    saved: await readSavedReports(tx),
    segments: (await readSegments(tx)).map(({ id, name }) => ({ id, name })),
  }));
}

function figureOf(shop: Shop, ask: ReportAsk): Promise<{ body: ReportBody; asOf: Date | null }> {
  return readFigure(shop, 'report', { ask: String(reportParams(ask)), today: todayIn(shop.timeZone) });
}

/** The orders behind one row of a report. */
export function readReportRow(
  shop: Shop,
  ask: ReportAsk,
  row: { key: string; page: number },
): ReturnType<typeof readReportOrders> {
  return withShop(shop.shopId, (tx) => readReportOrders(tx, ask, { ...row, today: todayIn(shop.timeZone) }));
}

/** The report as a file; the download is audited. */
export async function reportFile(shop: Shop, ask: ReportAsk, actor: string): Promise<string> {
  const { body } = await figureOf(shop, ask);
  await withShop(shop.shopId, (tx) => audit(tx, actor, 'report.downloaded', ask.by));
  const cells = (row: ReportBody['total'], name: string): string[] => [
    name,
    ...ask.measures.map((measure) => {
      const value = row[measure];
      if (value === null) return '';
      return MEASURES[measure].unit === 'money' ? toDecimal(value, shop.currency) : String(value);
    }),
  ];
  const head = [DIMENSIONS[ask.by], ...ask.measures.map((measure) => MEASURES[measure].label)];
  const lines = [head, ...body.rows.map((row) => cells(row, row.key)), cells(body.total, 'All')];
  return `\uFEFF${csvLines(lines)}\r\n`;
}

/** Keeps a report. Throws a Refusal without a name. */
export function keepReport(shopId: number, name: string, ask: ReportAsk, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await saveReport(tx, name, reportParams(ask), actor);
    await audit(tx, actor, 'report.kept', name);
  });
}

/** Removes a report. */
export function dropReport(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await removeReport(tx, id);
    await audit(tx, actor, 'report.removed', String(id));
  });
}
