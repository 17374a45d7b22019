import { type CategoryRhythm, type UsualRhythm, usualOf } from './rhythm.ts';

/** What a person's pace is judged by. */
export interface PaceFacts {
  /** Days with an order that was kept. */
  readonly purchaseDays: number;
  readonly gapMedianDays: number | null;
  /** What the last order was mostly of. */
  readonly lastCategory: string | null;
}

/** From so many gaps on a person is judged mostly by the own ones. */
const OWN_GAPS = 3;

/** How a person's rhythm is known, for the merchant: the own one, and while there is little of it that of others who bought the same kind of goods. */
export function paceWords(
  person: PaceFacts,
  { usual, categories }: { readonly usual: UsualRhythm | null; readonly categories: readonly CategoryRhythm[] },
): string | null {
  const gaps = person.purchaseDays - 1;
  if (usual === null || gaps < 0) return null;
  const own = `every ${days(person.gapMedianDays ?? 0)}`;
  if (gaps >= OWN_GAPS) return `own rhythm: ${own}`;
  const category = categories.find((one) => one.category === person.lastCategory);
  const whom = category === undefined ? 'others of this shop come back' : `others come back for ${category.category}`;
  return `${gaps === 0 ? 'bought once' : `${own} so far`}; ${whom} after about ${days(usualOf(usual, category).medianGapDays)}`;
}

function days(gap: number): string {
  const whole = Math.max(1, Math.round(gap));
  return whole === 1 ? '1 day' : `${whole} days`;
}
