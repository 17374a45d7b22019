import { runRule } from '#app/pipeline/clean-records.server.ts';
import type { JobPayload } from '#app/pipeline/jobs.ts';

/** Idempotent: what a rule has changed it does not change again, and it goes on behind its last batch. */
export async function handleRulesRun({ shopId, ruleId }: JobPayload<'rules-run'>): Promise<void> {
  await runRule(shopId, ruleId);
}
