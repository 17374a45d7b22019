import type { FeedbackInput, InteractionInput } from '#app/records/types.ts';
import { foldWord, type RowPlan } from './row-plan.ts';
import { quoted, type RowView } from './row-view.ts';

/** Points on a scale of five that help desks put in words: two words (good, bad), faces, or degrees of happiness and satisfaction. */
const WORDS: readonly (readonly [RegExp, number])[] = [
  [/^(?:good|great|excellent|awesome|positive|thumbs ?up|👍|gut|bien|bueno|buono|goed|bra)\b|^👍/, 5],
  [/^(?:very|extremely|highly|completely) (?:happy|satisfied)/, 5],
  [/^(?:happy|satisfied|somewhat satisfied|zufrieden|satisfait|satisfecho|soddisfatto|tevreden|nojd)\b/, 4],
  [/^(?:neutral|ok|okay|just ok|just okay|average|neither)\b/, 3],
  [/^(?:unhappy|dissatisfied|unsatisfied|somewhat dissatisfied|unzufrieden|ontevreden|missnojd)\b/, 2],
  [/^(?:very|extremely|highly|completely) (?:unhappy|dissatisfied|unsatisfied)/, 1],
  [/^(?:bad|poor|terrible|awful|not good|negative|thumbs ?down|schlecht|mauvais|malo|cattivo|slecht|dalig)\b|^👎/, 1],
];

/** Nobody has rated: not asked, or asked and not answered. */
const UNRATED =
  /^(?:-+|–|n\/?a|none|null|nil|not (?:rated|offered|given|answered)|no (?:response|answer|rating|score)|un(?:offered|rated)|offered|pending|sent|expired|0)$/;

/** Points and the most there can be; `unrated` if nobody has rated, null if the cell is no rating that is known. */
export function readSatisfaction(text: string, ratingMax: number): Points | 'unrated' | null {
  const word = foldWord(text).trim();
  if (UNRATED.test(word)) {
    return 'unrated';
  }
  const points = readStars(word) ?? readPoints(word, ratingMax);
  if (points !== null) {
    return points.rating <= points.ratingMax && points.ratingMax > 0 ? points : null;
  }
  const known = WORDS.find(([pattern]) => pattern.test(word));
  return known ? { rating: known[1], ratingMax: 5 } : null;
}

type Points = { rating: number; ratingMax: number };

function readStars(word: string): Points | null {
  const filled = /^(★+)☆*$/.exec(word)?.[1];
  return filled ? { rating: filled.length, ratingMax: Math.max(5, word.length) } : null;
}

const POINTS = /^(\d{1,3}(?:[.,]\d+)?)(?:\s*(?:\/|of|out of)\s*(\d{1,3}))?(?:\s*(?:stars?|points?))?$/;

function readPoints(word: string, ratingMax: number): Points | null {
  const [, points, most] = POINTS.exec(word) ?? [];
  return points ? { rating: Number(points.replace(',', '.')), ratingMax: most ? Number(most) : ratingMax } : null;
}

const FIELD = 'interaction.satisfaction';
const COMMENT = 'interaction.satisfaction_comment';

/** How its person rated a call or ticket, as an answer of his own; null if he did not. It is dated when the ticket was closed, else opened. */
export function satisfactionReader(plan: RowPlan): (view: RowView, about: InteractionInput) => FeedbackInput | null {
  if (!plan.has(FIELD)) return () => null;
  const text = plan.text(FIELD);
  const comment = plan.text(COMMENT);
  const column = plan.columnOf(FIELD);
  const { ratingMax } = plan.mapping.conventions;
  return (view, about) => {
    const cell = text(view);
    const told = cell ? readSatisfaction(cell, ratingMax) : 'unrated';
    if (told === null) {
      view.report(FIELD, column, {
        code: 'unknown_rating',
        reason: `${quoted(cell!)} is no rating that is known here: the ticket comes in without it.`,
        remedy: 'Give points of 1 to 5, or turn the word into points with a look-up.',
      });
    }
    if (told === null || told === 'unrated') return null;
    return {
      kind: 'feedback',
      externalId: `satisfaction:${about.externalId}`,
      versionAt: null,
      customerExternalId: about.customerExternalId,
      type: 'csat',
      ...told,
      title: about.subject ?? null,
      body: comment(view) ?? null,
      givenAt: about.closedAt ?? about.happenedAt,
      orderExternalId: about.orderExternalId,
    };
  };
}
