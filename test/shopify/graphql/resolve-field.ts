import type { GraphQLFieldResolver, GraphQLOutputType, GraphQLTypeResolver } from 'graphql';
import { accessError } from './access-check.ts';
import { emptyValue } from './empty-value.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';

export type CompiledField = (source: unknown, args: Args, context: GraphContext) => unknown;

const tables = new Map<string, FieldTable<never>>();

/** Makes the resolvers of a type known. Done once, where the whole schema is put together. */
export function registerFields(typeName: string, table: FieldTable<never>): void {
  tables.set(typeName, table);
}

/** How a field of a type is answered: by its table, else by a property of the source, else by an empty value. */
export function compileField(typeName: string, fieldName: string, returnType: GraphQLOutputType): CompiledField {
  const own = tables.get(typeName)?.[fieldName] as CompiledField | undefined;
  if (own) return own;
  if (typeName === 'Mutation') return () => notImplemented(fieldName);
  const fallback = emptyValue(returnType);
  return (source) => (source as Record<string, unknown> | null | undefined)?.[fieldName] ?? fallback;
}

function notImplemented(mutation: string): Record<string, unknown> {
  return { userErrors: [{ field: null, message: `${mutation} is not available here.`, code: 'INVALID' }] };
}

const compiled = new Map<string, CompiledField>();

/** The one resolver of the whole schema. */
export const resolveField: GraphQLFieldResolver<unknown, GraphContext> = (source, args, context, info) => {
  const key = `${info.parentType.name}.${info.fieldName}`;
  const denied = accessError(context.shop, key, info.returnType);
  if (denied) throw denied;
  let field = compiled.get(key);
  if (!field) {
    field = compileField(info.parentType.name, info.fieldName, info.returnType);
    compiled.set(key, field);
  }
  return field(source, args as Args, context);
};

/** Sources of interfaces are tagged where they are made. */
export const resolveType: GraphQLTypeResolver<unknown, GraphContext> = (source) =>
  (source as { __typename?: string }).__typename;
