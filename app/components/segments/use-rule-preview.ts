import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import type { Difference } from '#app/segments/rank-differences.ts';

export type PreviewCounts = {
  members: number;
  revenue_minor: number;
  buyers: number;
  reachable_by_email: number;
  reachable_by_sms: number;
};
export type PreviewMember = {
  id: number;
  public_id: string;
  display_name: string;
  net_minor: number;
  orders_count: number;
};

export type PreviewAnswer =
  | {
      ok: true;
      rule: string;
      counts: PreviewCounts;
      total: number;
      totalRevenueMinor: number;
      sample: PreviewMember[];
      /** When the data was read, where that was not just now. */
      asOf: string | null;
    }
  /** `sentence`: why there is no count. */
  | { ok: false; rule: string; sentence: string };
export type DifferencesAnswer = { rule: string; differences: Difference[] | null };

export type RulePreviewState = {
  answer: PreviewAnswer | undefined;
  differences: readonly Difference[] | null | undefined;
  /** The answer is about an earlier rule, and the new one is under way. */
  loading: boolean;
  /** The answer is about an earlier rule, and this one cannot be read. */
  outdated: boolean;
  empty: boolean;
};

const TYPING_PAUSE_MS = 250;
const DIFFERENCES_PAUSE_MS = 500;

/** Asks what a rule holds whenever the writing pauses; an answer that is overtaken is dropped, here and on the server. */
export function useRulePreview(rule: string, ready: boolean): RulePreviewState {
  const counts = usePausing<PreviewAnswer>(rule, 'count', ready, TYPING_PAUSE_MS);
  const isCounted = counts.answer?.ok === true && counts.answer.rule === rule && counts.answer.counts.members > 0;
  const traits = usePausing<DifferencesAnswer>(rule, 'differences', ready && isCounted, DIFFERENCES_PAUSE_MS);
  const empty = rule.trim() === '';
  return {
    answer: empty ? undefined : counts.answer,
    differences: isCounted && traits.answer?.rule === rule ? traits.answer.differences : undefined,
    loading: !empty && ready && counts.answer?.rule !== rule,
    outdated: !empty && !ready && counts.answer !== undefined && counts.answer.rule !== rule,
    empty,
  };
}

function usePausing<Answer>(rule: string, intent: string, ready: boolean, pauseMs: number) {
  const fetcher = useFetcher<Answer>();
  const submit = useRef(fetcher.submit);
  submit.current = fetcher.submit;
  const active = ready && rule.trim() !== '';
  useEffect(() => {
    if (!active) {
      return;
    }
    const ask = () => submit.current({ rule, intent }, { method: 'post', action: '/app/segments/preview' });
    const timer = setTimeout(ask, pauseMs);
    return () => clearTimeout(timer);
  }, [rule, intent, active, pauseMs]);
  return { answer: fetcher.data as Answer | undefined };
}
