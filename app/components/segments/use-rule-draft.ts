import { useMemo, useState } from 'react';
import type { Catalogue } from '#app/segments/catalogue.ts';
import { isCompleteRow } from '#app/segments/condition-forms.ts';
import { rewriteRule, type WrittenRule } from '#app/segments/format-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import type { Problem } from '#app/segments/problem.ts';
import { type DraftGroup, draftOf, rowsOf, ruleOfDraft } from '#app/segments/rule-draft.ts';

/** More rows than this are shown as text: nobody finds a way through them, and no browser draws them at once. */
const ROWS_SHOWN = 150;

export type RuleDraft = {
  mode: 'builder' | 'text';
  tree: DraftGroup;
  /** The rule as text: what is written, or what the rows say. */
  text: string;
  /** Rows that are still to be filled in. */
  unfinished: number;
  /** What is wrong with the text. */
  problems: readonly Problem[];
  /** Why the other view cannot be shown; null if it can. */
  switchBlocked: string | null;
  setTree(tree: DraftGroup): void;
  setText(text: string): void;
  switchMode(): void;
};

type State = { mode: 'builder' | 'text'; tree: DraftGroup; typed: string; written: WrittenRule | null };

/** One rule in two views. Changing the view changes nothing: unchanged parts keep their very text. */
export function useRuleDraft(
  ruleText: string,
  catalogue: Catalogue,
  segments: readonly { handle: string }[],
): RuleDraft {
  const [state, setState] = useState(() => startOf(ruleText));
  const { mode, tree, typed, written } = state;
  const parsed = useMemo(
    () => parseRule(typed, { catalogue, segments: segments.map((one) => one.handle) }),
    [typed, catalogue, segments],
  );
  const spoken = useMemo(() => ruleOfDraft(tree, isCompleteRow), [tree]);
  const unfinished = useMemo(() => rowsOf(tree).filter((row) => !isCompleteRow(row)).length, [tree]);
  const text = mode === 'text' ? typed : spoken ? rewriteRule(spoken, written) : '';
  const readable = typed.trim() === '' || parsed.ok || parsed.rule !== null;
  return {
    mode,
    tree,
    text,
    unfinished: mode === 'text' ? 0 : unfinished,
    problems: mode === 'text' && typed.trim() !== '' && !parsed.ok ? parsed.problems : [],
    switchBlocked: mode === 'text' ? textBlocked(readable, parsed.rule) : rowsBlocked(unfinished),
    setTree: (next) => setState((before) => ({ ...before, tree: next })),
    setText: (next) => setState((before) => ({ ...before, typed: next })),
    switchMode: () => setState(mode === 'text' ? startOf(typed, 'builder') : { ...state, mode: 'text', typed: text }),
  };
}

function startOf(text: string, wanted?: 'builder'): State {
  const parsed = parseRule(text);
  const rule = text.trim() === '' ? null : parsed.rule;
  const tree = draftOf(rule);
  const fits = rowsOf(tree).length <= ROWS_SHOWN && (rule !== null || text.trim() === '');
  return {
    mode: wanted ?? (fits ? 'builder' : 'text'),
    tree,
    typed: text,
    written: parsed.ok ? { text, rule: parsed.rule, spans: parsed.spans } : null,
  };
}

function textBlocked(readable: boolean, rule: Parameters<typeof draftOf>[0]): string | null {
  if (!readable) {
    return 'The builder can show the text once it can be read.';
  }
  const rows = rowsOf(draftOf(rule)).length;
  return rows > ROWS_SHOWN ? `The builder shows ${ROWS_SHOWN} conditions at most; this rule has ${rows}.` : null;
}

function rowsBlocked(unfinished: number): string | null {
  if (unfinished === 0) {
    return null;
  }
  return unfinished === 1
    ? 'One condition is still to be filled in: it is not counted, and text cannot hold it.'
    : `${unfinished} conditions are still to be filled in: they are not counted, and text cannot hold them.`;
}
