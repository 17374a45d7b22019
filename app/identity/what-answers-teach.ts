import type { MatchingRules } from './matching-rules.ts';

/** What people's answers say about the threshold from which records are joined without asking. Bits. */
export type Taught = {
  answers: number;
  /** Share of answers that said "one person"; null without answers. */
  shareSame: number | null;
  /** Answers by strength of evidence, the strongest band first. */
  bands: { from: number; to: number; same: number; different: number }[];
  /** The lowest link threshold that the answers bear out, if it differs from the one in force. */
  suggestedLink: number | null;
};

/** Fewer answers above a threshold may be luck. */
const FEWEST_ANSWERS = 12;
/** Of the pairs that would be joined without asking, at most this share may be two people. */
const MOST_WRONG = 0.03;

/**
 * Reads answers (in any order) as a check of the evidence. A lower threshold is suggested only where enough answers above it said
 * "one person"; it goes through a rehearsal like any other change.
 */
export function whatAnswersTeach(answers: readonly { bits: number; same: boolean }[], rules: MatchingRules): Taught {
  const same = answers.filter((answer) => answer.same).length;
  return {
    answers: answers.length,
    shareSame: answers.length === 0 ? null : same / answers.length,
    bands: bandsOf(answers),
    suggestedLink: suggestLink(answers, rules),
  };
}

function bandsOf(answers: readonly { bits: number; same: boolean }[]): Taught['bands'] {
  const bands = new Map<number, Taught['bands'][number]>();
  for (const { bits, same } of answers) {
    const from = Math.floor(bits);
    const band = bands.get(from) ?? { from, to: from + 1, same: 0, different: 0 };
    band[same ? 'same' : 'different'] += 1;
    bands.set(from, band);
  }
  return [...bands.values()].sort((x, y) => y.from - x.from);
}

function suggestLink(answers: readonly { bits: number; same: boolean }[], rules: MatchingRules): number | null {
  const below = answers.filter(({ bits }) => bits < rules.link && bits >= rules.review);
  for (let at = Math.ceil(rules.review * 2) / 2; at < rules.link; at += 0.5) {
    const above = below.filter(({ bits }) => bits >= at);
    const different = above.filter(({ same }) => !same).length;
    if (above.length >= FEWEST_ANSWERS && different / above.length <= MOST_WRONG) {
      return at;
    }
  }
  return null;
}
