import type { RefusalReason } from './cluster-rules.ts';
import { FIELD_PRIORS } from './comparison-fields.ts';
import { describeField, type FieldWords } from './describe-field.ts';
import { bitsOfEither } from './odds.ts';
import { newScore, type PairScore, peopleOfValue, priorOf, scorePair } from './score-pair.ts';
import type { ScoringContext } from './scoring-context.ts';
import { classOfValue, type ValueClass } from './value-stats.ts';
import type { VetoCode } from './vetoes.ts';

/** One bar of the waterfall. */
export type FieldEvidence = {
  /** `given`, `family`, `birth`, `email`, …, `id:<kind>`, `attribute:<name>`. */
  field: string;
  /** The level's name: `exact`, `near`, `different`… */
  level: string;
  /** For one person (positive) or against. Fields of one group may count for less in the sum: see `counted`. */
  bits: number;
  /** Against the other explanation: two people of one household. */
  householdBits: number;
  valueClass: ValueClass;
  /** Clearly different people who use the value agreed upon; 1 = only this one, or not counted. */
  people: number;
  /** Shares of pairs of one person and of strangers at this level, as the model has learned them. */
  m: number;
  u: number;
};

export type PairExplanation = {
  /** log2 of the odds that the two are one person. */
  bits: number;
  /** What the odds are before anything is compared. */
  prior: number;
  /** What the chance of one household takes off. */
  household: number;
  fields: FieldEvidence[];
  positiveGroups: number;
  veto: VetoCode;
  modelVersion: string;
  /** Why they may be one: `Same e-mail, same family name, first names go together (Bob, Robert); postcode differs.` */
  sentence: string;
};

/** What people read of the two records; as typed, so that they recognise it. */
export type ReadableRecord = { givenName?: string | null; familyName?: string | null };

/** Compares two rows and says field by field what speaks for one person and what against. For people: milliseconds, not microseconds. */
export function explainPair(
  context: ScoringContext,
  a: number,
  b: number,
  readable: readonly [ReadableRecord, ReadableRecord] = [{}, {}],
): PairExplanation {
  const score = scorePair(context, a, b, newScore(context));
  const fields = context.fields.flatMap((_, index) => evidenceOf(context, score, index) ?? []);
  return {
    bits: round(score.bits),
    prior: round(priorOf(context, score)),
    household: round(-bitsOfEither(score.householdBits)),
    fields,
    positiveGroups: score.positiveGroups,
    veto: score.veto,
    modelVersion: context.model.version,
    sentence: sentenceOf(fields, score, readable),
  };
}

function evidenceOf(context: ScoringContext, score: PairScore, index: number): FieldEvidence | null {
  const level = score.comparison.levels[index] as number;
  const field = context.fields[index];
  if (level === 0 || field === undefined) return null;
  const people = peopleOfValue(context, score.comparison, index, level);
  return {
    field: field.name,
    level: FIELD_PRIORS[field.kind].levels[level - 1]?.name ?? '',
    bits: round(score.fieldBits[index] as number),
    householdBits: round(score.fieldHousehold[index] as number),
    valueClass: classOfValue(people),
    people,
    m: field.m[level - 1] as number,
    u: field.u[level - 1] as number,
  };
}

/** Agreements first, the strongest first; then, behind a semicolon, what differs. */
function sentenceOf(
  fields: readonly FieldEvidence[],
  score: PairScore,
  readable: readonly [ReadableRecord, ReadableRecord],
): string {
  const words = fields.map((evidence) => ({ evidence, words: describeField(evidence, score, readable) }));
  const agreeing = phrases(
    words.filter(({ evidence }) => evidence.level !== 'different').sort((x, y) => y.evidence.bits - x.evidence.bits),
  );
  const differing = phrases(
    words.filter(({ evidence }) => evidence.level === 'different').sort((x, y) => x.evidence.bits - y.evidence.bits),
  );
  if (agreeing === '' && differing === '') return 'They have nothing in common that could be compared.';
  const text = [agreeing, differing].filter((part) => part !== '').join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function phrases(words: readonly { words: FieldWords }[]): string {
  return words.map(({ words: { phrase } }) => phrase).join(', ');
}

const REFUSALS: Record<RefusalReason, string> = {
  'birth-dates-differ': 'two different birthdays',
  'generations-differ': 'one is the senior, the other the junior',
  'accounts-differ': 'two accounts, each signed in to by its own person',
  household: 'two people of one household',
  'one-kind-of-evidence': 'nothing else to confirm it',
  'cluster-disagrees': 'the other records of the two profiles do not agree',
  'cluster-too-large': 'one profile would have too many records',
  'could-be-either': 'it could as well be another person, who cannot be both',
  decision: 'somebody decided that they are two people',
  'decisions-contradict': 'somebody decided both that they are one person and that they are two',
  unsure: 'that is not enough to be sure',
};

/** Why two records that look alike stay apart: `Same phone, but two different birthdays.` */
export function explainRefusal(explanation: PairExplanation, reason: RefusalReason): string {
  const strongest = explanation.sentence.split(';')[0]?.replace(/\.$/, '') ?? '';
  return `${strongest}, but ${REFUSALS[reason]}.`;
}

function round(bits: number): number {
  return Math.round(bits * 10) / 10;
}
