import type { OrderStatus } from '#app/records/types.ts';
import type { Mapping } from './mapping.ts';

/** Something the file does not settle. Nothing is guessed: rows that hang on it are refused until it is answered. */
export type Question = {
  /** Stable within the file: `date_order`, `column:customer.phone`. */
  id: string;
  kind: 'date_order' | 'decimal_mark' | 'currency' | 'column' | 'consent' | 'status' | 'subject' | 'header' | 'missing';
  /** One sentence for the merchant. */
  text: string;
  /** Why it is asked, with figures. */
  evidence: string;
  columns: string[];
  choices: { value: string; label: string }[];
  /** Whether rows are refused while it is open. */
  blocking: boolean;
};

/** The mapping with one answer worked in. An answer that is none of the choices changes nothing. */
export function answerQuestion(mapping: Mapping, question: Question, value: string): Mapping {
  if (!question.choices.some((choice) => choice.value === value)) return mapping;
  const { conventions } = mapping;
  switch (question.kind) {
    case 'date_order':
      return { ...mapping, conventions: { ...conventions, dateOrder: value as 'dmy' | 'mdy' | 'ymd' } };
    case 'decimal_mark':
      return { ...mapping, conventions: { ...conventions, decimalMark: value as '.' | ',' } };
    case 'currency':
      return { ...mapping, conventions: { ...conventions, currency: value } };
    case 'status':
      return {
        ...mapping,
        conventions: withStatus(conventions, question.id.slice('status:'.length), value as OrderStatus),
      };
    case 'column':
    case 'missing':
      return pickColumn(mapping, question.id.slice(question.id.indexOf(':') + 1), value, question.columns);
    case 'consent':
      return pickConsent(mapping, question.columns[0] ?? '', value);
    case 'subject':
    case 'header':
      return mapping;
  }
}

function withStatus(conventions: Mapping['conventions'], word: string, status: OrderStatus): Mapping['conventions'] {
  return { ...conventions, statusWords: { ...conventions.statusWords, [word]: status } };
}

/** The chosen column takes the field; the others of the question leave it. */
function pickColumn(mapping: Mapping, field: string, chosen: string, rivals: readonly string[]): Mapping {
  const columns = mapping.columns.map((column) => {
    if (column.column === chosen) return { ...column, field, confidence: 1, reason: 'You said so.' };
    return rivals.includes(column.column) && column.field === field ? { ...column, field: null } : column;
  });
  return { ...mapping, columns };
}

function pickConsent(mapping: Mapping, column: string, value: string): Mapping {
  const field = value === 'none' ? null : value;
  const columns = mapping.columns.map((one) =>
    one.column === column ? { ...one, field, confidence: 1, reason: 'You said so.' } : one,
  );
  return { ...mapping, columns };
}
