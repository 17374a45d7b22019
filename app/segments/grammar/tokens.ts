import type { Fix, Problem, Span } from '../problem.ts';
import { isRealDay } from '../rule-dates.ts';

export type Token = Span & { kind: 'word' | 'text' | 'number' | 'date' | 'symbol'; text: string };

/** The words and signs of a rule up to the first thing that is none. */
export type Tokens = { tokens: Token[]; problem: Problem | null };

/** Tried in this order at each place; the first that matches is the token. */
const tokenPatterns: readonly [Token['kind'], RegExp][] = [
  ['text', /'(?:[^'\\]|\\[\s\S]|'')*'/y],
  ['date', /\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?(?![\w:.+-])/y],
  ['date', /[+-]\d{1,5}[dwmy](?!\w)/y],
  ['date', /(?:7|30|90)_days_ago(?!\w)|12_months_ago(?!\w)/y],
  ['number', /-?\d{1,20}(?:\.\d{1,18})?(?![\w.]|\/\d|-\d)/y],
  ['word', /[\p{L}_$][\p{L}\p{N}_$-]*(?:\.[\p{L}\p{N}_$-]+)*/uy],
  ['symbol', /[!><]=(?![=<>])|[=<>](?![=<>])|[(),:.]/y],
];

/** Splits rule text into tokens; O(length). The grammar reads characters itself: this serves limits, hints and completion. */
export function tokenise(text: string): Tokens {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const space = matchAt(/\s+/y, text, at);
    if (space) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at);
    if (!token) {
      return { tokens, problem: misspelt(text, at) };
    }
    tokens.push(token);
    at = token.to;
  }
  return { tokens, problem: null };
}

function tokenAt(text: string, at: number): Token | null {
  for (const [kind, pattern] of tokenPatterns) {
    const found = matchAt(pattern, text, at);
    if (found) {
      return { kind, text: found, from: at, to: at + found.length };
    }
  }
  return null;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** Habits from other languages and other keyboards: how they look, what to say, what to write instead. */
const habits: readonly { pattern: RegExp; message: string; fixes(found: string): string[] }[] = [
  { pattern: /==+/y, message: 'One equals sign is enough.', fixes: () => ['='] },
  { pattern: /<>|≠|!==/y, message: '“Is not” is written !=.', fixes: () => ['!='] },
  { pattern: /≥|=>/y, message: '“At least” is written >=.', fixes: () => ['>='] },
  { pattern: /≤|=</y, message: '“At most” is written <=.', fixes: () => ['<='] },
  { pattern: /&&?/y, message: 'Conditions are joined by AND.', fixes: () => ['AND'] },
  { pattern: /\|\|?/y, message: 'Conditions are joined by OR.', fixes: () => ['OR'] },
  { pattern: /!/y, message: '“Not” is written NOT.', fixes: () => ['NOT '] },
  {
    pattern: /["“”„«][^"“”„«»]*["“”»]|[‘’‚`][^‘’`']*[‘’`']/y,
    message: 'Text stands in straight single quotes.',
    fixes: (found) => [quoteText(found.slice(1, -1))],
  },
  {
    pattern: /\d{1,2}[./]\d{1,2}[./]\d{4}/y,
    message: 'Days are written year-month-day, such as 2026-01-31.',
    fixes: daysMeant,
  },
  {
    pattern: /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?![\d:T])/y,
    message: 'Days are written with two digits for month and day, such as 2026-01-05.',
    fixes: (found) => [
      found
        .split(/[-/.]/)
        .map((part) => part.padStart(2, '0'))
        .join('-'),
    ],
  },
  {
    pattern: /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?/y,
    message: 'A time is written 2026-01-31T10:00:00, on the shop’s clock and without a zone.',
    fixes: (found) =>
      [found.length === 16 ? `${found}:00` : found.slice(0, 19)].filter((mended) => mended.length === 19),
  },
  {
    pattern: /\d{1,5}[dwmy](?!\w)/y,
    message: 'A date counted from today needs a sign: - for the past, + for the future.',
    fixes: (found) => [`-${found}`, `+${found}`],
  },
  {
    pattern: /[$€£¥]\s*/y,
    message: 'Amounts are written without a currency sign; they are in the shop’s currency.',
    fixes: () => [''],
  },
  { pattern: /\d{21,}/y, message: 'This number is too long.', fixes: () => [] },
  { pattern: /;/y, message: 'A rule has no semicolon at its end.', fixes: () => [''] },
];

/** What to say about characters that are no token. */
function misspelt(text: string, at: number): Problem {
  if (text[at] === "'") {
    const end = text.trimEnd().length;
    return problemAt(at, text.length, 'segments.text_unclosed', 'The text that starts here has no closing quote.', [
      { label: 'Close it at the end', from: end, to: end, text: "'" },
    ]);
  }
  for (const habit of habits) {
    const found = matchAt(habit.pattern, text, at);
    if (found) {
      const [from, to] = [at, at + found.length];
      const fixes = habit
        .fixes(found)
        .map((mended) => ({ label: mended ? `Write ${mended}` : 'Leave it out', from, to, text: mended }));
      return problemAt(from, to, 'segments.misspelt', habit.message, fixes);
    }
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const message = `“${character}” has no place here. Text stands in single quotes, such as 'vip'.`;
  return problemAt(at, at + character.length, 'segments.misspelt', message, []);
}

/** Both readings of 03/04/2026 where both exist: which one is meant is the merchant's to say. */
function daysMeant(found: string): string[] {
  const [first = '', second = '', year = ''] = found.split(/[./]/);
  const [one, two] = [first.padStart(2, '0'), second.padStart(2, '0')];
  return [...new Set([`${year}-${two}-${one}`, `${year}-${one}-${two}`])].filter(isRealDay);
}

/** Text as the language writes it, with its quotes. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

export function problemAt(
  from: number,
  to: number,
  code: string,
  message: string,
  fixes: readonly Fix[] = [],
): Problem {
  return { code, message, span: { from, to }, path: '', fixes };
}
