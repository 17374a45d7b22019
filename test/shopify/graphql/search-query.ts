/**
 * Shopify's search syntax, as far as an app uses it: `field:value`, comparisons, quotes, AND, OR, NOT, "-", brackets,
 * `field:a,b`, wildcards at the end, bare words. It compiles to a predicate; a field nobody knows matches everything.
 */
export type FieldReader<Row> = (row: Row) => string | number | boolean | null | readonly string[];

export type SearchFields<Row> = {
  fields: Record<string, FieldReader<Row>>;
  /** Texts a bare word is looked for in. */
  words: (row: Row) => (string | null)[];
};

type Predicate<Row> = (row: Row) => boolean;
type Token = { kind: 'term' | 'open' | 'close' | 'and' | 'or' | 'not'; text: string };

const TOKEN = /\s*(\(|\)|-(?=[\w(])|(?:[\w.]+:)?(?:[<>]=?|=)?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s()'"]+))/y;

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (;;) {
    const match = TOKEN.exec(query);
    if (!match?.[1]) return tokens;
    tokens.push(classify(match[1]));
  }
}

function classify(text: string): Token {
  const kinds: Record<string, Token['kind']> = {
    '(': 'open',
    ')': 'close',
    AND: 'and',
    OR: 'or',
    NOT: 'not',
    '-': 'not',
  };
  return { kind: kinds[text] ?? 'term', text };
}

/** The predicate of a query; an empty query matches all rows. */
export function compileSearch<Row>(query: string | null | undefined, search: SearchFields<Row>): Predicate<Row> {
  const tokens = tokenize(query ?? '');
  if (tokens.length === 0) return () => true;
  const cursor = { at: 0 };
  return parseOr(tokens, cursor, search);
}

function parseOr<Row>(tokens: Token[], cursor: { at: number }, search: SearchFields<Row>): Predicate<Row> {
  const branches = [parseAnd(tokens, cursor, search)];
  while (tokens[cursor.at]?.kind === 'or') {
    cursor.at += 1;
    branches.push(parseAnd(tokens, cursor, search));
  }
  return branches.length === 1 && branches[0] ? branches[0] : (row) => branches.some((branch) => branch(row));
}

function parseAnd<Row>(tokens: Token[], cursor: { at: number }, search: SearchFields<Row>): Predicate<Row> {
  const parts: Predicate<Row>[] = [];
  for (;;) {
    const kind = tokens[cursor.at]?.kind;
    if (kind === undefined || kind === 'or' || kind === 'close') break;
    if (kind === 'and') cursor.at += 1;
    else parts.push(parseUnary(tokens, cursor, search));
  }
  return (row) => parts.every((part) => part(row));
}

function parseUnary<Row>(tokens: Token[], cursor: { at: number }, search: SearchFields<Row>): Predicate<Row> {
  const token = tokens[cursor.at] as Token;
  cursor.at += 1;
  if (token.kind === 'not') {
    const inner = parseUnary(tokens, cursor, search);
    return (row) => !inner(row);
  }
  if (token.kind !== 'open') return compileTerm(token.text, search);
  const inner = parseOr(tokens, cursor, search);
  cursor.at += 1;
  return inner;
}

function unquote(text: string): string {
  const quoted = /^(['"])(.*)\1$/s.exec(text);
  return quoted ? (quoted[2] ?? '').replace(/\\(.)/g, '$1') : text;
}

function compileTerm<Row>(text: string, search: SearchFields<Row>): Predicate<Row> {
  const match = /^([\w.]+):([<>]=?|=)?(.*)$/s.exec(text);
  if (!match?.[1]) return wordPredicate(unquote(text), search);
  const reader = search.fields[match[1]];
  if (!reader) return () => true;
  const operator = match[2] ?? '=';
  const value = unquote(match[3] ?? '');
  return operator === '=' ? equalityPredicate(reader, value) : comparisonPredicate(reader, operator, value);
}

function wordPredicate<Row>(word: string, search: SearchFields<Row>): Predicate<Row> {
  const needle = word.toLowerCase().replace(/\*$/, '');
  return (row) => search.words(row).some((text) => text?.toLowerCase().includes(needle));
}

function equalityPredicate<Row>(reader: FieldReader<Row>, value: string): Predicate<Row> {
  if (value === '*') return (row) => reader(row) !== null;
  const options = value.split(',').map((option) => option.trim().toLowerCase());
  return (row) => {
    const actual = reader(row);
    const values = Array.isArray(actual) ? (actual as string[]) : [actual as string | number | boolean | null];
    return values.some((one) => options.some((option) => equals(one, option)));
  };
}

function equals(actual: string | number | boolean | null, option: string): boolean {
  if (actual === null) return false;
  if (typeof actual === 'number') return actual === Number(option);
  const text = String(actual).toLowerCase();
  if (option.endsWith('*')) return text.startsWith(option.slice(0, -1));
  return text === option || (isInstant(text) && text === instantText(option).toLowerCase());
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dt/i.test(text);
}

/** A date or an instant with any offset as "2026-01-31T00:00:00Z"; other text unchanged. */
function instantText(value: string): string {
  if (!/^\d{4}-\d\d-\d\d/.test(value)) return value;
  const time = Date.parse(value.toUpperCase());
  return Number.isNaN(time) ? value : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function comparisonPredicate<Row>(reader: FieldReader<Row>, operator: string, value: string): Predicate<Row> {
  const bound = instantText(value);
  return (row) => {
    const actual = reader(row);
    if (actual === null || typeof actual === 'boolean' || Array.isArray(actual)) return false;
    const order = compareWithBound(actual as string | number, bound);
    if (operator === '<') return order < 0;
    if (operator === '<=') return order <= 0;
    return operator === '>' ? order > 0 : order >= 0;
  };
}

/** Ids are compared as integers of any size, numbers as numbers, instants as text. */
function compareWithBound(actual: string | number, bound: string): number {
  if (typeof actual === 'number') return actual - Number(bound);
  const bothDigits = /^\d+$/.test(actual) && /^\d+$/.test(bound);
  if (bothDigits && actual.length !== bound.length) return actual.length - bound.length;
  if (actual === bound) return 0;
  return actual < bound ? -1 : 1;
}
