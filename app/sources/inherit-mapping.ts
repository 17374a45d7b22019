import type { ColumnMapping, Mapping, SeenColumn } from './mapping.ts';
import type { ColumnProfile } from './proposal/profile-column.ts';
import type { Question } from './questions.ts';

/** How a file differs from the last one of its source. */
export type FileDifference = {
  kind: 'gone' | 'new' | 'emptied' | 'odd' | 'written_otherwise';
  column: string;
  /** One sentence for the merchant. */
  text: string;
};

export type Inherited = { mapping: Mapping; questions: Question[]; differences: FileDifference[] };

/** What a column may hold before its words are taken for a list that can be compared. */
const MOST_WORDS = 20;
const TIMES_REPEATED = 5;
const EXAMPLES = 3;

/** What a file's columns hold, to be compared with the next file's: how full each is, and the words of those that hold few. */
export function seenColumns(profiles: readonly ColumnProfile[]): Record<string, SeenColumn> {
  return Object.fromEntries(
    profiles.map((profile) => {
      const isList = profile.distinct <= MOST_WORDS && profile.filled >= profile.distinct * TIMES_REPEATED;
      const words = isList ? [...new Set(profile.values.map((value) => value.trim().toLowerCase()))].sort() : [];
      return [profile.column, { filledShare: profile.rows > 0 ? profile.filled / profile.rows : 0, words }];
    }),
  );
}

/**
 * The mapping that a person confirmed for the last file of this source, applied to the next: known columns go where they went,
 * new ones where they are proposed to. What the file itself shows of its writing comes first. Differences are told, not guessed.
 */
export function inheritMapping(
  saved: Mapping,
  proposed: Mapping,
  profiles: readonly ColumnProfile[],
  questions: readonly Question[],
): Inherited {
  const before = new Map(saved.columns.map((column) => [column.column, column]));
  const seen = seenColumns(profiles);
  const open = questions.filter((question) => !isSettled(question, saved));
  const conventions = { ...saved.conventions, ...shownByFile(proposed, saved) };
  const { older: _ofThatFile, ...lasting } = saved;
  const mapping: Mapping = {
    ...lasting,
    columns: proposed.columns.map((column) => inheritColumn(column, before.get(column.column), proposed)),
    conventions,
    seen,
  };
  return { mapping, questions: open, differences: differencesOf(saved, proposed, seen) };
}

function inheritColumn(
  proposed: ColumnMapping,
  before: ColumnMapping | undefined,
  { columns }: Mapping,
): ColumnMapping {
  if (before) {
    return { ...before, confidence: 1, reason: 'As for the last file of this source.' };
  }
  const isTaken = columns.some((other) => other !== proposed && other.field === proposed.field);
  return proposed.field !== null && isTaken
    ? { ...proposed, confidence: Math.min(proposed.confidence, 0.5) }
    : proposed;
}

/** Of decimal mark, order of dates and currency: what the file leaves no doubt about. */
function shownByFile({ conventions }: Mapping, saved: Mapping): Partial<Mapping['conventions']> {
  return {
    decimalMark: conventions.decimalMark ?? saved.conventions.decimalMark,
    dateOrder: conventions.dateOrder ?? saved.conventions.dateOrder,
    currency: saved.conventions.currency ?? conventions.currency,
  };
}

/** Whether a person has answered it for an earlier file. */
function isSettled(question: Question, saved: Mapping): boolean {
  switch (question.kind) {
    case 'date_order':
      return saved.conventions.dateOrder !== null;
    case 'decimal_mark':
      return saved.conventions.decimalMark !== null;
    case 'currency':
      return saved.conventions.currency !== null;
    case 'status':
      return question.id.slice('status:'.length) in saved.conventions.statusWords;
    case 'column':
    case 'consent':
      return question.columns.every((column) => saved.columns.some((one) => one.column === column));
    case 'subject':
    case 'header':
    case 'missing':
      return false;
  }
}

function differencesOf(saved: Mapping, proposed: Mapping, seen: Record<string, SeenColumn>): FileDifference[] {
  const names = new Set(proposed.columns.map((column) => column.column));
  const known = new Set(saved.columns.map((column) => column.column));
  return [
    ...saved.columns
      .filter((one) => !names.has(one.column) && (one.field !== null || one.keepAs !== undefined))
      .map(gone),
    ...proposed.columns.filter((one) => !known.has(one.column)).map(fresh),
    ...saved.columns.flatMap((one) =>
      one.field === null ? [] : changed(one.column, saved.seen?.[one.column], seen[one.column]),
    ),
    ...written(saved, proposed),
  ];
}

function gone({ column }: ColumnMapping): FileDifference {
  return {
    kind: 'gone',
    column,
    text: `“${column}” was in the last file and is not in this one: its field stays as it is.`,
  };
}

function fresh({ column, field }: ColumnMapping): FileDifference {
  const where = field === null ? 'it is left out unless you choose a field' : 'look where it goes';
  return { kind: 'new', column, text: `“${column}” is new: ${where}.` };
}

function changed(column: string, before: SeenColumn | undefined, now: SeenColumn | undefined): FileDifference[] {
  if (!before || !now) return [];
  if (before.filledShare > 0.2 && now.filledShare < before.filledShare / 2) {
    const [was, is] = [before.filledShare, now.filledShare].map((share) => `${Math.round(share * 100)}%`);
    return [{ kind: 'emptied', column, text: `“${column}” was filled in ${was} of the rows and is in ${is} now.` }];
  }
  if (before.words.length > 0 && now.words.length === 0 && now.filledShare > 0) {
    return [
      {
        kind: 'odd',
        column,
        text: `“${column}” held one of ${before.words.length} words and holds all sorts of values now.`,
      },
    ];
  }
  const odd = before.words.length > 0 ? now.words.filter((word) => !before.words.includes(word)) : [];
  if (odd.length === 0) return [];
  const shown = odd
    .slice(0, EXAMPLES)
    .map((word) => `“${word}”`)
    .join(', ');
  const more = odd.length > EXAMPLES ? ` and ${odd.length - EXAMPLES} more` : '';
  return [{ kind: 'odd', column, text: `“${column}” holds ${shown}${more}, which it never did.` }];
}

function written(saved: Mapping, proposed: Mapping): FileDifference[] {
  const parts = [
    ['decimalMark', 'decimal mark'],
    ['dateOrder', 'order of day, month and year'],
  ] as const;
  return parts.flatMap(([part, name]) => {
    const [was, is] = [saved.conventions[part], proposed.conventions[part]];
    return was !== null && is !== null && was !== is
      ? [
          {
            kind: 'written_otherwise' as const,
            column: '',
            text: `The ${name} was “${was}” and is “${is}” in this file.`,
          },
        ]
      : [];
  });
}
