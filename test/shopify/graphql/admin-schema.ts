import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

type ScopeItem = {
  type: 'type' | 'field';
  typeName: string;
  fieldName?: string;
  requiredAccess: string;
  offlineScopes: string[];
};

type SchemaFile = { data: IntrospectionQuery; offline_scopes: { items: ScopeItem[] } };

/** Which scopes (any of them) open a type or a field, and Shopify's sentence about it. */
export type RequiredAccess = { anyOf: string[]; sentence: string };

export type AdminSchema = {
  schema: GraphQLSchema;
  /** Keyed "Type" or "Type.field". */
  access: Map<string, RequiredAccess>;
};

const SCHEMA_FILE = new URL('../../../node_modules/@shopify/dev-mcp/dist/data/admin_2026-07.json.gz', import.meta.url);

let loaded: AdminSchema | undefined;

/** Shopify's Admin API schema 2026-07, from the package that ships its introspection. Once per process, about 0.4 s. */
export function adminSchema(): AdminSchema {
  loaded ??= load();
  return loaded;
}

function load(): AdminSchema {
  const file = JSON.parse(gunzipSync(readFileSync(SCHEMA_FILE)).toString('utf8')) as SchemaFile;
  const access = new Map<string, RequiredAccess>();
  for (const item of file.offline_scopes.items) {
    if (item.offlineScopes.length === 0) continue;
    const key = item.fieldName ? `${item.typeName}.${item.fieldName}` : item.typeName;
    access.set(key, { anyOf: item.offlineScopes, sentence: item.requiredAccess });
  }
  return { schema: buildClientSchema(file.data), access };
}
