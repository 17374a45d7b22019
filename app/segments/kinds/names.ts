import { isCustomName } from '../attributes/custom.ts';
import { attributes } from '../attributes/registry.ts';
import type { DataPart } from '../catalogue.ts';
import { closestNames } from '../closest-names.ts';
import { functions } from '../functions/registry.ts';
import { printName } from '../grammar/print-condition.ts';
import type { Rule } from '../types.ts';
import { enumerate } from '../value-types/describe-condition.ts';
import type { Checker } from './kind.ts';

/** Reports a name nobody knows, with the nearest that somebody does. */
export function reportUnknown(
  rule: Rule,
  name: string,
  noun: string,
  known: readonly string[],
  path: string,
  checker: Checker,
): void {
  const at = checker.locate(rule, printName(name));
  const close = closestNames(name, known);
  const hint = close.length > 0 ? ` Did you mean ${enumerate(close, 'or')}?` : '';
  const fixes = at ? close.map((text) => ({ label: `Write ${text}`, from: at.from, to: at.to, text })) : [];
  checker.report({
    code: `segments.${noun.replaceAll(' ', '_')}_unknown`,
    message: `There is no ${noun} ${name}.${hint}`,
    at,
    path,
    fixes,
  });
}

/** Reports an attribute that does not exist, telling apart a slip, a function and a field that has gone. */
export function reportUnknownAttribute(rule: Rule, name: string, path: string, checker: Checker): void {
  const definition = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (definition) {
    const message = `${name} is a function. It is asked like this: ${definition.example}`;
    checker.report({
      code: 'segments.function_as_attribute',
      message,
      at: checker.locate(rule, printName(name)),
      path,
    });
    return;
  }
  const own = [...(checker.catalogue?.fields ?? [])].flatMap(([field, { isGone }]) => (isGone ? [] : [field]));
  if (isCustomName(name) && closestNames(name, own).length === 0) {
    const message = `Your data has no field ${name} (any more). Map it again, or take this condition out.`;
    checker.report({ code: 'segments.field_gone', message, at: checker.locate(rule, printName(name)), path });
    return;
  }
  reportUnknown(
    rule,
    name,
    'attribute',
    [...Object.keys(attributes), ...Object.keys(functions), ...own],
    path,
    checker,
  );
}

/** Reports a clause that asks for data this shop does not have. */
export function reportMissingPart(rule: Rule, name: string, part: DataPart, path: string, checker: Checker): void {
  if (checker.catalogue?.missing.has(part)) {
    const message = `${name} cannot be asked yet: this shop has no data for it.`;
    checker.report({ code: 'segments.data_missing', message, at: checker.spanOf(rule), path });
  }
}

/** Reports what Shopify's own language does not have, where only that is wanted. */
export function reportBeyondShopify(rule: Rule, what: string, path: string, checker: Checker): void {
  if (checker.dialect !== 'onefold') {
    const message = `Shopify’s segments do not have ${what}.`;
    checker.report({ code: 'segments.beyond_shopify', message, at: checker.spanOf(rule), path });
  }
}
