import type { Subject } from './fields/field.ts';
import { findField, SUBJECTS } from './fields.ts';
import type { ColumnMapping, Mapping } from './mapping.ts';
import { foldHeader } from './match-header.ts';
import { askQuestions } from './proposal/ask-questions.ts';
import { type Draft, type DraftedColumn, draftColumns } from './proposal/draft-columns.ts';
import { fitValues } from './proposal/fit-values.ts';
import type { ColumnProfile } from './proposal/profile-column.ts';
import { type ConventionEvidence, settleConventions } from './proposal/settle-conventions.ts';
import { groupSales, settleLevels } from './proposal/settle-levels.ts';
import { settleReceiver } from './proposal/settle-receiver.ts';
import type { Question } from './questions.ts';
import type { ShopDefaults } from './rows/row-plan.ts';
import type { SystemDefinition } from './systems/system.ts';
import { type RecognisedSystem, recogniseSystem } from './systems.ts';
import type { Transform } from './transforms.ts';
import type { DataRow } from './upload/sort-rows.ts';

export type ProposalInput = {
  fileName: string;
  columns: readonly string[];
  /** The file has no header row: columns are named by letter and only their values speak. */
  headless: boolean;
  profiles: readonly ColumnProfile[];
  /** The sampled rows, in file order. */
  rows: readonly DataRow[];
  /** Different values of columns of dates from the whole file, by column; the sample is used for others. */
  dateValues: ReadonlyMap<string, Iterable<string>>;
  shop: ShopDefaults;
};

export type MappingProposal = {
  system: SystemDefinition | null;
  mapping: Mapping;
  questions: Question[];
  evidence: ConventionEvidence;
};

/**
 * What a file is about and where each column goes, with a reason for each; what the file does not settle comes back as questions.
 * A known system's columns are placed by heart, its further ones and every column of an unknown system by header and content.
 */
export function proposeMapping(input: ProposalInput): MappingProposal {
  const recognised = input.headless ? null : recogniseSystem(input.columns);
  const draft = recognised ? draftKnown(recognised, input) : draftUnknown(input);
  const columns = input.columns.map((column) => describeColumn(column, draft, recognised, input));
  const { conventions, evidence } = settleConventions({
    subject: draft.subject,
    system: recognised?.definition ?? null,
    drafted: draft.drafted,
    columns: input.columns,
    profiles: input.profiles,
    rows: input.rows,
    fileName: input.fileName,
    shopCurrency: input.shop.currency,
    dateValues: input.dateValues,
  });
  const mapping: Mapping = {
    system: recognised?.definition.key ?? null,
    subject: draft.subject,
    columns,
    constants: { ...recognised?.definition.constants },
    conventions,
  };
  const questions = askQuestions({
    mapping,
    evidence,
    profiles: input.profiles,
    rivals: draft.rivals,
    headless: input.headless,
  });
  return { system: recognised?.definition ?? null, mapping, questions, evidence };
}

/** Known columns first; what the system lets merchants add is placed by header and content among the fields that are left. */
function draftKnown(recognised: RecognisedSystem, input: ProposalInput): Draft {
  const { definition, columns } = recognised;
  const drafted = input.columns.flatMap((column): DraftedColumn[] => {
    const target = columns.get(column);
    const field = typeof target === 'object' && target !== null ? target.field : target;
    if (field === undefined || field === null || field === 'keep') return [];
    return [
      { column, field, score: confidenceIn(field, column, input), reason: `${definition.name} always has it there.` },
    ];
  });
  const single = firstOfEach(drafted);
  const taken = new Set(single.map((one) => one.field));
  const free = input.profiles.filter(({ column }) => !columns.has(column) && !isSensitive(column));
  const further = draftColumns(definition.subject, free, false, taken);
  return { ...further, drafted: [...single, ...further.drafted.filter((one) => one.score >= 0.7)], rivals: new Map() };
}

/** Two columns of a file may be spellings of one known column: the first that is there counts. */
function firstOfEach(drafted: readonly DraftedColumn[]): DraftedColumn[] {
  return drafted.filter(
    (one, at) => findField(one.field)?.multiple || drafted.findIndex((other) => other.field === one.field) === at,
  );
}

/** Even a known column is doubted when its values are not what it should hold. */
function confidenceIn(field: string, column: string, input: ProposalInput): number {
  const profile = input.profiles.find((one) => one.column === column);
  const type = findField(field)?.type;
  const fits = profile === undefined || type === undefined || fitValues(type, profile) >= 0.3;
  return fits ? 1 : 0.6;
}

/** The subject that explains the columns best. */
function draftUnknown(input: ProposalInput): Draft {
  const open = input.profiles.filter(({ column }) => !isSensitive(column));
  const drafts = (Object.keys(SUBJECTS) as Subject[]).map((subject) => draftColumns(subject, open, input.headless));
  const best = drafts.reduce((a, b) => (b.merit > a.merit + 0.01 ? b : a));
  if (best.subject !== 'orders') return best;
  const drafted = settleReceiver(best.drafted);
  return { ...best, drafted: settleLevels(drafted, input.columns, groupSales(drafted, input.columns, input.rows)) };
}

/** Numbers of the state, of banks and cards, and secrets: never taken along unasked. */
const SENSITIVE =
  /\bssn\b|social security|soc sec|national id|passport|password|passwort|mot de passe|contrasena|\biban\b|credit card|card number full|\bcvv\b|personnummer|codice fiscale|\bdni\b|\bnif\b|\bcpf\b|\bbsn\b|steuernummer|tax id|religion|ethnic|medical|diagnos/;

function isSensitive(column: string): boolean {
  return SENSITIVE.test(foldHeader(column));
}

function describeColumn(
  column: string,
  draft: Draft,
  recognised: RecognisedSystem | null,
  input: ProposalInput,
): ColumnMapping {
  const found = draft.drafted.find((one) => one.column === column);
  const known = recognised?.columns.get(column);
  if (found) {
    const own = typeof known === 'object' && known !== null ? known.transforms : unitsOf(column, found.field);
    const transforms = own.length > 0 ? { transforms: own } : {};
    return { column, field: found.field, ...transforms, confidence: round(found.score), reason: found.reason };
  }
  const none = { column, field: null };
  if (isSensitive(column)) {
    return {
      ...none,
      confidence: 1,
      reason: 'It looks like something that should not leave its system; it is left out.',
    };
  }
  if (known === 'keep') return { ...none, keepAs: column, confidence: 1, reason: 'Kept under its own name.' };
  if (known === null)
    return { ...none, confidence: 1, reason: `Not needed from ${recognised?.definition.name ?? 'this file'}.` };
  return describeUnplaced(column, draft, input);
}

/** Durations are kept in seconds; a header may say that it counts minutes or hours. */
function unitsOf(column: string, field: string): Transform[] {
  if (field !== 'interaction.duration') return [];
  const words = foldHeader(column);
  if (/\b(?:min|mins|minutes|minuten|minutos|minuti|minuter)\b/.test(words)) return [{ kind: 'units', factor: 60 }];
  return /\b(?:h|hrs|hours|stunden|heures|horas|ore|uren|timmar)\b/.test(words)
    ? [{ kind: 'units', factor: 3600 }]
    : [];
}

/** Nothing of a customer's is thrown away: what has no field is kept under its own name. */
function describeUnplaced(column: string, draft: Draft, input: ProposalInput): ColumnMapping {
  const profile = input.profiles.find((one) => one.column === column);
  if (!profile || profile.filled === 0) return { column, field: null, confidence: 0.9, reason: 'The column is empty.' };
  if (draft.subject === 'customers' && !input.headless) {
    return {
      column,
      field: null,
      keepAs: column,
      confidence: 0.5,
      reason: 'No field fits; it is kept under its own name.',
    };
  }
  return { column, field: null, confidence: 0.5, reason: 'No field fits; it is left out unless you choose one.' };
}

function round(score: number): number {
  return Math.round(Math.min(1, score) * 100) / 100;
}
