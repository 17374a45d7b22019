import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  getArgumentValues,
  getNamedType,
  getNullableType,
  isCompositeType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { accessError } from '../graphql/access-check.ts';
import { adminSchema } from '../graphql/admin-schema.ts';
import type { GraphContext } from '../graphql/graph-context.ts';
import type { Page } from '../graphql/page.ts';
import { type CompiledField, compileField } from '../graphql/resolve-field.ts';

/** Rows of a connection that become lines of their own. */
export type Children = { rows: readonly unknown[]; plan: NodePlan; parentId: string };

type Writer = (source: unknown, context: GraphContext, children: Children[]) => unknown;

/** How one node becomes a line: its own fields by response key; connections go to `children`. */
export type NodePlan = {
  typeName: string;
  fields: { key: string; write: Writer }[];
  connections: ((source: unknown, context: GraphContext, children: Children[], parentId: string) => void)[];
  id: CompiledField | null;
};

/** A root connection and how its nodes become lines. */
export type RootPlan = { rows: (context: GraphContext) => readonly unknown[]; plan: NodePlan };

export class BulkQueryError extends Error {
  readonly accessDenied: boolean;

  constructor(message: string, accessDenied = false) {
    super(message);
    this.accessDenied = accessDenied;
  }
}

type Build = { context: GraphContext; connections: number };
type Place = { depth: number; insideList: boolean };
type Target = Pick<NodePlan, 'fields' | 'connections'>;

/** Compiles a bulk query once, so that a million rows run plain functions and not a GraphQL execution each. */
export function compileBulkQuery(document: DocumentNode, context: GraphContext): RootPlan[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const root = adminSchema().schema.getQueryType();
  if (operation?.kind !== Kind.OPERATION_DEFINITION || !root) throw new BulkQueryError('The query is empty.');
  const build: Build = { context, connections: 0 };
  const plans = operation.selectionSet.selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? rootPlan(selection, root.getFields()[selection.name.value], build) : [],
  );
  if (build.connections === 0) throw new BulkQueryError('Bulk queries must contain at least one connection.');
  if (build.connections > 5) throw new BulkQueryError('Bulk queries cannot contain more than 5 connections.');
  return plans;
}

function rootPlan(node: FieldNode, field: GraphQLField<unknown, unknown> | undefined, build: Build): RootPlan[] {
  if (!field || !isConnection(field)) return [];
  checkAccess('QueryRoot', field, build);
  const resolve = compileField('QueryRoot', field.name, field.type);
  const args = getArgumentValues(field, node, {});
  const plan = connectionNodePlan(node, field, build, 0);
  return [{ plan, rows: (context) => (resolve(null, args, context) as Page<unknown>).nodes }];
}

function isConnection(field: GraphQLField<unknown, unknown>): boolean {
  return getNamedType(field.type).name.endsWith('Connection');
}

function checkAccess(parent: string, field: GraphQLField<unknown, unknown>, build: Build): void {
  const denied = accessError(build.context.shop, `${parent}.${field.name}`, field.type);
  if (denied) throw new BulkQueryError(denied.message, true);
}

/** The plan of the nodes of a connection selected as `{edges{node{…}}}` or `{nodes{…}}`. */
function connectionNodePlan(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  build: Build,
  depth: number,
): NodePlan {
  build.connections += 1;
  if (depth > 2)
    throw new BulkQueryError('Bulk queries cannot contain connections with a nesting depth greater than 2.');
  const selection = nodeSelection(node.selectionSet);
  const connection = getNamedType(field.type);
  const nodeField = isObjectType(connection)
    ? (connection.getFields().nodes ?? connection.getFields().edges)
    : undefined;
  const type = nodeField ? nodeType(getNamedType(nodeField.type)) : undefined;
  if (!selection || !type) throw new BulkQueryError(`Select the nodes of ${field.name}.`);
  return nodePlan(type, selection, build, depth);
}

function nodeType(type: ReturnType<typeof getNamedType>): GraphQLCompositeType | undefined {
  if (isObjectType(type) && type.name.endsWith('Edge')) {
    const node = type.getFields().node;
    return node ? nodeType(getNamedType(node.type)) : undefined;
  }
  return isCompositeType(type) ? type : undefined;
}

function nodeSelection(set: SelectionSetNode | undefined): SelectionSetNode | undefined {
  for (const selection of set?.selections ?? []) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    if (name === 'nodes' || name === 'node') return selection.selectionSet;
    if (name === 'edges') return nodeSelection(selection.selectionSet);
  }
  return undefined;
}

function nodePlan(type: GraphQLCompositeType, set: SelectionSetNode, build: Build, depth: number): NodePlan {
  const plan: NodePlan = { typeName: type.name, fields: [], connections: [], id: idOf(type) };
  compileSelection(type, set, build, { depth, insideList: false }, plan);
  return plan;
}

function idOf(type: GraphQLCompositeType): CompiledField | null {
  const field = 'getFields' in type ? type.getFields().id : undefined;
  return field ? compileField(type.name, 'id', field.type) : null;
}

function compileSelection(
  type: GraphQLCompositeType,
  set: SelectionSetNode,
  build: Build,
  place: Place,
  target: Target,
): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) compileSelection(type, selection.selectionSet, build, place, target);
    else if (selection.kind === Kind.FIELD) compileSelectedField(type, selection, build, place, target);
    else throw new BulkQueryError('Bulk queries cannot contain named fragments here.');
  }
}

function compileSelectedField(
  type: GraphQLCompositeType,
  node: FieldNode,
  build: Build,
  place: Place,
  target: Target,
): void {
  const key = node.alias?.value ?? node.name.value;
  if (node.name.value === '__typename') {
    target.fields.push({ key, write: () => type.name });
    return;
  }
  const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
  if (!field) throw new BulkQueryError(`Field '${node.name.value}' doesn't exist on type '${type.name}'`);
  checkAccess(type.name, field, build);
  if (isConnection(field)) compileConnection(type, node, field, build, place, target);
  else target.fields.push({ key, write: valueWriter(type, node, field, build, place) });
}

function compileConnection(
  type: GraphQLCompositeType,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  build: Build,
  place: Place,
  target: Target,
): void {
  if (place.insideList) {
    throw new BulkQueryError(
      'Queries that contain a connection field within a list field are not currently supported.',
    );
  }
  const resolve = compileField(type.name, field.name, field.type);
  const args = getArgumentValues(field, node, {});
  const plan = connectionNodePlan(node, field, build, place.depth + 1);
  target.connections.push((source, context, children, parentId) => {
    const rows = (resolve(source, args, context) as Page<unknown>).nodes;
    if (rows.length > 0) children.push({ rows, plan, parentId });
  });
}

function valueWriter(
  type: GraphQLCompositeType,
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  build: Build,
  place: Place,
): Writer {
  const resolve = compileField(type.name, field.name, field.type);
  const args = getArgumentValues(field, node, {});
  const inner = getNamedType(field.type);
  if (isLeafType(inner) || !node.selectionSet) return (source, context) => resolve(source, args, context) ?? null;
  const isList = isListType(getNullableType(field.type));
  const nested: NodePlan = {
    typeName: inner.name,
    fields: [],
    connections: [],
    id: isCompositeType(inner) ? idOf(inner) : null,
  };
  if (isCompositeType(inner)) {
    compileSelection(inner, node.selectionSet, build, { ...place, insideList: place.insideList || isList }, nested);
  }
  if (!isList)
    return (source, context, children) => writeNested(resolve(source, args, context), nested, context, children);
  return (source, context, children) =>
    (resolve(source, args, context) as unknown[]).map((item) => writeNested(item, nested, context, children));
}

function writeNested(value: unknown, plan: NodePlan, context: GraphContext, children: Children[]): unknown {
  return value === null || value === undefined ? null : writeNode(value, plan, context, children);
}

/** The object of one line; the rows of its connections are added to `children`. */
export function writeNode(
  source: unknown,
  plan: NodePlan,
  context: GraphContext,
  children: Children[],
): Record<string, unknown> {
  const line: Record<string, unknown> = {};
  for (const field of plan.fields) line[field.key] = field.write(source, context, children);
  if (plan.connections.length > 0) {
    const parentId = String(plan.id?.(source, {}, context) ?? '');
    for (const connection of plan.connections) connection(source, context, children, parentId);
  }
  return line;
}
