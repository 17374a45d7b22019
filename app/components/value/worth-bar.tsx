import type { ValueScorePart } from '#app/metrics/value-score.ts';
import { PART_WORDS } from './part-words.ts';

/** A score as a bar of its parts; the whole width is 100 points. The figures stand beside it as text. */
export function WorthBar({ parts }: { parts: readonly ValueScorePart[] }) {
  return (
    <div
      aria-hidden="true"
      style={{ display: 'flex', height: 12, minWidth: 160, background: '#ebebeb', borderRadius: 4, overflow: 'hidden' }}
    >
      {parts.map(({ part, points }) => (
        <span
          key={part}
          title={`${PART_WORDS[part].name}: ${points.toFixed(1)}`}
          style={{ width: `${points}%`, background: PART_WORDS[part].colour }}
        />
      ))}
    </div>
  );
}
