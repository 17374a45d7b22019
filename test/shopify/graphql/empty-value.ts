import { type GraphQLOutputType, getNullableType, isEnumType, isListType, isNonNullType, isScalarType } from 'graphql';

const SCALARS: Record<string, unknown> = {
  Int: 0,
  Float: 0,
  Boolean: false,
  UnsignedInt64: '0',
  Decimal: '0.0',
  Money: '0.00',
  DateTime: '1970-01-01T00:00:00Z',
  Date: '1970-01-01',
  URL: 'https://example.com/',
  ID: 'gid://shopify/Unknown/0',
  JSON: {},
};

const EMPTY_PAGE = {
  nodes: [],
  edges: [],
  pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  totalCount: 0,
};

/** What a field answers that the stand-in does not know: null where the schema allows, else an empty value of the type. */
export function emptyValue(type: GraphQLOutputType): unknown {
  if (!isNonNullType(type)) return null;
  const inner = getNullableType(type);
  if (isListType(inner)) return [];
  if (isEnumType(inner)) return inner.getValues()[0]?.value ?? null;
  if (isScalarType(inner)) return SCALARS[inner.name] ?? '';
  return 'name' in inner && inner.name.endsWith('Connection') ? EMPTY_PAGE : {};
}
