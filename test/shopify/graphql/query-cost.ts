import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

type Scope = {
  schema: GraphQLSchema;
  variables: Record<string, unknown>;
  fragments: Map<string, FragmentDefinitionNode>;
};

const MUTATION_POINTS = 10;

/**
 * How a connection's size enters the cost: sub-linear, as Shopify's has been since 2024. The exponent is ours; Shopify
 * publishes none. 250 plain nodes cost about 28 points.
 */
export function pageWeight(rows: number): number {
  return rows <= 1 ? rows : rows ** 0.6;
}

/** Points Shopify would hold before running the operation: objects 1, leaves 0, mutations 10, connections by their size. */
export function requestedCost(operation: OperationDefinitionNode, scope: Scope): number {
  const root = scope.schema.getRootType(operation.operation);
  const base = operation.operation === 'mutation' ? MUTATION_POINTS : 0;
  return Math.max(1, Math.ceil(base + (root ? selectionCost(operation.selectionSet, root, scope) : 0)));
}

function selectionCost(set: SelectionSetNode, type: GraphQLCompositeType, scope: Scope): number {
  let sum = 0;
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) sum += fieldCost(selection, type, scope);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      sum += selectionCost(selection.selectionSet, typeNamed(selection.typeCondition?.name.value, type, scope), scope);
    else {
      const fragment = scope.fragments.get(selection.name.value);
      if (fragment)
        sum += selectionCost(fragment.selectionSet, typeNamed(fragment.typeCondition.name.value, type, scope), scope);
    }
  }
  return sum;
}

function typeNamed(name: string | undefined, fallback: GraphQLCompositeType, scope: Scope): GraphQLCompositeType {
  const found = name ? scope.schema.getType(name) : undefined;
  return found && isCompositeType(found) ? found : fallback;
}

function fieldCost(node: FieldNode, parent: GraphQLCompositeType, scope: Scope): number {
  if (!node.selectionSet) return 0;
  const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
  const type = field ? getNamedType(field.type) : undefined;
  if (!type || !isCompositeType(type)) return 0;
  const inner = selectionCost(node.selectionSet, type, scope);
  if (isObjectType(type) && type.name.endsWith('Connection')) return 1 + pageWeight(sizeArgument(node, scope)) * inner;
  return plumbing(type) ? inner : 1 + inner;
}

/** Wrappers that are not objects of their own. */
function plumbing(type: GraphQLCompositeType): boolean {
  return (
    type.name.endsWith('Edge') ||
    type.name === 'PageInfo' ||
    type.name.endsWith('Payload') ||
    type.name.endsWith('UserError')
  );
}

function sizeArgument(node: FieldNode, scope: Scope): number {
  const argument = node.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
  if (argument?.value.kind === Kind.INT) return Number(argument.value.value);
  if (argument?.value.kind === Kind.VARIABLE) return Number(scope.variables[argument.value.name.value] ?? 10);
  return 10;
}
