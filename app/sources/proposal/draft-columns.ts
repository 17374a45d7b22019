import type { FieldDefinition, Subject } from '../fields/field.ts';
import { fieldsFor, groupOf, missingFields } from '../fields.ts';
import { foldHeader } from '../match-header.ts';
import { isRefundWord } from '../value-words.ts';
import { assignBest } from './assign-columns.ts';
import type { ColumnProfile } from './profile-column.ts';
import { type Candidate, scoreColumn } from './score-columns.ts';

/** One column's place in a draft, and what else it could have been. */
export type DraftedColumn = { column: string; field: string; score: number; reason: string };

export type Draft = {
  subject: Subject;
  drafted: DraftedColumn[];
  /** Columns that fit a field which another column took, by field. */
  rivals: Map<string, { column: string; score: number }[]>;
  /** Greater = the file is more likely about this subject. */
  merit: number;
};

/** Below this nothing is proposed. */
const MIN_SCORE = 0.5;
/** Columns that one field of several can take. */
const SLOTS = 4;
/** Rivals this close to the column chosen are worth a question. */
const RIVAL_GAP = 0.05;

/** The best assignment of columns to the fields of one subject. `taken`: fields and columns that are settled already. */
export function draftColumns(
  subject: Subject,
  profiles: readonly ColumnProfile[],
  headless: boolean,
  taken: ReadonlySet<string> = new Set(),
): Draft {
  const fields = fieldsFor(subject).filter((field) => field.multiple || !taken.has(field.key));
  const candidates = fields.map((field) => profiles.map((profile) => scoreColumn(field, profile, subject, headless)));
  const slots = fields.flatMap((field, at) =>
    Array.from({ length: field.multiple ? SLOTS : 1 }, (_, slot) => ({ field, at, slot })),
  );
  const scores = slots.map(({ at, slot }) =>
    (candidates[at] ?? []).map((candidate) => usable(candidate) * (1 - slot * 0.01)),
  );
  const chosen = assignBest(scores);
  const drafted = slots.flatMap(({ field, at }, slot) => {
    const index = chosen[slot] ?? -1;
    const candidate = candidates[at]?.[index];
    const profile = profiles[index];
    return candidate && profile
      ? [{ column: profile.column, field: field.key, score: candidate.score, reason: candidate.reason }]
      : [];
  });
  return {
    subject,
    drafted,
    rivals: findRivals(fields, candidates, profiles, drafted),
    merit: meritOf(subject, drafted),
  };
}

function usable(candidate: Candidate | null): number {
  return candidate !== null && candidate.score >= MIN_SCORE ? candidate.score : 0;
}

function findRivals(
  fields: readonly FieldDefinition[],
  candidates: readonly (readonly (Candidate | null)[])[],
  profiles: readonly ColumnProfile[],
  drafted: readonly DraftedColumn[],
): Draft['rivals'] {
  const rivals: Draft['rivals'] = new Map();
  for (const { column, field, score } of drafted) {
    const at = fields.findIndex((one) => one.key === field && !one.multiple);
    if (at < 0) continue;
    const filled = profiles.find((profile) => profile.column === column)?.filled ?? 0;
    const close = profiles.flatMap((profile, index) => {
      const other = candidates[at]?.[index];
      const isOther = profile.column !== column && profile.filled >= Math.max(1, filled * 0.9);
      const isClose = other && isOther && other.score > score - RIVAL_GAP;
      return isClose ? [{ column: profile.column, score: other.score }] : [];
    });
    const free = close.filter((rival) => !isBetterOff(rival.column, drafted, rival.score));
    if (free.length > 0) rivals.set(field, free);
  }
  return rivals;
}

/** A column that serves another field at least as well is no rival, nor one that calls itself a further phone or e-mail. */
function isBetterOff(column: string, drafted: readonly DraftedColumn[], score: number): boolean {
  return drafted.some(
    (one) => one.column === column && (one.field.includes('.other_') ? one.score >= 0.9 : one.score >= score),
  );
}

/**
 * What speaks for a subject: how well its columns are explained, whether it has what its rows must say, and whether the file is about
 * little else.
 */
function meritOf(subject: Subject, drafted: readonly DraftedColumn[]): number {
  const fields = new Set(drafted.map((one) => one.field));
  const explained = drafted.reduce((sum, one) => sum + one.score, 0);
  const missing = missingFields(subject, (field) => fields.has(field)).length;
  return explained - missing * 2 + ownBonus(subject, drafted, fields);
}

/** Loyalty, consent and refund files can be read as lists of customers or sales, too: what they are mostly about decides. */
function ownBonus(subject: Subject, drafted: readonly DraftedColumn[], fields: ReadonlySet<string>): number {
  const count = (group: string) => drafted.filter((one) => groupOf(one.field) === group).length;
  switch (subject) {
    case 'loyalty':
      return count('loyalty') >= 1 && !fields.has('customer.line1') ? 0.8 : -0.4;
    case 'consents':
      return fields.has('consent.state') && count('customer') <= 3 ? 0.4 : -3;
    case 'feedback':
      return hasVoice(drafted) ? 0 : -1.5;
    case 'refunds':
      return count('line') === 0 && drafted.some(({ column }) => isRefundWord(foldHeader(column), [])) ? 0.5 : -1.5;
    default:
      return 0;
  }
}

/** A "Score" alone makes no file of reviews: there must be words, or a rating that calls itself one. */
function hasVoice(drafted: readonly DraftedColumn[]): boolean {
  return drafted.some(({ field, score }) => {
    if (field === 'feedback.body' || field === 'feedback.product_id' || field === 'feedback.product_handle')
      return true;
    return field === 'feedback.rating' && score >= 0.95;
  });
}
