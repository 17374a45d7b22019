import type { Catalogue } from '../catalogue.ts';
import type { FunctionDefinition } from '../functions/function.ts';
import { findFunction, functions } from '../functions/registry.ts';
import { printName, printParameter } from '../grammar/print-condition.ts';
import { isRelative } from '../rule-dates.ts';
import type { FunctionClause } from '../types.ts';
import { enumerate } from '../value-types/describe-condition.ts';
import { valuesOf } from '../value-types/value-type.ts';
import { checkCondition } from './check-condition.ts';
import type { Checker, KindDefinition } from './kind.ts';
import { reportBeyondShopify, reportMissingPart, reportUnknown } from './names.ts';
import { segmentsAsked } from './segments-asked.ts';

/** A function: something that happened, or did not. */
export const functionKind: KindDefinition<FunctionClause> = {
  children: () => [],
  print: (rule, dialect) => {
    const parameters = rule.parameters.map((parameter) => printParameter(parameter, dialect)).join(', ');
    const name = printName(rule.name);
    return dialect === 'legacy'
      ? `${name}(${parameters}) = ${rule.negated ? 'false' : 'true'}`
      : `${name} ${rule.negated ? 'NOT MATCHES' : 'MATCHES'} (${parameters})`;
  },
  describe: (rule) =>
    findFunction(rule.name)?.describe(rule.parameters, rule.negated) ?? `to whom ${rule.name} applies`,
  check,
  compile: (rule, context, negated) => known(rule).compile({ ...rule, negated: rule.negated !== negated }, context),
  holds: (rule, facts, context) => known(rule).holds(rule, facts, context),
  found: (rule, facts, context) => known(rule).found(rule, facts, context),
  reads: (rule, _catalogue: Catalogue) => ({
    parts: [findFunction(rule.name)?.part ?? 'records'],
    segments: segmentsAsked(findFunction(rule.name)?.over?.(rule).filter.relation.name, rule.parameters),
    clock: rule.parameters.some((parameter) => valuesOf(parameter.condition).some(isRelative)),
  }),
};

function check(rule: FunctionClause, path: string, checker: Checker): void {
  const definition = findFunction(rule.name);
  if (!definition) {
    reportUnknown(rule, rule.name, 'function', Object.keys(functions), path, checker);
    return;
  }
  if (!definition.shopify) {
    reportBeyondShopify(rule, `the function ${rule.name}`, path, checker);
  }
  reportMissingPart(rule, rule.name, definition.part, path, checker);
  checkParameters(rule, definition, path, checker);
  const missing = definition.required.filter((name) => !rule.parameters.some((parameter) => parameter.name === name));
  if (missing.length > 0) {
    const message = `${rule.name} needs ${enumerate(missing, 'and')}. For example: ${definition.example}`;
    checker.report({ code: 'segments.parameter_missing', message, at: checker.spanOf(rule), path });
  }
}

function checkParameters(rule: FunctionClause, definition: FunctionDefinition, path: string, checker: Checker): void {
  const seen = new Set<string>();
  rule.parameters.forEach((parameter, index) => {
    const place = `${path === '' ? '' : `${path}.`}parameters.${index}`;
    const known = Object.hasOwn(definition.parameters, parameter.name)
      ? definition.parameters[parameter.name]
      : undefined;
    const at = checker.spanOf(parameter);
    if (!known) {
      reportUnknown(rule, parameter.name, 'parameter', Object.keys(definition.parameters), place, checker);
      return;
    }
    if (seen.has(parameter.name)) {
      const message = `${parameter.name} stands twice. Each parameter may stand once; a range is written BETWEEN a AND b.`;
      checker.report({ code: 'segments.parameter_twice', message, at, path: place });
    }
    seen.add(parameter.name);
    if (definition.shopify && !definition.shopify.parameters.includes(parameter.name)) {
      reportBeyondShopify(rule, `the parameter ${parameter.name} of ${rule.name}`, place, checker);
    }
    checkCondition(
      parameter.condition,
      { name: parameter.name, type: known.type, operators: known.operators, path: `${place}.condition` },
      checker,
    );
  });
}

function known(rule: FunctionClause): FunctionDefinition {
  const definition = findFunction(rule.name);
  if (!definition) {
    throw new Error(`the rule was not checked: there is no function ${rule.name}`);
  }
  return definition;
}
