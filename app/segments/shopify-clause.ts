import { isCustomName } from './attributes/custom.ts';
import { findAttribute } from './attributes/registry.ts';
import { type Catalogue, emptyCatalogue } from './catalogue.ts';
import { findFunction } from './functions/registry.ts';
import { ruleLimits } from './limits.ts';
import type { AnniversaryClause, AttributeClause, Clause, Dialect, FunctionClause, Parameter } from './types.ts';
import { enumerate } from './value-types/describe-condition.ts';
import { type OperatorName, operatorOf, valuesOf } from './value-types/value-type.ts';

type ShopifyDialect = Exclude<Dialect, 'onefold'>;

/** Shopify asks single values with these; lists with CONTAINS only. */
const scalarOperators: readonly OperatorName[] = ['=', '!=', '>', '>=', '<', '<=', 'BETWEEN', 'IS NULL', 'IS NOT NULL'];

/** Why Shopify's segments cannot say a clause; null if they can. */
export function shopifyRefusal(clause: Clause, dialect: ShopifyDialect, catalogue: Catalogue): string | null {
  switch (clause.kind) {
    case 'attribute':
      return attributeRefusal(clause, catalogue);
    case 'function':
      return functionRefusal(clause, dialect);
    case 'anniversary':
      return anniversaryRefusal(clause, catalogue);
    case 'aggregate':
      return `Shopify’s segments cannot work out ${clause.measure}(…).`;
    case 'segment':
      return 'Shopify’s segments cannot name other segments.';
  }
}

/** Where Shopify takes the clause but counts other things than Onefold. */
export function shopifyNotes(clause: Clause, catalogue: Catalogue): string[] {
  const note =
    clause.kind === 'attribute'
      ? findAttribute(clause.name, catalogue)?.shopify?.note
      : clause.kind === 'function'
        ? findFunction(clause.name)?.shopify?.note
        : null;
  return note ? [note] : [];
}

function attributeRefusal(clause: AttributeClause, catalogue: Catalogue): string | null {
  const attribute = findAttribute(clause.name, catalogue);
  if (attribute ? !attribute.shopify : !clause.name.startsWith('metafields.')) {
    return `Shopify does not know ${clause.name}.`;
  }
  const operator = operatorOf(clause.condition);
  const isList = attribute?.type.kind === 'list' && !attribute.type.equality;
  const allowed = isList ? (['CONTAINS', 'NOT CONTAINS', 'IS NULL', 'IS NOT NULL'] as const) : scalarOperators;
  return (allowed as readonly OperatorName[]).includes(operator)
    ? null
    : `Shopify cannot ask ${clause.name} with ${operator}.`;
}

function functionRefusal(clause: FunctionClause, dialect: ShopifyDialect): string | null {
  const shopify = findFunction(clause.name)?.shopify;
  if (!shopify) {
    return `Shopify does not know ${clause.name}.`;
  }
  const foreign = clause.parameters.map(({ name }) => name).filter((name) => !shopify.parameters.includes(name));
  if (foreign.length > 0) {
    return `Shopify’s ${clause.name} has no ${enumerate(foreign, 'and')}.`;
  }
  const unsayable = clause.parameters.find((parameter) => !fitsDialect(parameter, dialect));
  return unsayable
    ? `Shopify’s ${clause.name} cannot ask ${unsayable.name} with ${operatorOf(unsayable.condition)}.`
    : null;
}

/** Before 2026-10 a parameter knew equality, a date window, a list of ids and “at least” for counts, nothing else. */
function fitsDialect({ name, condition }: Parameter, dialect: ShopifyDialect): boolean {
  const operator = operatorOf(condition);
  if (
    valuesOf(condition).length > ruleLimits.listValues ||
    operator.includes('CONTAINS') ||
    operator.endsWith('NULL')
  ) {
    return false;
  }
  if (dialect === 'matches' || operator === 'IN') {
    return true;
  }
  const [value] = valuesOf(condition);
  const sinceThen = name.endsWith('date') && operator === '>=' && value?.kind === 'offset';
  const window = name.endsWith('date') && operator === 'BETWEEN';
  return (
    sinceThen || window || (name === 'count' && operator === '>=') || (operator === '=' && value?.kind !== 'offset')
  );
}

function anniversaryRefusal(clause: AnniversaryClause, catalogue: Catalogue): string | null {
  const attribute = findAttribute(clause.of, isCustomName(clause.of) ? catalogue : emptyCatalogue);
  const isKnown = attribute ? attribute.shopify !== null : clause.of.startsWith('metafields.');
  return isKnown ? null : `Shopify does not know ${clause.of}.`;
}
