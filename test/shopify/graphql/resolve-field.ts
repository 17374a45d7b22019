import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLTypeResolver,
  getNamedType,
  isNonNullType,
} from 'graphql';
import { accessError } from './access-check.ts';
import { emptyValue } from './empty-value.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { moneyBag, moneyV2 } from './money-fields.ts';

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
  if (isNonNullType(returnType) && getNamedType(returnType).name in ZEROES) return zeroField(fieldName, returnType);
  const fallback = emptyValue(returnType);
  return (source) => (source as Record<string, unknown> | null | undefined)?.[fieldName] ?? fallback;
}

const ZEROES: Record<string, (currency: string) => object> = {
  MoneyBag: (currency) => moneyBag('0', currency),
  MoneyV2: (currency) => moneyV2('0', currency),
};

/** An amount nobody keeps is nothing, in the shop's currency. */
function zeroField(fieldName: string, returnType: GraphQLOutputType): CompiledField {
  const zero = ZEROES[getNamedType(returnType).name];
  return (source, _args, context) =>
    (source as Record<string, unknown> | null)?.[fieldName] ?? zero?.(context.store.shop.currencyCode);
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
