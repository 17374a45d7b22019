import { createHash } from 'node:crypto';
import { parseGid, toGid } from '../world/gid.ts';
import type { ShopStore, StoredDefinition, StoredMetafield } from '../world/shop-store.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { type Page, paginateList } from './page.ts';

const APP_NAMESPACE = 'app--148000000001';

/** "$app" and "$app:x" in the form Shopify stores and answers. */
export function fullNamespace(namespace: string | null | undefined): string {
  if (!namespace || namespace === '$app') return APP_NAMESPACE;
  return namespace.startsWith('$app:') ? `${APP_NAMESPACE}--${namespace.slice(5)}` : namespace;
}

/** What compareDigest must equal for a compare-and-set. */
export function digestOf(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}

function metafieldsOf(store: ShopStore, ownerGid: string, args: Args): StoredMetafield[] {
  const all = store.metafields.get(ownerGid) ?? [];
  const namespace = args.namespace as string | null | undefined;
  const keys = args.keys as string[] | null | undefined;
  const wanted = namespace ? fullNamespace(namespace) : null;
  return all.filter(
    (field) =>
      (wanted === null || field.namespace === wanted) && (!keys || keys.includes(`${field.namespace}.${field.key}`)),
  );
}

/** `metafield` and `metafields` for any owner. */
export function metafieldFieldsFor<Source extends { id: string }>(ownerType: string): FieldTable<Source> {
  return {
    metafield: (source, args, context) =>
      metafieldsOf(context.store, toGid(ownerType, source.id), { namespace: args.namespace ?? '$app' }).find(
        (field) => field.key === args.key,
      ) ?? null,
    metafields: (source, args, context): Page<StoredMetafield> =>
      paginateList(metafieldsOf(context.store, toGid(ownerType, source.id), args), args, context),
  };
}

function ownerTypeOf(gid: string): string {
  return (parseGid(gid)?.type ?? 'SHOP').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase();
}

export const METAFIELD_FIELDS: FieldTable<StoredMetafield> = {
  id: (field) => toGid('Metafield', field.id),
  legacyResourceId: (field) => field.id,
  compareDigest: (field) => digestOf(field.value),
  jsonValue: (field) => (/^(json|list\.|number_|boolean)/.test(field.type) ? JSON.parse(field.value) : field.value),
  ownerType: (field) => ownerTypeOf(field.ownerGid),
  sizeInBytes: (field) => Buffer.byteLength(field.value),
  definition: (field, _args, context) => definitionOf(context, field),
};

function definitionOf(context: GraphContext, field: StoredMetafield): StoredDefinition | null {
  const key = `${ownerTypeOf(field.ownerGid)}/${field.namespace}/${field.key}`;
  return context.store.definitions.get(key) ?? null;
}

export const METAFIELD_DEFINITION_FIELDS: FieldTable<StoredDefinition> = {
  id: (definition) => toGid('MetafieldDefinition', definition.id),
  type: (definition) => ({ name: definition.type, category: definition.type.split('_')[0] }),
  validationStatus: () => 'ALL_VALID',
};
