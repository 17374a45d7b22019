import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';
import { dueDay, SCHEDULES, type Schedule } from './report-schedule.ts';

export type MailState = 'nobody' | 'not_configured' | 'waiting' | 'sent' | 'failed';

/** A file that was made, and what became of its e-mail. */
export type ReportRun = {
  id: number;
  reportId: number;
  forDay: string;
  lines: number;
  madeAt: Date;
  mailState: MailState;
  mailTries: number;
  /** The mail server's own word; null when nothing went wrong. */
  mailReason: string | null;
};

/** Says when a report is made and to whom it goes. Throws a Refusal when it is gone. */
export async function setSchedule(
  tx: Tx,
  id: number,
  wish: { readonly schedule: string; readonly recipients: readonly string[] },
): Promise<void> {
  const schedule = wish.schedule in SCHEDULES ? wish.schedule : 'none';
  const changed = await tx.run(sql`
    update report set schedule = ${schedule}, recipients = ${[...wish.recipients]}::text[] where shop_id = ${tx.shopId} and id = ${id}`);
  if (changed === 0) throw new Refusal('analytics.report_gone', 'This report was removed.');
}

export type DueReport = { id: number; name: string; params: string; recipients: string[]; forDay: string };

/** Reports that are due by today and not made yet. */
export async function dueReports(tx: Tx, today: string): Promise<DueReport[]> {
  const rows = await tx.rows<Omit<DueReport, 'forDay'> & { schedule: Schedule; last: string | null }>(sql`
    select r.id, r.name, r.ask ->> 'params' as params, r.recipients, r.schedule,
           (select max(u.for_day)::text from report_run u where u.shop_id = ${tx.shopId} and u.report_id = r.id) as last
    from report r where r.shop_id = ${tx.shopId} and r.schedule <> 'none' order by r.id`);
  return rows.flatMap(({ schedule, last, ...report }) => {
    const forDay = dueDay(schedule, today);
    return forDay === null || (last !== null && last >= forDay) ? [] : [{ ...report, forDay }];
  });
}

/** Files kept of one report; older ones go. */
const KEPT_RUNS = 60;

/** Keeps the file of a due report, once. Returns its id; null when it was there. */
export async function keepRun(
  tx: Tx,
  report: Pick<DueReport, 'id' | 'forDay'>,
  made: { readonly file: string; readonly lines: number; readonly mailState: MailState },
): Promise<number | null> {
  const [row] = await tx.rows<{ id: number }>(sql`
    insert into report_run (shop_id, report_id, for_day, file, lines, mail_state)
    values (${tx.shopId}, ${report.id}, ${report.forDay}::date, ${made.file}, ${made.lines}, ${made.mailState})
    on conflict (shop_id, report_id, for_day) do nothing returning id`);
  await tx.run(sql`
    delete from report_run where shop_id = ${tx.shopId} and report_id = ${report.id} and id not in (
      select id from report_run where shop_id = ${tx.shopId} and report_id = ${report.id} order by for_day desc limit ${KEPT_RUNS})`);
  return row?.id ?? null;
}

/** The latest files of each report, the newest first. */
export async function readRuns(tx: Tx): Promise<ReportRun[]> {
  return tx.rows<ReportRun>(sql`
    select id, report_id as "reportId", for_day::text as "forDay", lines, made_at as "madeAt", mail_state as "mailState",
           mail_tries as "mailTries", mail_reason as "mailReason"
    from (select *, row_number() over (partition by report_id order by for_day desc) as nth from report_run where shop_id = ${tx.shopId}) u
    where nth <= 5 order by for_day desc, id desc`);
}

export type RunFile = {
  name: string;
  forDay: string;
  file: string;
  recipients: string[];
  mailState: MailState;
  mailTries: number;
};

/** One file with the report it was made of; null when it is gone. */
export async function readRunFile(tx: Tx, id: number): Promise<RunFile | null> {
  const [row] = await tx.rows<RunFile>(sql`
    select r.name, u.for_day::text as "forDay", u.file, r.recipients, u.mail_state as "mailState", u.mail_tries as "mailTries"
    from report_run u join report r on r.shop_id = ${tx.shopId} and r.id = u.report_id
    where u.shop_id = ${tx.shopId} and u.id = ${id}`);
  return row ?? null;
}

/** Notes what became of an e-mail; a try counts. */
export async function noteMail(tx: Tx, id: number, state: MailState, reason: string | null): Promise<void> {
  await tx.run(sql`
    update report_run set mail_state = ${state}, mail_reason = ${reason}, mail_tries = mail_tries + 1,
      mailed_at = case when ${state} = 'sent' then now() end
    where shop_id = ${tx.shopId} and id = ${id}`);
}
