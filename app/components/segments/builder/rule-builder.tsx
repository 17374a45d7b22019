import { BlockStack } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import type { Catalogue, Suggestion } from '#app/segments/catalogue.ts';
import { clauseChoices } from '#app/segments/clause-choices.ts';
import type { DraftGroup } from '#app/segments/rule-draft.ts';
import { BuilderContext } from './builder-context.ts';
import { GroupCard } from './group-card.tsx';

type Props = {
  root: DraftGroup;
  onChange: (root: DraftGroup) => void;
  catalogue: Catalogue;
  segments: readonly { handle: string; name: string }[];
  suggestionsFor: (name: string) => readonly Suggestion[];
};

/** A rule as rows and groups. Everything that dragging does, the menu of a row or group does too. */
export function RuleBuilder({ root, onChange, catalogue, segments, suggestionsFor }: Props) {
  const [dragged, drag] = useState<string | null>(null);
  const [said, announce] = useState('');
  const choices = useMemo(() => clauseChoices(catalogue, segments), [catalogue, segments]);
  const builder = { root, change: onChange, catalogue, segments, choices, suggestionsFor, dragged, drag, announce };
  return (
    <BuilderContext.Provider value={builder}>
      <BlockStack gap="200">
        <GroupCard group={root} isRoot />
        <div aria-live="polite" className="Polaris-Text--visuallyHidden">
          {said}
        </div>
      </BlockStack>
    </BuilderContext.Provider>
  );
}
