import { type MeasureName, measureNames } from '../types.ts';
import type { Token } from './tokens.ts';

/** What the parentheses around the cursor belong to. */
export type Frame =
  | { kind: 'group' }
  | { kind: 'function'; name: string; isLegacy: boolean; used: readonly string[] }
  | { kind: 'measure'; measure: MeasureName; relation: string | null; field: string | null; used: readonly string[] }
  | { kind: 'anniversary' }
  | { kind: 'list' };

/** The last thing named before the cursor, whose operator or value may come next. */
export type Named =
  | { kind: 'attribute'; name: string }
  | { kind: 'parameter'; name: string }
  | { kind: 'anniversary' }
  | { kind: 'measure'; measure: MeasureName; relation: string | null; field: string | null };

export type CursorContext = { frame: Frame; named: Named | null; previous: Token | null };

const keywords = new Set(
  'AND OR NOT IN IS NULL SEGMENT BETWEEN CONTAINS MATCHES TRUE FALSE TODAY YESTERDAY'.split(' '),
);

/** Where the end of these tokens is: inside which parentheses, after which name. */
export function cursorContext(tokens: readonly Token[]): CursorContext {
  const frames: Frame[] = [];
  let named: Named | null = null;
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, '(')) {
      frames.push(opened(tokens, index, named));
    } else if (isSign(token, ')')) {
      named = closed(frames.pop()) ?? named;
    } else if (isName(token)) {
      named = nameIn(frames.at(-1) ?? outermost, token.text, tokens[index - 1]);
    }
  }
  return { frame: frames.at(-1) ?? outermost, named, previous: tokens.at(-1) ?? null };
}

const outermost: Frame = { kind: 'group' };

function isSign(token: Token, sign: string): boolean {
  return token.kind === 'symbol' && token.text === sign;
}

function isName(token: Token): boolean {
  return token.kind === 'word' && !keywords.has(token.text.toUpperCase());
}

function opened(tokens: readonly Token[], index: number, named: Named | null): Frame {
  const before = tokens[index - 1];
  const word = before?.kind === 'word' ? before.text : '';
  if (/^(not_)?matches$/i.test(word) && named?.kind === 'attribute') {
    return { kind: 'function', name: named.name, isLegacy: false, used: [] };
  }
  if (/^in$/i.test(word) || before?.text === '=') {
    return { kind: 'list' };
  }
  const measure = measureNames.find((name) => name === word);
  if (measure) {
    return { kind: 'measure', measure, relation: null, field: null, used: [] };
  }
  if (word === 'anniversary') {
    return { kind: 'anniversary' };
  }
  const isCall = word !== '' && !keywords.has(word.toUpperCase());
  return isCall ? { kind: 'function', name: word, isLegacy: true, used: [] } : { kind: 'group' };
}

/** After `anniversary(…)` and `sum(…)` an operator follows that is theirs. */
function closed(frame: Frame | undefined): Named | null {
  if (frame?.kind === 'anniversary') {
    return { kind: 'anniversary' };
  }
  return frame?.kind === 'measure' ? { ...frame, kind: 'measure' } : null;
}

/** Notes a word where it stands; inside functions and measures it is a parameter's name. */
function nameIn(frame: Frame, word: string, before: Token | undefined): Named {
  if (frame.kind === 'measure' && before?.text === '(') {
    const [relation = null, field = null] = word.split('.');
    frame.relation = relation;
    frame.field = field;
    return { kind: 'measure', measure: frame.measure, relation, field };
  }
  if (frame.kind === 'measure' || frame.kind === 'function') {
    frame.used = [...frame.used, word];
    return { kind: 'parameter', name: word };
  }
  return { kind: 'attribute', name: word };
}
