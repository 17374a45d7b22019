import type { CompareOperator, Condition, Value } from '../types.ts';

const comparisons: Record<CompareOperator, string> = {
  '=': 'is',
  '!=': 'is not',
  '>': 'is more than',
  '>=': 'is at least',
  '<': 'is less than',
  '<=': 'is at most',
};

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const units = { d: 'day', w: 'week', m: 'month', y: 'year' } as const;

/** The predicate for numbers and texts: `is at least 100`, `is one of ‘a’ or ‘b’`. */
export function describePlain(condition: Condition): string {
  switch (condition.kind) {
    case 'compare':
      return `${comparisons[condition.operator]} ${describeValue(condition.value)}`;
    case 'between':
      return `is between ${describeValue(condition.from)} and ${describeValue(condition.to)}`;
    case 'one_of':
      return `${condition.negated ? 'is none of' : 'is one of'} ${listed(condition.values)}`;
    case 'contains':
      return `${condition.negated ? 'does not contain' : 'contains'} ${describeValue(condition.value)}`;
    case 'empty':
      return condition.negated ? 'is known' : 'is not known';
  }
}

/** The predicate for dates: `is in the last 30 days`, `is before 31 January 2026`. */
export function describeDate(condition: Condition): string {
  switch (condition.kind) {
    case 'compare':
      return describeDateComparison(condition.operator, condition.value);
    case 'between':
      return `is between ${describeValue(condition.from)} and ${describeValue(condition.to)}`;
    case 'empty':
      return condition.negated ? 'is known' : 'is not known';
    default:
      return describePlain(condition);
  }
}

/** `‘vip’`, `30 days ago`, `31 January 2026`, `100`. */
export function describeValue(value: Value): string {
  switch (value.kind) {
    case 'text':
      return `‘${value.text}’`;
    case 'number':
      return value.decimal;
    case 'boolean':
      return value.is ? 'true' : 'false';
    case 'day':
      return describeDay(value.day);
    case 'moment':
      return `${describeDay(value.local.slice(0, 10))}, ${value.local.slice(11)}`;
    case 'named_day':
      return value.name;
    case 'offset':
      return value.sign === '-'
        ? `${span(value.amount, value.unit)} ago`
        : `${span(value.amount, value.unit)} from today`;
    case 'point':
      return `${value.latitude}, ${value.longitude}`;
  }
}

/** `a, b or c`. */
function listed(values: readonly Value[], last = 'or'): string {
  return enumerate(values.map(describeValue), last);
}

export function enumerate(texts: readonly string[], last: string): string {
  if (texts.length < 2) {
    return texts.join('');
  }
  return `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`;
}

function describeDateComparison(operator: CompareOperator, value: Value): string {
  if (value.kind === 'offset' && value.sign === '-') {
    const length = span(value.amount, value.unit);
    switch (operator) {
      case '>=':
        return `is in the last ${length.replace(/^1 /, '')}`;
      case '>':
        return `is less than ${length} ago`;
      case '<':
        return `is more than ${length} ago`;
      case '<=':
        return `is ${length} ago or longer`;
      default:
    }
  }
  const words = {
    '=': 'is on',
    '!=': 'is not on',
    '>': 'is after',
    '>=': 'is on or after',
    '<': 'is before',
    '<=': 'is on or before',
  };
  const phrase = `${words[operator]} ${describeValue(value)}`;
  return phrase.replace(/ on (today|yesterday|\d+ \w+ ago|\d+ \w+ from today)$/, ' $1');
}

function describeDay(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${months[Number(month) - 1] ?? month} ${year}`;
}

function span(amount: number, unit: keyof typeof units): string {
  return `${amount} ${units[unit]}${amount === 1 ? '' : 's'}`;
}
