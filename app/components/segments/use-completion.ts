import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import type { Catalogue } from '#app/segments/catalogue.ts';
import { type Completion, completeRule, nameAt } from '#app/segments/complete-rule.ts';

type Caret = { at: number; open: boolean; active: number };
type Ask = {
  text: string;
  onChange: (text: string) => void;
  catalogue: Catalogue;
  segments: readonly { handle: string; name: string }[];
  onWant: (name: string) => void;
};

export type CompletingField = {
  field: RefObject<HTMLTextAreaElement>;
  options: Completion['options'];
  active: number;
  accept(index: number): void;
  replace(from: number, to: number, by: string): void;
  typed(text: string, at: number): void;
  moved(at: number): void;
  close(): void;
  onKeyDown(event: KeyboardEvent): void;
};

const OFFERED = 30;

/** A text field that says what may come next at the caret and puts it there. */
export function useCompletion({ text, onChange, catalogue, segments, onWant }: Ask): CompletingField {
  const field = useRef<HTMLTextAreaElement>(null);
  const [caret, setCaret] = useState<Caret>({ at: text.length, open: false, active: 0 });
  const completion = completeRule(text, caret.at, { catalogue, segments, limit: OFFERED });
  const options = caret.open ? completion.options : [];
  const wanted = caret.open ? nameAt(text, caret.at) : null;
  if (wanted !== null) {
    onWant(wanted);
  }
  const replaceWith = (from: number, to: number, by: string, open: boolean) => {
    onChange(text.slice(0, from) + by + text.slice(to));
    setCaret({ at: from + by.length, open, active: 0 });
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(from + by.length, from + by.length);
    });
  };
  const accept = (index: number) => {
    const option = options[index];
    if (option) {
      replaceWith(completion.from, completion.to, option.text.endsWith('(') ? option.text : `${option.text} `, true);
    }
  };
  return {
    field,
    options,
    active: caret.active,
    accept,
    replace: (from, to, by) => replaceWith(from, to, by, false),
    typed: (next, at) => {
      onChange(next);
      setCaret({ at, open: true, active: 0 });
    },
    moved: (at) => setCaret((before) => (before.at === at ? before : { at, open: false, active: 0 })),
    close: () => setCaret((before) => ({ ...before, open: false })),
    onKeyDown: (event) => {
      const next = caretAfter(event, caret, options.length);
      if (next !== null) {
        event.preventDefault();
        next === 'accept' ? accept(caret.active) : setCaret(next);
      }
    },
  };
}

/** What a key does to the list; null if it is none of its business. */
function caretAfter(event: KeyboardEvent, caret: Caret, count: number): Caret | 'accept' | null {
  if (event.key === ' ' && event.ctrlKey) {
    return { ...caret, open: true, active: 0 };
  }
  if (count === 0 || event.shiftKey) {
    return null;
  }
  switch (event.key) {
    case 'ArrowDown':
      return { ...caret, active: (caret.active + 1) % count };
    case 'ArrowUp':
      return { ...caret, active: (caret.active + count - 1) % count };
    case 'Enter':
    case 'Tab':
      return 'accept';
    case 'Escape':
      return { ...caret, open: false };
    default:
      return null;
  }
}
