import { appPool, type Tx, withShop } from '#app/platform/db.server.ts';
import { isCancelled } from '#app/platform/is-cancelled.ts';
import type { Suggestion } from '#app/segments/catalogue.ts';
import { comparePeople, countPeople } from '#app/segments/count-people.server.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import type { MemberCounts, SampledMember } from '#app/segments/preview-statements.ts';
import { type Difference, rankDifferences } from '#app/segments/rank-differences.ts';
import { readSuggestions } from '#app/segments/read-suggestions.server.ts';
import type { RuleContext } from '#app/segments/rule-context.ts';
import { readSegments, shopRuleContext } from '#app/segments/segment-store.server.ts';
import type { Rule } from '#app/segments/types.ts';

/** Longest time a statement of a preview may take before it is given up with a sentence. */
const PREVIEW_TIMEOUT_MS = 8000;
/** Suggestions are a help: nobody waits for them. */
const SUGGESTIONS_TIMEOUT_MS = 3000;

const tooSlow =
  'Counting this takes too long to wait for. Save the segment to have it counted in the background, or ask for less at once: a date makes most rules quick.';
const unreadable = 'The rule cannot be read yet.';

/** `rule` is the text the answer is about. */
export type SegmentPreview =
  | {
      ok: true;
      rule: string;
      counts: MemberCounts;
      total: number;
      totalRevenueMinor: number;
      sample: SampledMember[];
      asOf: string | null;
    }
  | { ok: false; rule: string; sentence: string };

/** What a rule would hold, while it is written: counts, share, revenue, reach and a few of the people. */
export async function previewSegment(shopId: number, ruleText: string, signal: AbortSignal): Promise<SegmentPreview> {
  const answer = await askRule(shopId, ruleText, signal, async (tx, rule, context) => {
    const { counts, all, sample, asOf } = await countPeople(tx, rule, context);
    return {
      ok: true as const,
      rule: ruleText,
      counts,
      total: all.members,
      totalRevenueMinor: all.revenue_minor,
      sample,
      asOf: asOf?.toISOString() ?? null,
    };
  });
  return typeof answer === 'string' ? { ok: false, rule: ruleText, sentence: answer } : answer;
}

/** What sets a rule's people apart from everyone else, the largest difference first; null if it cannot be told. */
export async function previewDifferences(
  shopId: number,
  ruleText: string,
  signal: AbortSignal,
): Promise<{ rule: string; differences: Difference[] | null }> {
  const differences = await askRule(shopId, ruleText, signal, async (tx, rule, context) => {
    const traits = await comparePeople(tx, rule, context);
    const { counts, all } = await countPeople(tx, rule, context);
    return rankDifferences(traits, counts.members, all.members - counts.members);
  });
  return { rule: ruleText, differences: typeof differences === 'string' ? null : differences };
}

/** The shop's values for something a rule may name; none where they take too long to count. */
export async function readRuleValues(shopId: number, name: string): Promise<Suggestion[]> {
  try {
    return await withShop(shopId, async (tx) => {
      await limitTime(tx, SUGGESTIONS_TIMEOUT_MS);
      return readSuggestions(tx, name, await shopRuleContext(tx, await readSegments(tx)));
    });
  } catch (error) {
    if (isCancelled(error)) {
      return [];
    }
    throw error;
  }
}

type Question<Answer> = (tx: Tx, rule: Rule, context: RuleContext) => Promise<Answer>;

/** Asks about a rule within the time a person waits; the sentence to say instead if it cannot be answered. */
async function askRule<Answer extends object>(
  shopId: number,
  ruleText: string,
  signal: AbortSignal,
  ask: Question<Answer>,
): Promise<Answer | string> {
  try {
    return await withShop(shopId, async (tx) => {
      const segments = await readSegments(tx);
      const context = await shopRuleContext(tx, segments);
      const handles = segments.map((one) => one.handle);
      const parsed = parseRule(ruleText, { catalogue: context.catalogue, segments: handles });
      if (!parsed.ok) {
        return parsed.problems[0]?.message ?? unreadable;
      }
      await limitTime(tx, PREVIEW_TIMEOUT_MS);
      return endedBy(signal, tx, () => ask(tx, parsed.rule, context));
    });
  } catch (error) {
    if (isCancelled(error)) {
      return tooSlow;
    }
    throw error;
  }
}

/** Ends the transaction's statement when nobody waits for it any more. */
async function endedBy<Answer>(signal: AbortSignal, tx: Tx, work: () => Promise<Answer>): Promise<Answer> {
  const { rows } = await tx.client.query<{ pid: number }>('select pg_backend_pid() as pid');
  let ending: Promise<unknown> | undefined;
  const end = () => {
    ending = appPool().query('select pg_cancel_backend($1)', [rows[0]?.pid]);
  };
  signal.addEventListener('abort', end, { once: true });
  try {
    return await work();
  } finally {
    signal.removeEventListener('abort', end);
    // The connection must not go to somebody else while its end is under way.
    await ending?.catch(() => undefined);
  }
}

async function limitTime(tx: Tx, milliseconds: number): Promise<void> {
  await tx.client.query(`set local statement_timeout = ${milliseconds}`);
}
