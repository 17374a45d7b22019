import { createContext, useContext } from 'react';
import type { Catalogue, Suggestion } from '#app/segments/catalogue.ts';
import type { ClauseChoice } from '#app/segments/clause-choices.ts';
import type { DraftGroup } from '#app/segments/rule-draft.ts';

/** What every row and group of the builder needs. */
export type Builder = {
  root: DraftGroup;
  change(root: DraftGroup): void;
  catalogue: Catalogue;
  segments: readonly { handle: string; name: string }[];
  choices: readonly ClauseChoice[];
  /** Values the shop's data has for a name; asked for on first use. */
  suggestionsFor(name: string): readonly Suggestion[];
  /** The row or group that is being dragged. */
  dragged: string | null;
  drag(id: string | null): void;
  /** Says a change aloud to screen readers. */
  announce(sentence: string): void;
};

export const BuilderContext = createContext<Builder | null>(null);

export function useBuilder(): Builder {
  const builder = useContext(BuilderContext);
  if (!builder) {
    throw new Error('a row of the builder stands outside the builder');
  }
  return builder;
}
