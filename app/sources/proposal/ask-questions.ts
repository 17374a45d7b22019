import { foldText } from '#app/normalise/text.ts';
import { findField, missingFields, SUBJECTS } from '../fields.ts';
import type { Mapping } from '../mapping.ts';
import { foldHeader } from '../match-header.ts';
import type { Question } from '../questions.ts';
import { readOrderStatus } from '../value-words.ts';
import type { Draft } from './draft-columns.ts';
import { type ColumnProfile, shareOf } from './profile-column.ts';
import type { ConventionEvidence } from './settle-conventions.ts';

export type AskInput = {
  mapping: Mapping;
  evidence: ConventionEvidence;
  profiles: readonly ColumnProfile[];
  rivals: Draft['rivals'];
  headless: boolean;
};

/** Everything the file leaves open, the gravest first. */
export function askQuestions(input: AskInput): Question[] {
  return [
    ...askMissing(input),
    ...askDateOrder(input),
    ...askDecimalMark(input),
    ...askCurrency(input),
    ...askConsents(input),
    ...askRivals(input),
    ...askStatuses(input),
    ...askHeader(input),
  ];
}

function columnsOfType({ mapping }: AskInput, ...types: string[]): string[] {
  return mapping.columns
    .filter((column) => types.includes(findField(column.field ?? '')?.type ?? ''))
    .map((column) => column.column);
}

function askDateOrder(input: AskInput): Question[] {
  const columns = columnsOfType(input, 'instant', 'day');
  if (input.mapping.conventions.dateOrder !== null || columns.length === 0) return [];
  return [
    {
      id: 'date_order',
      kind: 'date_order',
      text: 'Does the day or the month come first in this file’s dates?',
      evidence: input.evidence.dateOrder.evidence,
      columns,
      choices: [
        { value: 'dmy', label: 'The day: 05/03 is 5 March' },
        { value: 'mdy', label: 'The month: 05/03 is 3 May' },
      ],
      blocking: true,
    },
  ];
}

function askDecimalMark(input: AskInput): Question[] {
  const columns = columnsOfType(input, 'money', 'number');
  if (input.mapping.conventions.decimalMark !== null || columns.length === 0) return [];
  return [
    {
      id: 'decimal_mark',
      kind: 'decimal_mark',
      text: 'Which mark stands before the decimals in this file’s amounts?',
      evidence: input.evidence.decimalMark.evidence,
      columns,
      choices: [
        { value: '.', label: 'The point: 1,234.50' },
        { value: ',', label: 'The comma: 1.234,50' },
      ],
      blocking: true,
    },
  ];
}

function askCurrency(input: AskInput): Question[] {
  const { currency } = input.evidence;
  const hasColumn = input.mapping.columns.some((column) => column.field === 'order.currency');
  if (!currency.ambiguous || hasColumn) return [];
  return [
    {
      id: 'currency',
      kind: 'currency',
      text: 'Which currency are the amounts in?',
      evidence: currency.evidence,
      columns: columnsOfType(input, 'money'),
      choices: currency.choices.map((code) => ({ value: code, label: code })),
      blocking: true,
    },
  ];
}

/** Fields where the wrong one of two columns would do harm. */
const ASKED_FIELDS = new Set([
  'customer.email',
  'customer.phone',
  'customer.external_id',
  'order.id',
  'order.total',
  'order.placed_at',
  'interaction.happened_at',
  'feedback.rating',
  'loyalty.points_balance',
  'customer.full_name',
]);

function askRivals({ mapping, rivals }: AskInput): Question[] {
  return [...rivals].flatMap(([field, others]) => {
    const chosen = mapping.columns.find((column) => column.field === field);
    if (!ASKED_FIELDS.has(field) || !chosen) return [];
    const columns = [chosen.column, ...others.map((other) => other.column)];
    const label = findField(field)?.label ?? field;
    return [
      {
        id: `column:${field}`,
        kind: 'column' as const,
        text: `Which column is the ${label.charAt(0).toLowerCase()}${label.slice(1)} that counts?`,
        evidence: `${columns.map((column) => `“${column}”`).join(' and ')} fit equally well.`,
        columns,
        choices: columns.map((column) => ({ value: column, label: column })),
        blocking: false,
      },
    ];
  });
}

/** A yes-or-no column that speaks of mailing without saying which way. */
function askConsents({ mapping, profiles }: AskInput): Question[] {
  if (mapping.system !== null) return [];
  return mapping.columns.flatMap((column) => {
    const profile = profiles.find((one) => one.column === column.column);
    if (!profile || !isUnclearConsent(column, profile)) return [];
    return [
      {
        id: `consent:${column.column}`,
        kind: 'consent' as const,
        text: `What does a yes in “${column.column}” mean?`,
        evidence: `Its values are ${[...new Set(profile.values)].slice(0, 5).join(', ')}; the header does not say which way.`,
        columns: [column.column],
        choices: [
          { value: 'consent.email', label: 'May be sent marketing e-mail' },
          { value: 'consent.email_opt_out', label: 'Must not be sent marketing e-mail' },
          { value: 'none', label: 'Something else' },
        ],
        blocking: false,
      },
    ];
  });
}

function isUnclearConsent(column: Mapping['columns'][number], profile: ColumnProfile): boolean {
  if (profile.filled === 0 || profile.distinct > 4 || shareOf(profile, 'boolean') < 0.9) return false;
  if (column.field !== null) return column.field.startsWith('consent.') && column.confidence < 0.75;
  return /mail|marketing|newsletter|promo|contact|gdpr|dsgvo|rgpd|consent|offer|news|opt\b|\bwrite\b|\breach\b|permission|werbung|publicid|pubblicit|reclame|reklam/.test(
    foldHeader(column.column),
  );
}

const STATUS_CHOICES = [
  { value: 'paid', label: 'Paid: counts as income' },
  { value: 'open', label: 'Open: does not count yet' },
  { value: 'refunded', label: 'Refunded' },
  { value: 'partly_refunded', label: 'Partly refunded' },
  { value: 'cancelled', label: 'Cancelled' },
  { value: 'voided', label: 'Voided or failed' },
];

function askStatuses({ mapping, profiles }: AskInput): Question[] {
  const column = mapping.columns.find((one) => one.field === 'order.status');
  const profile = profiles.find((one) => one.column === column?.column);
  const words = new Set((profile?.values ?? []).map((value) => foldText(value)));
  const unknown = [...words].filter((word) => readOrderStatus(word, mapping.conventions.statusWords) === null);
  if (!column || unknown.length > 8) return [];
  return unknown.map((word) => ({
    id: `status:${word}`,
    kind: 'status' as const,
    text: `What does the status “${word}” mean?`,
    evidence: `It stands in ${profile?.values.filter((value) => foldText(value) === word).length ?? 0} of the rows looked at.`,
    columns: [column.column],
    choices: STATUS_CHOICES,
    blocking: false,
  }));
}

function askMissing({ mapping }: AskInput): Question[] {
  const mapped = new Set(mapping.columns.map((column) => column.field));
  const given = (field: string) => mapped.has(field) || field in mapping.constants;
  const free = mapping.columns.filter((column) => column.field === null).map((column) => column.column);
  return missingFields(mapping.subject, given).map((alternatives) => {
    const field = alternatives[0] ?? '';
    const labels = alternatives.map((key) => findField(key)?.label ?? key);
    return {
      id: `missing:${field}`,
      kind: 'missing' as const,
      text: `Which column is the ${labels.slice(0, 4).join(', or the ')}?`,
      evidence: `A file of ${SUBJECTS[mapping.subject].label.toLowerCase()} needs it, and no column looks like it.`,
      columns: free,
      choices: free.map((column) => ({ value: column, label: column })),
      blocking: true,
    };
  });
}

function askHeader({ headless, mapping }: AskInput): Question[] {
  if (!headless) return [];
  return [
    {
      id: 'header',
      kind: 'header',
      text: 'The file has no row of headers. Are the columns what their values suggest?',
      evidence: 'The first row holds values like the rows below it.',
      columns: mapping.columns.map((column) => column.column),
      choices: [{ value: 'yes', label: 'Yes' }],
      blocking: false,
    },
  ];
}
