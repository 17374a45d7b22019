import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { useMemo } from 'react';
import type { Catalogue, Suggestion } from '#app/segments/catalogue.ts';
import { describeRule } from '#app/segments/describe-rule.ts';
import { parseRule } from '#app/segments/parse-rule.ts';
import { RuleBuilder } from './builder/rule-builder.tsx';
import { RuleText } from './rule-text.tsx';
import type { RuleDraft } from './use-rule-draft.ts';

type Props = {
  draft: RuleDraft;
  catalogue: Catalogue;
  segments: readonly { handle: string; name: string }[];
  suggestionsFor: (name: string) => readonly Suggestion[];
  /** What the server found wrong with the rule when it was to be saved. */
  error: string | null;
  title?: string;
};

/** Who is in the segment: as rows or as text, and said in plain words. */
export function RuleCard({ draft, catalogue, segments, suggestionsFor, error, title = 'Who is in it' }: Props) {
  const sentence = useMemo(() => sentenceOf(draft.text, catalogue), [draft.text, catalogue]);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {title}
          </Text>
          <Views draft={draft} />
        </InlineStack>
        {draft.switchBlocked && (
          <Text as="p" tone="subdued" variant="bodySm">
            {draft.switchBlocked}
          </Text>
        )}
        {error && (
          <Text as="p" tone="critical">
            {error}
          </Text>
        )}
        {draft.mode === 'builder' ? (
          <RuleBuilder
            root={draft.tree}
            onChange={draft.setTree}
            catalogue={catalogue}
            segments={segments}
            suggestionsFor={suggestionsFor}
          />
        ) : (
          <RuleText
            text={draft.text}
            onChange={draft.setText}
            problems={draft.problems}
            catalogue={catalogue}
            segments={segments}
            onWant={suggestionsFor}
          />
        )}
        {sentence && (
          <div aria-live="polite" data-sentence>
            <Text as="p" tone="subdued">
              {sentence}
            </Text>
          </div>
        )}
      </BlockStack>
    </Card>
  );
}

function Views({ draft }: { draft: RuleDraft }) {
  const button = (mode: RuleDraft['mode'], label: string) => (
    <Button
      pressed={draft.mode === mode}
      disabled={draft.mode !== mode && draft.switchBlocked !== null}
      onClick={() => draft.mode !== mode && draft.switchMode()}
    >
      {label}
    </Button>
  );
  return (
    <ButtonGroup variant="segmented">
      {button('builder', 'Builder')}
      {button('text', 'Text')}
    </ButtonGroup>
  );
}

/** The longest rule that is still worth hearing. */
const LONGEST_SENTENCE = 1200;

function sentenceOf(text: string, catalogue: Catalogue): string | null {
  const parsed = text.trim() === '' ? null : parseRule(text, { catalogue });
  if (!parsed?.ok) {
    return null;
  }
  const sentence = describeRule(parsed.rule, catalogue);
  return sentence.length > LONGEST_SENTENCE ? `${sentence.slice(0, LONGEST_SENTENCE)}…` : sentence;
}
