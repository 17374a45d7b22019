import type { Catalogue } from './catalogue.ts';
import { checkRule } from './check-rule.ts';
import { readLegacyParameter } from './grammar/print-condition.ts';
import { parse } from './grammar/rule-parser.generated.ts';
import { syntaxProblem } from './grammar/syntax-problem.ts';
import { problemAt, type Token, tokenise } from './grammar/tokens.ts';
import { ruleLimits } from './limits.ts';
import type { Problem, Span, Spans } from './problem.ts';
import type { Condition, Dialect, Rule, Value } from './types.ts';

export type ParseOptions = {
  /** A dialect of Shopify takes only what Shopify would. (Default: `onefold`, which takes all of them.) */
  dialect?: Dialect;
  /** The shop's own fields; absent = they are not judged. */
  catalogue?: Catalogue;
  /** Handles of the shop's segments; absent = they are not judged. */
  segments?: readonly string[];
};

export type ParsedRule =
  | { ok: true; rule: Rule; spans: Spans }
  /** `rule` is there if the text could be read but says something impossible. */
  | { ok: false; rule: Rule | null; problems: Problem[] };

/** Reads a rule from text and checks it. Each problem points at characters and, where it can, proposes a replacement. O(length). */
export function parseRule(text: string, options: ParseOptions = {}): ParsedRule {
  if (text.length > ruleLimits.characters) {
    return failed(problemAt(0, 0, 'segments.too_long', `A rule may have ${ruleLimits.characters} characters at most.`));
  }
  const { tokens, problem } = tokenise(text);
  const early =
    problem ?? (tokens.length === 0 ? emptyProblem : (tooDeep(tokens) ?? wrongDialect(tokens, options.dialect)));
  if (early) {
    return failed(early);
  }
  const spans: Spans = new WeakMap();
  const read = readTree(text, tokens, spans);
  if (!read.ok) {
    return failed(read.problem);
  }
  const problems = checkRule(read.rule, { ...options, source: { text, spans } });
  return problems.length === 0 ? { ok: true, rule: read.rule, spans } : { ok: false, rule: read.rule, problems };
}

const emptyProblem = problemAt(
  0,
  0,
  'segments.rule_empty',
  'The rule is empty. Begin with a condition, such as amount_spent > 100.',
);

function failed(problem: Problem): ParsedRule {
  return { ok: false, rule: null, problems: [problem] };
}

function readTree(
  text: string,
  tokens: readonly Token[],
  spans: Spans,
): { ok: true; rule: Rule } | { ok: false; problem: Problem } {
  try {
    const rule: Rule = parse(text, {
      mark: (node: object, span: Span) => spans.set(node, span),
      legacy: (name: string, value: Condition | Value | readonly Value[]) => readLegacyParameter(name, value),
    });
    return { ok: true, rule };
  } catch (error) {
    if (!isSyntaxError(error)) {
      throw error;
    }
    const expected = error.expected?.map((one) => one.description ?? one.text ?? '') ?? [];
    return { ok: false, problem: syntaxProblem(text, tokens, error.location.start.offset, expected) };
  }
}

type SyntaxFault = {
  location: { start: { offset: number } };
  expected: { description?: string; text?: string }[] | null;
};

function isSyntaxError(error: unknown): error is SyntaxFault {
  return error instanceof Error && error.name === 'SyntaxError' && 'location' in error;
}

/** The grammar recurses with parentheses and NOTs; text that nests deeper is refused before it could exhaust the stack. */
function tooDeep(tokens: readonly Token[]): Problem | null {
  let parentheses = 0;
  let nots = 0;
  for (const token of tokens) {
    const isSymbol = token.kind === 'symbol';
    parentheses += isSymbol && token.text === '(' ? 1 : isSymbol && token.text === ')' ? -1 : 0;
    nots = isNot(token) ? nots + 1 : 0;
    if (Math.max(parentheses, nots) > 4 * ruleLimits.depth) {
      const message = `Rules may be nested ${ruleLimits.depth} groups deep. Put inner groups into segments of their own.`;
      return problemAt(token.from, token.to, 'segments.too_deep', message);
    }
  }
  return null;
}

function isNot(token: Token): boolean {
  return token.kind === 'word' && token.text.toUpperCase() === 'NOT';
}

/** Function calls look different before and after 2026-10; where one dialect is wanted, the other is refused. */
function wrongDialect(tokens: readonly Token[], dialect: Dialect = 'onefold'): Problem | null {
  const matches = tokens.find((token) => token.kind === 'word' && /^(not_)?matches$/i.test(token.text));
  if (dialect === 'legacy' && matches) {
    const message = 'Up to Shopify’s API 2026-07 functions are written name(parameter: value) = true.';
    return problemAt(matches.from, matches.to, 'segments.dialect', message);
  }
  const call = tokens.find(
    (token, index) => token.text === ')' && tokens[index + 1]?.text === '=' && isTruth(tokens[index + 2]),
  );
  if (dialect === 'matches' && call) {
    const message = 'From Shopify’s API 2026-10 on functions are written name MATCHES (parameter = value).';
    return problemAt(call.from, call.to, 'segments.dialect', message);
  }
  return null;
}

function isTruth(token: Token | undefined): boolean {
  return token !== undefined && /^(true|false)$/i.test(token.text);
}
