import { useCallback, useRef, useState } from 'react';
import type { Suggestion } from '#app/segments/catalogue.ts';

type Known = ReadonlyMap<string, readonly Suggestion[]>;

const NONE: readonly Suggestion[] = [];

/** The values the shop's data has for a name, most frequent first; each name is asked for once, when it is first needed. */
export function useSuggestions(): { known: Known; suggestionsFor: (name: string) => readonly Suggestion[] } {
  const [known, setKnown] = useState<Known>(new Map());
  const asked = useRef(new Set<string>());
  const suggestionsFor = useCallback(
    (name: string) => {
      if (!asked.current.has(name) && typeof window !== 'undefined') {
        asked.current.add(name);
        const keep = (values: readonly Suggestion[]) => setKnown((before) => new Map([...before, [name, values]]));
        // Asked after the drawing is done. Without suggestions the field still takes what is typed.
        setTimeout(() => void askFor(name).then(keep, () => undefined));
      }
      return known.get(name) ?? NONE;
    },
    [known],
  );
  return { known, suggestionsFor };
}

async function askFor(name: string): Promise<Suggestion[]> {
  const answer = await fetch(`/app/segments/values?name=${encodeURIComponent(name)}`);
  return answer.ok ? ((await answer.json()) as { values: Suggestion[] }).values : [];
}
