import type { Catalogue } from './catalogue.ts';
import type { Checker } from './kinds/kind.ts';
import { kindOf } from './kinds/registry.ts';
import type { Problem, Spans } from './problem.ts';
import { sizeOfRule, sizeProblem } from './rule-tree.ts';
import type { Dialect, Rule } from './types.ts';

export type CheckOptions = {
  /** The shop's own fields; absent = fields of the merchant's own are not judged. */
  catalogue?: Catalogue;
  /** Handles of the shop's segments; absent = not judged. */
  segments?: readonly string[];
  /** A dialect of Shopify allows only what it has. (Default: `onefold`.) */
  dialect?: Dialect;
  /** Text and places of the nodes, so that problems point at characters. */
  source?: { text: string; spans: Spans };
};

/** Everything that is wrong with a rule: names, operators, values, sizes. Empty = it can be compiled and evaluated. O(size). */
export function checkRule(rule: Rule, options: CheckOptions = {}): Problem[] {
  const size = sizeProblem(sizeOfRule(rule));
  if (size) {
    return [{ ...size, span: null, path: '', fixes: [] }];
  }
  const problems: Problem[] = [];
  checkNode(rule, '', checkerFor(options, problems));
  return problems;
}

function checkNode(rule: Rule, path: string, checker: Checker): void {
  const kind = kindOf(rule);
  kind.check(rule, path, checker);
  const step = rule.kind === 'not' ? 'rule' : 'rules';
  kind.children(rule).forEach((child, index) => {
    const place = rule.kind === 'not' ? step : `${step}.${index}`;
    checkNode(child, path === '' ? place : `${path}.${place}`, checker);
  });
}

function checkerFor(options: CheckOptions, problems: Problem[]): Checker {
  const { source } = options;
  const spanOf = (node: object) => source?.spans.get(node) ?? null;
  return {
    catalogue: options.catalogue ?? null,
    segments: options.segments ?? null,
    dialect: options.dialect ?? 'onefold',
    spanOf,
    locate: (node, piece) => {
      const span = spanOf(node);
      const from = span && source ? source.text.indexOf(piece, span.from) : -1;
      return span && from >= 0 && from + piece.length <= span.to ? { from, to: from + piece.length } : span;
    },
    report: ({ code, message, at, path, fixes }) =>
      problems.push({ code, message, span: at, path, fixes: fixes ?? [] }),
  };
}
