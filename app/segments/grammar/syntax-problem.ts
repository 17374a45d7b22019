import type { Fix, Problem } from '../problem.ts';
import { problemAt, quoteText, type Token } from './tokens.ts';

/** Words people write for operators. */
const operatorWords: Readonly<Record<string, string>> = {
  equals: '=',
  is: '=',
  eq: '=',
  over: '>',
  above: '>',
  after: '>',
  under: '<',
  below: '<',
  before: '<',
  since: '>=',
  like: 'CONTAINS',
  has: 'CONTAINS',
  includes: 'CONTAINS',
  include: 'CONTAINS',
  contain: 'CONTAINS',
  excludes: 'NOT CONTAINS',
  exists: 'IS NOT NULL',
  match: 'MATCHES',
};

/** What stood where the grammar stopped: the token there (null = the end) and the one before. */
type Stop = { at: number; here: Token | null; before: Token | null; expected: ReadonlySet<string>; end: number };

/** Turns the grammar's “expected x, y or z” into what is wrong and how to mend it. */
export function syntaxProblem(
  text: string,
  tokens: readonly Token[],
  at: number,
  expected: readonly string[],
): Problem {
  const here = tokens.find((token) => token.to > at) ?? null;
  const before = tokens.findLast((token) => token.to <= at) ?? null;
  const stop: Stop = {
    at: here?.from ?? text.trimEnd().length,
    here,
    before,
    expected: new Set(expected),
    end: text.trimEnd().length,
  };
  return parenthesisProblem(tokens, stop) ?? (here ? problemAtToken(stop, here) : problemAtEnd(stop));
}

function problemAtEnd(stop: Stop): Problem {
  const wanted = stop.expected.has('an operator')
    ? 'an operator, such as = or >='
    : stop.expected.has('a value')
      ? 'a value, such as 100, ‘vip’ in single quotes, or -30d'
      : 'another condition';
  return problemAt(stop.at, stop.at, 'segments.rule_unfinished', `The rule ends too early: ${wanted} is missing.`);
}

function problemAtToken(stop: Stop, here: Token): Problem {
  if (stop.expected.has('NULL') && stop.before) {
    const { from, to } = stop.before;
    return problemAt(from, to, 'segments.operator_missing', 'IS goes with NULL only; “is” with a value is written =.', [
      { label: 'Write =', from, to, text: '=' },
    ]);
  }
  if (stop.expected.has('an operator')) {
    return operatorProblem(stop, here);
  }
  if (stop.expected.has('a value') || stop.expected.has('a number')) {
    return valueProblem(here);
  }
  if (stop.expected.has('AND') && (here.kind === 'word' || here.text === '(')) {
    const label = (word: string): Fix => ({
      label: `Insert ${word}`,
      from: here.from,
      to: here.from,
      text: `${word} `,
    });
    return problemAt(here.from, here.to, 'segments.connective_missing', 'Two conditions are joined by AND or OR.', [
      label('AND'),
      label('OR'),
    ]);
  }
  if (isThousands(stop, here)) {
    return problemAt(
      here.from,
      here.to,
      'segments.misspelt',
      'Numbers are written without thousands separators: 1000.',
      [{ label: 'Take the comma out', from: here.from, to: here.to, text: '' }],
    );
  }
  if (stop.expected.has('an attribute')) {
    const message = `Here a condition begins, such as amount_spent > 100, not with ${here.text}.`;
    return problemAt(here.from, here.to, 'segments.condition_expected', message);
  }
  return problemAt(here.from, here.to, 'segments.unexpected', `${here.text} has no place here.${hintOf(stop)}`);
}

function operatorProblem(stop: Stop, here: Token): Problem {
  const name = stop.before?.text ?? 'the attribute';
  const better = here.kind === 'word' ? operatorWords[here.text.toLowerCase()] : undefined;
  const fixes = better ? [{ label: `Write ${better}`, from: here.from, to: here.to, text: better }] : [];
  const message = `After ${name} comes an operator: = != > >= < <= BETWEEN, CONTAINS, IN, IS NULL or MATCHES.`;
  return problemAt(here.from, here.to, 'segments.operator_missing', message, fixes);
}

function valueProblem(here: Token): Problem {
  if (here.kind === 'word') {
    const fix = { label: 'Put it in quotes', from: here.from, to: here.to, text: quoteText(here.text) };
    return problemAt(here.from, here.to, 'segments.value_unquoted', `Text stands in single quotes: ${fix.text}.`, [
      fix,
    ]);
  }
  return problemAt(here.from, here.to, 'segments.value_missing', `A value is missing before ${here.text}.`);
}

/** Counts parentheses: one too many or too few says more than where the grammar stopped. */
function parenthesisProblem(tokens: readonly Token[], stop: Stop): Problem | null {
  const open: Token[] = [];
  for (const token of tokens) {
    if (token.text === '(' && token.kind === 'symbol') {
      open.push(token);
    }
    if (token.text === ')' && token.kind === 'symbol' && !open.pop()) {
      return problemAt(token.from, token.to, 'segments.parenthesis_unopened', 'This parenthesis closes nothing.', [
        { label: 'Take it out', from: token.from, to: token.to, text: '' },
      ]);
    }
  }
  const unclosed = open.at(-1);
  if (!unclosed || stop.here) {
    return null;
  }
  const isFinished = stop.expected.has('")"') || stop.expected.has(')');
  const fixes = isFinished ? [{ label: 'Close it at the end', from: stop.end, to: stop.end, text: ')' }] : [];
  return problemAt(
    unclosed.from,
    unclosed.to,
    'segments.parenthesis_unclosed',
    'This parenthesis is never closed.',
    fixes,
  );
}

function isThousands(stop: Stop, here: Token): boolean {
  return here.text === ',' && stop.before?.kind === 'number' && stop.before.to === here.from;
}

function hintOf(stop: Stop): string {
  const words = [...stop.expected].filter((word) => word !== 'a space').slice(0, 4);
  return words.length > 0 ? ` Expected: ${words.join(', ')}.` : '';
}
