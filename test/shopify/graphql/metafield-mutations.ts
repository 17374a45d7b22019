import { freshId } from '../world/gid.ts';
import { now } from '../world/instant.ts';
import type { StoredDefinition, StoredMetafield } from '../world/shop-store.ts';
import { announceMetafieldOwner } from './customer-mutations.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { digestOf, fullNamespace } from './metafield-fields.ts';
import { nodeById } from './query-root.ts';
import { type UserError, userError } from './user-errors.ts';

type SetInput = {
  ownerId: string;
  namespace?: string | null;
  key: string;
  type?: string | null;
  value: string;
  compareDigest?: string | null;
};

const MAXIMUM = 25;

function existing(
  context: GraphContext,
  input: { ownerId: string; namespace?: string | null; key: string },
): StoredMetafield | undefined {
  const namespace = fullNamespace(input.namespace);
  return context.store.metafields
    .get(input.ownerId)
    ?.find((field) => field.namespace === namespace && field.key === input.key);
}

const CHECKS: Record<string, RegExp> = {
  number_integer: /^-?\d+$/,
  number_decimal: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  date_time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/,
};

function errorOf(context: GraphContext, input: SetInput, index: number): UserError | null {
  const at = (field: string): string[] => ['metafields', String(index), field];
  if (!nodeById(input.ownerId, context)) return userError(at('ownerId'), 'Owner does not exist.', 'INVALID');
  const current = existing(context, input);
  const type = input.type ?? current?.type;
  if (!type) return userError(at('type'), "Type can't be blank", 'BLANK');
  if (input.value === '') return userError(at('value'), "Value can't be blank.", 'BLANK');
  if (CHECKS[type] && !CHECKS[type].test(input.value))
    return userError(at('value'), `Value must be a valid ${type}.`, 'INVALID_VALUE');
  const expected = input.compareDigest;
  const stale = expected !== undefined && expected !== (current ? digestOf(current.value) : null);
  return stale
    ? userError(at('compareDigest'), 'The resource has been updated since it was loaded.', 'STALE_OBJECT')
    : null;
}

/** All or none, at most 25. */
function setMetafields(args: Args, context: GraphContext): Record<string, unknown> {
  const inputs = args.metafields as SetInput[];
  if (inputs.length > MAXIMUM) {
    return {
      metafields: null,
      userErrors: [
        userError(
          ['metafields'],
          `Exceeded the maximum metafields input limit of ${MAXIMUM}.`,
          'LESS_THAN_OR_EQUAL_TO',
        ),
      ],
    };
  }
  const errors = inputs.flatMap((input, index) => errorOf(context, input, index) ?? []);
  if (errors.length > 0) return { metafields: null, userErrors: errors };
  const metafields = inputs.map((input) => writeMetafield(context, input));
  for (const ownerId of new Set(inputs.map((input) => input.ownerId))) announceMetafieldOwner(context, ownerId);
  return { metafields, userErrors: [] };
}

function writeMetafield(context: GraphContext, input: SetInput): StoredMetafield {
  const current = existing(context, input);
  const at = now();
  if (current) return Object.assign(current, { value: input.value, type: input.type ?? current.type, updatedAt: at });
  const created: StoredMetafield = {
    id: freshId(),
    ownerGid: input.ownerId,
    namespace: fullNamespace(input.namespace),
    key: input.key,
    type: input.type ?? 'single_line_text_field',
    value: input.value,
    createdAt: at,
    updatedAt: at,
  };
  context.store.metafields.set(input.ownerId, [...(context.store.metafields.get(input.ownerId) ?? []), created]);
  return created;
}

type Identifier = { ownerId: string; namespace: string; key: string };

function deleteMetafields(args: Args, context: GraphContext): Record<string, unknown> {
  const deleted = (args.metafields as Identifier[]).map((input) => {
    const found = existing(context, input);
    if (!found) return null;
    const others = context.store.metafields.get(input.ownerId)?.filter((field) => field !== found) ?? [];
    context.store.metafields.set(input.ownerId, others);
    announceMetafieldOwner(context, input.ownerId);
    return { ownerId: input.ownerId, namespace: found.namespace, key: found.key };
  });
  return { deletedMetafields: deleted, userErrors: [] };
}

type DefinitionInput = {
  name: string;
  namespace?: string | null;
  key: string;
  ownerType: string;
  type: string;
  description?: string | null;
  pin?: boolean;
};

function createDefinition(args: Args, context: GraphContext): Record<string, unknown> {
  const input = args.definition as DefinitionInput;
  const { definitions } = context.store;
  const mapKey = `${input.ownerType}/${fullNamespace(input.namespace)}/${input.key}`;
  if (definitions.has(mapKey)) {
    const message = `Key is in use for ${input.ownerType} metafields on the '${input.namespace ?? '$app'}' namespace.`;
    return { createdDefinition: null, userErrors: [userError(['definition', 'key'], message, 'TAKEN')] };
  }
  const definition: StoredDefinition = {
    id: freshId(),
    name: input.name,
    namespace: fullNamespace(input.namespace),
    key: input.key,
    ownerType: input.ownerType,
    type: input.type,
    description: input.description ?? null,
    pinnedPosition: input.pin ? definitions.size + 1 : null,
  };
  definitions.set(mapKey, definition);
  return { createdDefinition: definition, userErrors: [] };
}

export const METAFIELD_MUTATIONS: FieldTable<unknown> = {
  metafieldsSet: (_root, args, context) => setMetafields(args, context),
  metafieldsDelete: (_root, args, context) => deleteMetafields(args, context),
  metafieldDefinitionCreate: (_root, args, context) => createDefinition(args, context),
};
