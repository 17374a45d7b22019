import {
  type ReportBody,
  readReportOrders,
  readSavedReports,
  removeReport,
  type SavedReport,
  saveReport,
} from '#app/analytics/read-report.server.ts';
import { askOver, type ReportAsk, reportParams } from '#app/analytics/report-ask.ts';
import { comparedSpan } from '#app/analytics/report-period.ts';
import { type ReportRun, readRunFile, readRuns, setSchedule } from '#app/analytics/report-runs.server.ts';
import { readRecipients } from '#app/analytics/report-schedule.ts';
import { audit } from '#app/governance/audit.server.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { canSendMail } from '#app/platform/send-mail.server.ts';
import { readSegments } from '#app/segments/segment-store.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { readFigure } from './figures.server.ts';
import { runFileName } from './make-reports.server.ts';
import { reportText } from './report-text.ts';

type ReportPage = ReportBody & {
  /** What it is set against: the same report over those days, and the address that opens its rows. */
  before: (ReportBody & { params: string }) | null;
  saved: SavedReport[];
  /** The latest files that were made by schedule. */
  runs: ReportRun[];
  canMail: boolean;
  segments: { id: number; name: string }[];
  asOf: Date | null;
};

/** A report as it is asked for, with the saved ones and what it can be narrowed to. */
export async function readReportPage(shop: Shop, ask: ReportAsk): Promise<ReportPage> {
  const { body, asOf } = await figureOf(shop, ask);
  const before = await readBefore(shop, ask);
  return withShop(shop.shopId, async (tx) => ({
    ...body,
    before,
    asOf,
    saved: await readSavedReports(tx),
    runs: await readRuns(tx),
    canMail: canSendMail(),
    segments: (await readSegments(tx)).map(({ id, name }) => ({ id, name })),
  }));
}

async function readBefore(shop: Shop, ask: ReportAsk): Promise<ReportPage['before']> {
  const span = comparedSpan(ask, ask.against, todayIn(shop.timeZone));
  if (span === null) return null;
  const earlier = askOver(ask, span);
  return { ...(await figureOf(shop, earlier)).body, params: String(reportParams(earlier)) };
}

function figureOf(shop: Shop, ask: ReportAsk): Promise<{ body: ReportBody; asOf: Date | null }> {
  return readFigure(shop, 'report', {
    ask: String(reportParams({ ...ask, against: 'none' })),
    today: todayIn(shop.timeZone),
  });
}

type ReportRowPage = Awaited<ReturnType<typeof readReportOrders>> & { count: number; netMinor: number };

/** The orders behind one row of a report, with their number and sum as the report has them. */
export async function readReportRow(
  shop: Shop,
  ask: ReportAsk,
  row: { key: string; page: number },
): Promise<ReportRowPage> {
  const { body } = await figureOf(shop, ask);
  const summed = body.rows.find((one) => one.key === row.key);
  const today = todayIn(shop.timeZone);
  const page = await withShop(shop.shopId, (tx) => readReportOrders(tx, ask, { ...row, today }));
  return { ...page, count: summed?.orders ?? 0, netMinor: summed?.net ?? 0 };
}

/** The report as a file; the download is audited. */
export async function reportFile(shop: Shop, ask: ReportAsk, actor: string): Promise<string> {
  const { body } = await figureOf(shop, ask);
  const before = await readBefore(shop, ask);
  await withShop(shop.shopId, (tx) => audit(tx, actor, 'report.downloaded', ask.by));
  return reportText({ ...body, before }, ask, shop.currency);
}

/** Keeps a report. Throws a Refusal without a name. */
export function keepReport(shopId: number, name: string, ask: ReportAsk, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    const id = await saveReport(tx, name, reportParams(ask), actor);
    await audit(tx, actor, 'report.kept', String(id));
  });
}

/** Says when a report is made and to whom it goes, and has made what is due by it. Throws a Refusal that names the field. */
export async function scheduleReport(
  shopId: number,
  wish: { id: number; schedule: string; recipients: string },
  actor: string,
): Promise<void> {
  const recipients = readRecipients(wish.recipients);
  await withShop(shopId, async (tx) => {
    await setSchedule(tx, wish.id, { schedule: wish.schedule, recipients });
    await audit(tx, actor, 'report.scheduled', String(wish.id), { schedule: wish.schedule, people: recipients.length });
    await enqueue(tx, 'reports-make', { shopId });
  });
}

/** A file that was made by schedule; the download is audited. Null when it is gone. */
export function readRun(shopId: number, id: number, actor: string): Promise<{ file: string; fileName: string } | null> {
  return withShop(shopId, async (tx) => {
    const run = await readRunFile(tx, id);
    if (run === null) return null;
    await audit(tx, actor, 'report.downloaded', String(id));
    return { file: run.file, fileName: runFileName(run) };
  });
}

/** Removes a report. */
export function dropReport(shopId: number, id: number, actor: string): Promise<void> {
  return withShop(shopId, async (tx) => {
    await removeReport(tx, id);
    await audit(tx, actor, 'report.removed', String(id));
  });
}
