/** One person whose window is closed, in the order of joining; `outcome` from 0 to 1. */
export type Observation = { isHeldOut: boolean; outcome: number };

export type GoalVerdict = {
  addressed: number;
  heldOut: number;
  /** What being addressed changes in the outcome, between these with the confidence asked for; on the scale of outcomes. */
  low: number;
  high: number;
  says: 'more' | 'less' | 'cannot tell yet';
};

/** At most this share of the greatest safe stake is put on one person. */
const BOLDNESS = 0.5;
/** As if so many people had been seen before the first: keeps early stakes small. */
const CAUTION = 20;
const STEPS = 40;

/**
 * Compares those who are addressed with those left alone at random, valid at every look however often one looks and at any
 * size: for each supposed effect a bet is made against it, person by person; a supposed effect whose bet ever multiplies its
 * stake by 1/alpha is given up (Waudby-Smith and Ramdas, Estimating means of bounded random variables by betting, JRSS B 2024;
 * with scores weighted by the known chance of being left alone as in Waudby-Smith et al., Anytime-valid off-policy inference,
 * 2022). `heldOutChance` is above 0 and below 1. O(people · STEPS).
 */
export function judgeGoal(people: readonly Observation[], heldOutChance: number, alpha: number): GoalVerdict {
  const heldOut = people.filter((one) => one.isHeldOut).length;
  const scores = scoresOf(people, heldOutChance);
  const greatest = 1 / Math.min(heldOutChance, 1 - heldOutChance);
  const isGivenUp = (effect: number) => betAgainst(scores, effect, greatest) >= 1 / alpha;
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
  const [low, high] = [edge(mean, -1, isGivenUp), edge(mean, 1, isGivenUp)];
  const counts = { addressed: people.length - heldOut, heldOut, low, high };
  if (!isGivenUp(0)) {
    return { ...counts, low: Math.min(low, 0), high: Math.max(high, 0), says: 'cannot tell yet' };
  }
  return { ...counts, says: mean > 0 ? 'more' : 'less' };
}

/**
 * For each person a score whose mean is the effect, whatever the outcomes: the outcome, less the mean of those before, weighted
 * by the chance of having been treated as the person was.
 */
function scoresOf(people: readonly Observation[], heldOutChance: number): number[] {
  let [sum, seen] = [0, 0];
  return people.map(({ isHeldOut, outcome }) => {
    const rest = outcome - (seen === 0 ? 0 : sum / seen);
    sum += outcome;
    seen += 1;
    return isHeldOut ? -rest / heldOutChance : rest / (1 - heldOutChance);
  });
}

/** The most that a stake of 1 against a supposed effect ever came to. Each bet knows only those before. */
function betAgainst(scores: readonly number[], effect: number, greatest: number): number {
  const limit = BOLDNESS / (greatest + Math.abs(effect));
  let [capital, most] = [0, 0];
  let [sum, squares] = [0, (CAUTION * greatest) / 4];
  for (const [index, score] of scores.entries()) {
    const count = index + CAUTION;
    const mean = sum / count - effect * (index / count);
    const spread = squares / count;
    const stake = Math.max(-limit, Math.min(limit, mean / (spread + mean * mean)));
    capital += Math.log1p(stake * (score - effect));
    most = Math.max(most, capital);
    sum += score;
    squares += (score - effect) ** 2;
  }
  return Math.exp(Math.min(most, 700));
}

/** Where, from the mean towards an end, supposed effects begin to be given up; the end where none is. */
function edge(mean: number, end: -1 | 1, isGivenUp: (effect: number) => boolean): number {
  if (!isGivenUp(end)) {
    return end;
  }
  let [kept, gone] = [Math.max(-1, Math.min(1, mean)), end as number];
  for (let step = 0; step < STEPS && Math.abs(gone - kept) > 1e-5; step++) {
    const middle = (kept + gone) / 2;
    if (isGivenUp(middle)) {
      gone = middle;
    } else {
      kept = middle;
    }
  }
  return gone;
}
