import { useFetcher } from '@remix-run/react';
import { useEffect, useRef } from 'react';

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
export type PreviewProblem = { message: string; from: number | null; to: number | null; fixes: string[] };

export type PreviewAnswer =
  | {
      ok: true;
      sentence: string;
      counts: PreviewCounts;
      total: number;
      totalRevenueMinor: number;
      sample: PreviewMember[];
    }
  | { ok: false; problems: PreviewProblem[] };

export type RulePreviewState = { answer: PreviewAnswer | undefined; loading: boolean; empty: boolean };

const TYPING_PAUSE_MS = 250;

/** Asks what a rule holds whenever the writing pauses. */
export function useRulePreview(rule: string): RulePreviewState {
  const fetcher = useFetcher<PreviewAnswer>();
  const submit = useRef(fetcher.submit);
  submit.current = fetcher.submit;
  const empty = rule.trim() === '';
  useEffect(() => {
    if (empty) {
      return;
    }
    const timer = setTimeout(
      () => submit.current({ rule }, { method: 'post', action: '/app/segments/preview' }),
      TYPING_PAUSE_MS,
    );
    return () => clearTimeout(timer);
  }, [rule, empty]);
  return {
    answer: empty ? undefined : (fetcher.data as PreviewAnswer | undefined),
    loading: fetcher.state !== 'idle',
    empty,
  };
}
