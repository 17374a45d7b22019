import { readReport } from '#app/analytics/read-report.server.ts';
import { askOver, readReportAsk } from '#app/analytics/report-ask.ts';
import { comparedSpan } from '#app/analytics/report-period.ts';
import {
  type DueReport,
  dueReports,
  keepRun,
  type MailState,
  noteMail,
  type RunFile,
  readRunFile,
} from '#app/analytics/report-runs.server.ts';
import { dayBefore } from '#app/analytics/report-schedule.ts';
import { todayIn } from '#app/metrics/value-model.server.ts';
import { withShop } from '#app/platform/db.server.ts';
import { env } from '#app/platform/env.server.ts';
import { canSendMail, type Mail, type MailOutcome, sendMail } from '#app/platform/send-mail.server.ts';
import { readShop, type Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { JOBS } from './jobs.ts';
import { reportText } from './report-text.ts';

const TIMEOUT_MS = 300_000;

/** True when a scheduled report of the shop waits to be made. */
export async function hasDueReports(shop: Shop, now: Date): Promise<boolean> {
  return withShop(shop.shopId, async (tx) => (await dueReports(tx, todayIn(shop.timeZone, now))).length > 0);
}

/** Makes the shop's reports that are due, each in a transaction of its own, and queues their e-mails. Idempotent: one file a report and day. */
export async function makeReports(shopId: number, now = new Date()): Promise<void> {
  const shop = await readShop(shopId);
  const due = await withShop(shopId, (tx) => dueReports(tx, todayIn(shop.timeZone, now)));
  for (const report of due) await makeReport(shop, report);
}

async function makeReport(shop: Shop, report: DueReport): Promise<void> {
  const ask = readReportAsk(new URLSearchParams(report.params));
  await withShop(
    shop.shopId,
    async (tx) => {
      const last = dayBefore(report.forDay);
      const body = await readReport(tx, ask, last);
      const span = comparedSpan(ask, ask.against, last);
      const before = span && (await readReport(tx, askOver(ask, span), last));
      const file = reportText({ ...body, before }, ask, shop.currency);
      const runId = await keepRun(tx, report, { file, lines: body.rows.length, mailState: mailStateOf(report) });
      if (runId !== null && mailStateOf(report) === 'waiting') {
        await enqueue(tx, 'report-mail', { shopId: shop.shopId, runId });
      }
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

function mailStateOf({ recipients }: DueReport): MailState {
  if (recipients.length === 0) return 'nobody';
  return canSendMail() ? 'waiting' : 'not_configured';
}

/**
 * Sends a file to its recipients and notes what became of it. Throws when it may go better later, so that the queue tries again; after its
 * last attempt the e-mail has failed. A repeat after a crash can send it twice. `send` is the way to the mail server.
 */
export async function mailReport(
  shopId: number,
  runId: number,
  send: (mail: Mail) => Promise<MailOutcome> = sendMail,
): Promise<void> {
  const shop = await readShop(shopId);
  const run = await withShop(shopId, (tx) => readRunFile(tx, runId));
  if (run === null || run.mailState !== 'waiting' || run.recipients.length === 0) return;
  const outcome = await send(mailOf(shop, run));
  const isLast = run.mailTries + 1 >= JOBS['report-mail'].attempts;
  const { state, reason } = verdictOn(outcome, isLast);
  await withShop(shopId, (tx) => noteMail(tx, runId, state, reason));
  if (state === 'waiting') throw new Error(`the mail server did not take report ${runId}`);
}

function verdictOn(outcome: MailOutcome, isLast: boolean): { state: MailState; reason: string | null } {
  switch (outcome.kind) {
    case 'sent':
      return { state: 'sent', reason: outcome.refused.length > 0 ? `Not taken: ${outcome.refused.join(', ')}` : null };
    case 'not_configured':
      return { state: 'not_configured', reason: null };
    case 'failed':
      return { state: outcome.isFinal || isLast ? 'failed' : 'waiting', reason: outcome.reason };
  }
}

function mailOf(shop: Shop, run: RunFile): Mail {
  const address = `https://${shop.domain}/admin/apps/${env().SHOPIFY_API_KEY}/app/reports`;
  return {
    to: run.recipients,
    subject: `${run.name}, ${run.forDay}`,
    text: `${run.name}, until ${dayBefore(run.forDay)}.\n\nThe figures are in the file attached. All files are kept under ${address}\n`,
    attachments: [{ name: runFileName(run), type: 'text/csv; charset=utf-8', content: run.file }],
  };
}

/** A name that every system takes. */
export function runFileName({ name, forDay }: Pick<RunFile, 'name' | 'forDay'>): string {
  const plain = name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '');
  return `${plain || 'report'}-${forDay}.csv`;
}
