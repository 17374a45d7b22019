import type { JobPayload } from '#app/pipeline/jobs.ts';
import { mailReport } from '#app/pipeline/make-reports.server.ts';

/** Once sent, it is not sent again; a crash between sending and noting it can. */
export async function handleReportMail({ shopId, runId }: JobPayload<'report-mail'>): Promise<void> {
  await mailReport(shopId, runId);
}
