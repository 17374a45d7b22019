import { ownCopy } from '../own-copy.ts';

const KEPT = 2000;
const TRIAL = 4000;
const MAX_CHARS = 40;

/**
 * Remembers the answers of a pure function of a cell, for columns that repeat themselves (stores, prices, statuses). A column that does
 * not is found out after a few thousand cells and costs nothing from then on. Keeps at most 2,000 short texts.
 */
export function rememberRepeats<Answer extends NonNullable<unknown> | null>(
  compute: (text: string) => Answer,
): (text: string) => Answer {
  let memo: Map<string, Answer> | null = new Map();
  let asked = 0;
  let hits = 0;
  return (text) => {
    if (memo === null || text.length > MAX_CHARS) return compute(text);
    const known = memo.get(text);
    asked += 1;
    if (known !== undefined) {
      hits += 1;
      return known;
    }
    const own = ownCopy(text);
    const answer = compute(own);
    if (memo.size < KEPT) memo.set(own, answer);
    if (asked === TRIAL && hits < TRIAL / 2) memo = null;
    return answer;
  };
}
