import type { JobPayload } from '#app/pipeline/jobs.ts';
import { makeReports } from '#app/pipeline/make-reports.server.ts';

/** Idempotent: a report is made once for a day. */
export async function handleReportsMake({ shopId }: JobPayload<'reports-make'>): Promise<void> {
  await makeReports(shopId);
}
