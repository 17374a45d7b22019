/** Guesses of one strength, tried on receipts whose owner is known. */
export type OwnerBand = { from: number; tried: number; right: number };

/** Bits by which the best person leads the next, in steps: the last is open. */
const STEPS = [0, 2, 4, 6, 8, 11, 14] as const;

/** Fewer trials tell nothing about a band. */
const FEWEST_TRIALS = 20;
/** A guess that is wrong more often than this is not worth a line. */
const LEAST_CONFIDENCE = 0.3;

export function stepOf(leadBits: number): number {
  return STEPS.findLast((step) => leadBits >= step) ?? STEPS[0];
}

/** Trials by the lead of the best person over the next. */
export function bandsOf(trials: readonly { leadBits: number; isRight: boolean }[]): OwnerBand[] {
  return STEPS.map((from) => {
    const own = trials.filter(({ leadBits }) => stepOf(leadBits) === from);
    return { from, tried: own.length, right: own.filter(({ isRight }) => isRight).length };
  });
}

/**
 * How sure a guess of this lead is: the share of right ones among trials of its band, drawn towards nothing where they are few (two wrong
 * ones are added). Null where too few were tried, or too few of them were right: then nothing is said.
 */
export function confidenceOf(bands: readonly OwnerBand[], leadBits: number): number | null {
  const band = bands.find(({ from }) => from === stepOf(leadBits));
  if (!band || band.tried < FEWEST_TRIALS) {
    return null;
  }
  const confidence = band.right / (band.tried + 2);
  return confidence >= LEAST_CONFIDENCE ? confidence : null;
}
