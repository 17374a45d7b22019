/** A value as it stands in a query. */
export type Word = { text: string; isQuoted: boolean };

/** What is asked of one attribute or parameter; `is null` has no words. */
export type Asked = {
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'between' | 'in' | 'contains' | 'is null';
  isNegated: boolean;
  words: readonly Word[];
};

export type Query =
  | { kind: 'all' | 'any'; parts: readonly Query[] }
  | { kind: 'attribute'; name: string; asked: Asked }
  | { kind: 'anniversary'; of: string; asked: Asked }
  | { kind: 'function'; name: string; isNegated: boolean; parameters: readonly { name: string; asked: Asked }[] };

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|\d{4}-\d\d-\d\dT[\d:]+|<=|>=|!=|[=<>(),:]|[+\w.$-]+)/gy;

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = [...text.matchAll(TOKEN)].map(([, token]) => token!);
  }

  peek(ahead = 0): string {
    return (this.#tokens[this.#at + ahead] ?? '').toUpperCase();
  }

  take(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new Error('the query ends too soon');
    this.#at += 1;
    return token;
  }

  /** Whether the next words are these; takes them if so. */
  took(...words: readonly string[]): boolean {
    const isNext = words.every((word, index) => this.peek(index) === word);
    if (isNext) this.#at += words.length;
    return isNext;
  }

  must(word: string): void {
    if (!this.took(word)) throw new Error(`${word} is missing before ${this.peek()}`);
  }

  word(): Word {
    const token = this.take();
    return token.startsWith("'")
      ? { text: token.slice(1, -1).replaceAll(/\\(.)/gs, '$1'), isQuoted: true }
      : { text: token, isQuoted: false };
  }

  get isDone(): boolean {
    return this.#at === this.#tokens.length;
  }
}

/**
 * A query of Shopify's segment language, in the dialect of 2026-07 or of 2026-10, as a tree. Written after Shopify's documentation and
 * nothing else: it judges what the app takes the language for. Throws for what it cannot read.
 */
export function readQuery(text: string): Query {
  const reader = new Reader(text);
  const query = readAny(reader);
  if (!reader.isDone) throw new Error(`unexpected ${reader.peek()}`);
  return query;
}

function readAny(reader: Reader): Query {
  const parts = [readAll(reader)];
  while (reader.took('OR')) parts.push(readAll(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'any', parts };
}

/** AND binds tighter. */
function readAll(reader: Reader): Query {
  const parts = [readOne(reader)];
  while (reader.took('AND')) parts.push(readOne(reader));
  return parts.length === 1 ? parts[0]! : { kind: 'all', parts };
}

function readOne(reader: Reader): Query {
  if (reader.took('(')) {
    const inner = readAny(reader);
    reader.must(')');
    return inner;
  }
  const name = reader.take();
  if (name === 'anniversary') return readAnniversary(reader);
  if (reader.took('NOT', 'MATCHES'))
    return { kind: 'function', name, isNegated: true, parameters: readParameters(reader) };
  if (reader.took('MATCHES')) return { kind: 'function', name, isNegated: false, parameters: readParameters(reader) };
  return reader.peek() === '(' ? readLegacy(reader, name) : { kind: 'attribute', name, asked: readAsked(reader) };
}

function readAnniversary(reader: Reader): Query {
  reader.must('(');
  reader.took('DATE', ':');
  const of = reader.word().text;
  reader.must(')');
  return { kind: 'anniversary', of, asked: readAsked(reader) };
}

function readParameters(reader: Reader): { name: string; asked: Asked }[] {
  reader.must('(');
  const parameters = [];
  while (!reader.took(')')) {
    parameters.push({ name: reader.take(), asked: readAsked(reader) });
    if (!reader.took(',')) reader.took('AND');
  }
  return parameters;
}

/** `name: value` is equality, but a date counted from today means since then, and `count_at_least` a least count. */
function readLegacy(reader: Reader, name: string): Query {
  reader.must('(');
  const parameters = [];
  while (!reader.took(')')) {
    const parameter = reader.take();
    reader.must(':');
    parameters.push(legacyParameter(parameter, readLegacyValue(reader)));
    reader.took(',');
  }
  const isEqual = reader.took('=');
  if (!isEqual) reader.must('!=');
  const isTrue = reader.took('TRUE');
  if (!isTrue) reader.must('FALSE');
  return { kind: 'function', name, isNegated: isEqual !== isTrue, parameters };
}

function readLegacyValue(reader: Reader): Asked {
  return reader.peek() === 'BETWEEN'
    ? readAsked(reader)
    : reader.peek() === '('
      ? { operator: 'in', isNegated: false, words: readList(reader) }
      : { operator: '=', isNegated: false, words: [reader.word()] };
}

function legacyParameter(name: string, asked: Asked): { name: string; asked: Asked } {
  if (name === 'count_at_least') return { name: 'count', asked: { ...asked, operator: '>=' } };
  const isSince = name === 'date' && asked.operator === '=' && /^-\d+[dwmy]$/.test(asked.words[0]!.text);
  return { name, asked: isSince ? { ...asked, operator: '>=' } : asked };
}

function readList(reader: Reader): Word[] {
  reader.must('(');
  const words = [reader.word()];
  while (reader.took(',')) words.push(reader.word());
  reader.must(')');
  return words;
}

function readAsked(reader: Reader): Asked {
  if (reader.took('IS')) {
    const isFilled = reader.took('NOT');
    reader.must('NULL');
    return { operator: 'is null', isNegated: isFilled, words: [] };
  }
  if (reader.took('BETWEEN')) {
    const from = reader.word();
    reader.must('AND');
    return { operator: 'between', isNegated: false, words: [from, reader.word()] };
  }
  const isNegated = reader.took('NOT');
  if (reader.took('IN')) return { operator: 'in', isNegated, words: readList(reader) };
  if (reader.took('CONTAINS')) return { operator: 'contains', isNegated, words: [reader.word()] };
  const operator = reader.take();
  if (!isComparison(operator)) throw new Error(`${operator} is no operator`);
  const words = reader.peek() === '(' ? readList(reader) : [reader.word()];
  return { operator, isNegated: false, words };
}

function isComparison(operator: string): operator is '=' | '!=' | '<' | '<=' | '>' | '>=' {
  return ['=', '!=', '<', '<=', '>', '>='].includes(operator);
}
