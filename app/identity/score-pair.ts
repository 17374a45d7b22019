import { comparePair, GENERATIONS, newComparison, type PairComparison } from './compare-pair.ts';
import {
  ADDRESS,
  ADDRESS_LEVEL,
  BIRTH,
  COMPANY,
  EMAIL,
  EMAIL_LEVEL,
  FAMILY,
  FIRST_OPEN_FIELD,
  GIVEN,
  LEVELS,
  NAME,
  ORGANISATION,
  PHONE,
  PHONE_LEVEL,
  VALUE_LEVEL,
} from './comparison-fields.ts';
import { bitsOfEither } from './odds.ts';
import type { ScoringContext } from './scoring-context.ts';
import { SHARED_BITS, SHARED_FROM } from './value-stats.ts';
import { VETO, type VetoCode, vetoOf } from './vetoes.ts';

/**
 * The verdict on a pair, as numbers. One object is reused for all pairs: read it before the next one is scored.
 *
 * `bits` is the log2 of the odds that the two records are one person, against their being strangers or two people of one household.
 */
export type PairScore = {
  bits: number;
  /** log2 of the odds of one household against strangers. */
  householdBits: number;
  /** Groups of fields (name, birth, contact, address, company, id, other) that speak for one person; e-mail and phone both: two. */
  positiveGroups: number;
  veto: VetoCode;
  /** Both records hold the same verified identifier: links whatever the bits, unless vetoed. */
  deterministic: boolean;
  comparison: PairComparison;
  /** By field: bits for one person, and for one household, before groups are formed. */
  fieldBits: Float64Array;
  fieldHousehold: Float64Array;
};

export function newScore(context: ScoringContext): PairScore {
  return {
    bits: 0,
    householdBits: 0,
    positiveGroups: 0,
    veto: VETO.NONE,
    deterministic: false,
    comparison: newComparison(context.fields.length),
    fieldBits: new Float64Array(context.fields.length),
    fieldHousehold: new Float64Array(context.fields.length),
  };
}

/** Scores rows a and b of the context's set into `score`. Symmetric in a and b. One to two microseconds. */
export function scorePair(context: ScoringContext, a: number, b: number, score: PairScore): PairScore {
  comparePair(context.set, context.ignored, a, b, score.comparison);
  scoreComparison(context, score);
  score.veto = vetoOf(context, a, b, score);
  score.deterministic = score.comparison.verifiedId;
  return score;
}

/** Bits from the levels and values that stand in `score.comparison`. */
export function scoreComparison(context: ScoringContext, score: PairScore): void {
  weighFields(context, score);
  tieNames(context, score);
  combine(context, score);
}

function weighFields(context: ScoringContext, score: PairScore): void {
  const { levels } = score.comparison;
  for (let field = 0; field < levels.length; field += 1) {
    const level = levels[field] as number;
    if (level === 0) {
      score.fieldBits[field] = 0;
      score.fieldHousehold[field] = 0;
    } else weighField(context, score, field, level);
  }
}

/** First and last name that agree both say less than the two by themselves; at least a bit is left of the first. */
function tieNames({ nameTie }: ScoringContext, score: PairScore): void {
  const { levels } = score.comparison;
  if (nameTie === 0 || (levels[GIVEN] as number) < NAME.NEAR || (levels[FAMILY] as number) < NAME.NEAR) return;
  const given = score.fieldBits[GIVEN] as number;
  const off = Math.max(0, Math.min(nameTie, given - SPEAKS_FOR));
  score.fieldBits[GIVEN] = given - off;
  score.fieldHousehold[GIVEN]! -= off;
}

function weighField(context: ScoringContext, score: PairScore, field: number, level: number): void {
  const cell = field * LEVELS + level;
  const rarity = rarityOfAgreement(context, score.comparison, field, level);
  let match = context.matchBits[cell] as number;
  let household = context.householdBits[cell] as number;
  if (rarity > 0) {
    match = (context.matchShare[cell] as number) + rarity;
    household = match + (context.householdLead[cell] as number);
  }
  if (field === GIVEN && level >= NAME.NEAR && score.comparison.generations !== GENERATIONS.UNSAID) {
    household = match + NAMESAKE_LEAD[score.comparison.generations]!;
  }
  const people = peopleOfValue(context, score.comparison, field, level);
  const over = Math.max(0, match - mostOfLevel(context, field, level, people));
  // The same amount comes off both, so that how the two hypotheses compare stays as it was; a value known to be used by several
  // people does not tell one of them from another.
  score.fieldBits[field] = match - over;
  score.fieldHousehold[field] =
    people > 1 ? match - over : household - over - ownMailboxBits(score.comparison, field, level);
}

/**
 * Household against one person, in bits, where the first names agree and a generation is said (by `GENERATIONS`): who is called Jr. has a
 * father of his name, so two in five of his household's records with that name are the other's; two with one suffix are one person.
 */
const NAMESAKE_LEAD = [0, -1.3, -10, 0] as const;

/** A mailbox that bears the first name of one is that person's own: a household shares it this many bits less often. */
const OWN_MAILBOX_BITS = 3;

function ownMailboxBits(comparison: PairComparison, field: number, level: number): number {
  return field === EMAIL && level === EMAIL_LEVEL.EXACT && comparison.ownMailbox ? OWN_MAILBOX_BITS : 0;
}

/** Bits of rarity of the value agreed upon; 0 = the level is not weighed by value. */
function rarityOfAgreement(context: ScoringContext, comparison: PairComparison, field: number, level: number): number {
  const value = comparison.values[field] as number;
  const { rarity } = context;
  if (field === ADDRESS) return placeRarity(context, level, value);
  // For all others only the best level is a value that both have.
  if (level !== context.fields[field]?.m.length) return 0;
  if (field <= FAMILY) return nameRarity(context, comparison, field, value);
  if (field === BIRTH) return rarity.birth[value] as number;
  if (field === COMPANY || field === ORGANISATION) return rarity.company[value] as number;
  const attribute = field - FIRST_OPEN_FIELD - context.set.idKinds.length;
  return attribute >= 0 ? ((rarity.attributes[attribute] as Float32Array)[value] as number) : 0;
}

function placeRarity(context: ScoringContext, level: number, value: number): number {
  if (value === 0) return 0;
  return (level === ADDRESS_LEVEL.POSTCODE ? context.rarity.postcode : context.rarity.city)[value] as number;
}

/** A name that agrees crosswise may be a first or a last name: the commoner reading counts. */
function nameRarity(context: ScoringContext, comparison: PairComparison, field: number, value: number): number {
  const { given, family } = context.rarity;
  if (comparison.names.swapped) return Math.min(given[value] as number, family[value] as number);
  return (field === GIVEN ? given : family)[value] as number;
}

/** A value that several people use supports a link and cannot make one; nor can an address that only repeats the name. */
function mostOfLevel(context: ScoringContext, field: number, level: number, people: number): number {
  if (people >= SHARED_FROM) return SHARED_BITS;
  if (field === EMAIL && level === EMAIL_LEVEL.NAMESAKE) return SPEAKS_FOR;
  const most = context.mostBits[field] as number;
  return people === 2 ? most / 2 : most;
}

/** Clearly different people who use the value that was agreed upon; 1 where that is not counted. */
export function peopleOfValue(
  context: ScoringContext,
  comparison: PairComparison,
  field: number,
  level: number,
): number {
  const value = comparison.values[field] as number;
  if (field === EMAIL) return level === EMAIL_LEVEL.EXACT ? (context.stats.emails[value] as number) : 1;
  if (field === PHONE) return level === PHONE_LEVEL.EXACT ? (context.stats.phones[value] as number) : 1;
  const isId = field >= FIRST_OPEN_FIELD && field < FIRST_OPEN_FIELD + context.set.idKinds.length;
  if (!isId || level !== VALUE_LEVEL.EXACT) return 1;
  const people = context.stats.identifiers[value] as number;
  // A passport that two names share is more likely one person with a slip in the name than two with one passport.
  return people === 2 && context.fields[field]?.kind === 'personalId' ? 1 : people;
}

/** Bits from which on a group is said to speak for one person. */
const SPEAKS_FOR = 1;

/** What a second agreement within a group is worth, of its own bits. */
const SECOND_SHARE = 0.5;

/**
 * Adds the fields up by group. Contacts and identifiers are not independent of each other (who has the e-mail often has the phone
 * too), so within such a group the strongest agreement counts in full and the next by half; every disagreement counts.
 */
function combine(context: ScoringContext, score: PairScore): void {
  const firstAttribute = FIRST_OPEN_FIELD + context.set.idKinds.length;
  addUp(score.fieldBits, firstAttribute, priorOf(context, score), score);
  const match = score.bits;
  addUp(score.fieldHousehold, firstAttribute, context.householdPrior, score);
  score.householdBits = score.bits;
  score.bits = score.householdBits < NEGLIGIBLE ? match : match - bitsOfEither(score.householdBits);
  score.positiveGroups = countPositive(score.fieldBits, firstAttribute) + (mailboxNames(score) ? 1 : 0);
}

/** log2 of the odds of one person before anything is compared but the sources. */
export function priorOf(context: ScoringContext, { comparison }: PairScore): number {
  return context.matchPrior + (context.sourceBits[comparison.source] as number);
}

/** Odds of one household below this change nothing in the fourth place. */
const NEGLIGIBLE = -14;

/** What all fields but the names say of one person against strangers. */
export function bitsBesideNames(context: ScoringContext, { fieldBits }: PairScore): number {
  const firstAttribute = FIRST_OPEN_FIELD + context.set.idKinds.length;
  return sumOf(fieldBits, firstAttribute) - namesOf(fieldBits);
}

function addUp(bits: Float64Array, firstAttribute: number, prior: number, into: PairScore): void {
  into.bits = prior + sumOf(bits, firstAttribute);
}

function sumOf(bits: Float64Array, firstAttribute: number): number {
  let sum = namesOf(bits) + (bits[BIRTH] as number) + (bits[ADDRESS] as number) + (bits[COMPANY] as number);
  sum += strongest(bits, EMAIL, PHONE + 1);
  if (firstAttribute > FIRST_OPEN_FIELD) sum += strongest(bits, FIRST_OPEN_FIELD, firstAttribute);
  for (let field = firstAttribute; field < bits.length; field += 1) sum += bits[field] as number;
  return sum;
}

/** Where one record has no name, the address that both have and that bears the other's first name stands for one. */
function mailboxNames({ comparison, fieldBits }: PairScore): boolean {
  const { levels, ownMailbox } = comparison;
  const nameless = levels[GIVEN] === 0 && levels[FAMILY] === 0;
  return nameless && ownMailbox && (fieldBits[EMAIL] as number) > SHARED_BITS;
}

function countPositive(bits: Float64Array, firstAttribute: number): number {
  let groups = namesOf(bits) > SPEAKS_FOR ? 1 : 0;
  if ((bits[BIRTH] as number) > SPEAKS_FOR) groups += 1;
  if ((bits[ADDRESS] as number) > SPEAKS_FOR) groups += 1;
  if ((bits[COMPANY] as number) > SPEAKS_FOR) groups += 1;
  if (strongest(bits, EMAIL, PHONE + 1) > SPEAKS_FOR) groups += 1;
  if (Math.min(bits[EMAIL] as number, bits[PHONE] as number) > SHARED_BITS) groups += 1;
  if (strongest(bits, FIRST_OPEN_FIELD, firstAttribute) > SPEAKS_FOR) groups += 1;
  for (let field = firstAttribute; field < bits.length; field += 1)
    if ((bits[field] as number) > SPEAKS_FOR) groups += 1;
  return groups;
}

/** First and last name, or what an organisation is called: no pair has both. */
function namesOf(bits: Float64Array): number {
  return (bits[GIVEN] as number) + (bits[FAMILY] as number) + (bits[ORGANISATION] as number);
}

function strongest(bits: Float64Array, from: number, to: number): number {
  let best = 0;
  let second = 0;
  let against = 0;
  for (let field = from; field < to; field += 1) {
    const value = bits[field] as number;
    if (value < 0) against += value;
    else if (value > best) {
      second = best;
      best = value;
    } else if (value > second) second = value;
  }
  return best + second * SECOND_SHARE + against;
}
