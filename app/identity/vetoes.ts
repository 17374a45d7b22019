import { GENERATIONS } from './compare-pair.ts';
import { BIRTH, BIRTH_LEVEL, DIFFERENT, EMAIL, GIVEN, NAME } from './comparison-fields.ts';
import { bitsOfEither } from './odds.ts';
import type { PairScore } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';

/** What keeps two records apart until a person says otherwise, however much agrees. */
export const VETO = { NONE: 0, BIRTH: 1, GENERATION: 2, ACCOUNTS: 3, HOUSEHOLD: 4 } as const;
export type VetoCode = (typeof VETO)[keyof typeof VETO];

/** Two whole birth dates that differ by more than a slip outweigh everything but odds of 32 : 1, themselves counted in. */
const BIRTH_BITS = 5;
/** One household is this much likelier (8 : 1) than one person. */
const HOUSEHOLD_LEAD = 3;
/** Two first names in one household are two people unless the odds are 32 : 1 that they are not. */
const DIFFERENT_FIRST_NAMES_BITS = 5;

export function vetoOf(context: ScoringContext, a: number, b: number, score: PairScore): VetoCode {
  const { levels } = score.comparison;
  const { set } = context;
  if (score.comparison.generations === GENERATIONS.DIFFERENT) return VETO.GENERATION;
  if (levels[BIRTH] === BIRTH_LEVEL.DIFFERENT && score.bits < BIRTH_BITS) return VETO.BIRTH;
  if (set.verifiedAccount[a] === 1 && set.verifiedAccount[b] === 1 && accountsDiffer(levels)) return VETO.ACCOUNTS;
  if (score.householdBits > 0 && isHousehold(score)) return VETO.HOUSEHOLD;
  return VETO.NONE;
}

/** One household is clearly likelier than one person, or first names differ and it is not clearly unlikelier: twins are no slip. */
function isHousehold(score: PairScore): boolean {
  const againstStrangers = score.bits + bitsOfEither(score.householdBits);
  if (score.householdBits - againstStrangers > HOUSEHOLD_LEAD) return true;
  return score.comparison.levels[GIVEN] === NAME.DIFFERENT && score.bits < DIFFERENT_FIRST_NAMES_BITS;
}

function accountsDiffer(levels: Uint8Array): boolean {
  return levels[EMAIL] === DIFFERENT && levels[GIVEN] === NAME.DIFFERENT;
}
