import { BlockStack, Text } from '@shopify/polaris';
import { type CSSProperties, useId } from 'react';
import type { Catalogue } from '#app/segments/catalogue.ts';
import type { Problem } from '#app/segments/problem.ts';
import { CompletionList } from './completion-list.tsx';
import { ProblemList } from './problem-list.tsx';
import { type CompletingField, useCompletion } from './use-completion.ts';

type Props = {
  text: string;
  onChange: (text: string) => void;
  problems: readonly Problem[];
  catalogue: Catalogue;
  segments: readonly { handle: string; name: string }[];
  /** Asks for the shop's values of a name; they come with the catalogue. */
  onWant: (name: string) => void;
};

/** The rule as text: completed as one types, with each problem marked where it stands. */
export function RuleText({ text, onChange, problems, catalogue, segments, onWant }: Props) {
  const id = useId();
  const completing = useCompletion({ text, onChange, catalogue, segments, onWant });
  return (
    <BlockStack gap="200">
      <label htmlFor={id}>
        <Text as="span">Rule</Text>
      </label>
      <div style={{ position: 'relative' }}>
        <Marks text={text} problems={problems} />
        <TextArea id={id} text={text} completing={completing} invalid={problems.length > 0} />
      </div>
      <CompletionList
        id={`${id}-options`}
        options={completing.options}
        active={completing.active}
        onChoose={completing.accept}
      />
      <div id={`${id}-problems`}>
        <ProblemList text={text} problems={problems} onFix={(fix) => completing.replace(fix.from, fix.to, fix.text)} />
      </div>
      <div id={`${id}-help`}>
        <Text as="p" tone="subdued" variant="bodySm">
          AND, OR, NOT and parentheses; days as -30d or 2026-01-31. Shopify’s segment language is understood as it is.
          Control and Space shows what may come next.
        </Text>
      </div>
    </BlockStack>
  );
}

type AreaProps = { id: string; text: string; completing: CompletingField; invalid: boolean };

function TextArea({ id, text, completing, invalid }: AreaProps) {
  return (
    <textarea
      id={id}
      ref={completing.field}
      value={text}
      rows={Math.min(16, Math.max(5, text.split('\n').length + 1))}
      spellCheck={false}
      autoCapitalize="off"
      autoComplete="off"
      aria-invalid={invalid}
      aria-describedby={`${id}-help ${id}-problems`}
      aria-autocomplete="list"
      aria-controls={`${id}-options`}
      aria-activedescendant={completing.options.length > 0 ? `${id}-options-${completing.active}` : undefined}
      onChange={(event) => completing.typed(event.target.value, event.target.selectionStart)}
      onSelect={(event) => completing.moved(event.currentTarget.selectionStart)}
      onBlur={completing.close}
      onKeyDown={completing.onKeyDown}
      style={{ ...letters, ...fieldStyle }}
    />
  );
}

/** The same letters behind the field, with the faulty ones underlined. */
function Marks({ text, problems }: { text: string; problems: readonly Problem[] }) {
  const spans = problems.flatMap((problem) => (problem.span ? [problem.span] : [])).toSorted((a, b) => a.from - b.from);
  const pieces = spans.reduce<{ until: number; parts: { text: string; bad: boolean; at: number }[] }>(
    ({ until, parts }, { from, to }) => {
      const end = Math.max(to, from + 1);
      return from < until
        ? { until, parts }
        : {
            until: end,
            parts: [
              ...parts,
              { text: text.slice(until, from), bad: false, at: until },
              { text: text.slice(from, end) || ' ', bad: true, at: from },
            ],
          };
    },
    { until: 0, parts: [] },
  );
  return (
    <div aria-hidden="true" style={{ ...letters, ...backStyle }}>
      {pieces.parts.map((piece) =>
        piece.bad ? (
          <mark key={`bad-${piece.at}`} style={markStyle}>
            {piece.text}
          </mark>
        ) : (
          <span key={`good-${piece.at}`}>{piece.text}</span>
        ),
      )}
    </div>
  );
}

const letters: CSSProperties = {
  fontFamily: 'ui-monospace, SFMono-Regular, Menlo, monospace',
  fontSize: 13,
  lineHeight: '20px',
  padding: '8px 12px',
  width: '100%',
  boxSizing: 'border-box',
  whiteSpace: 'pre-wrap',
  overflowWrap: 'break-word',
  border: '1px solid transparent',
  borderRadius: 8,
};
const fieldStyle: CSSProperties = {
  position: 'relative',
  background: 'transparent',
  borderColor: 'var(--p-color-input-border)',
  color: 'inherit',
  resize: 'vertical',
  display: 'block',
};
const backStyle: CSSProperties = { position: 'absolute', inset: 0, color: 'transparent', overflow: 'hidden' };
const markStyle: CSSProperties = {
  color: 'transparent',
  background: 'var(--p-color-bg-fill-critical-secondary)',
  textDecoration: 'underline wavy var(--p-color-text-critical)',
};
