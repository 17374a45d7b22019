import {
  type DocumentNode,
  execute,
  type FragmentDefinitionNode,
  type GraphQLError,
  Kind,
  type OperationDefinitionNode,
  parse,
  validate,
} from 'graphql';
import { newEventId } from '../webhooks/webhook-headers.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { actualCost } from './actual-cost.ts';
import { adminSchema } from './admin-schema.ts';
import type { GraphContext } from './graph-context.ts';
import { requestedCost } from './query-cost.ts';
import { registerFields, resolveField, resolveType } from './resolve-field.ts';
import { TYPE_FIELDS } from './type-fields.ts';

for (const [typeName, table] of TYPE_FIELDS) registerFields(typeName, table);

export type GraphRequest = { query: string; variables?: Record<string, unknown> | null; operationName?: string | null };

/** The body of an Admin API answer; the HTTP status is 200 whatever it says. */
export type GraphAnswer = { data?: unknown; errors?: unknown[]; extensions?: Record<string, unknown> };

const MAXIMUM_COST = 1_000;
const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** Parses and validates once per text. */
function documentOf(query: string): DocumentNode | readonly GraphQLError[] {
  let found = documents.get(query);
  if (!found) {
    found = checked(query);
    if (documents.size > 500) documents.clear();
    documents.set(query, found);
  }
  return found;
}

function checked(query: string): DocumentNode | readonly GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(adminSchema().schema, document);
    return errors.length > 0 ? errors : document;
  } catch (error) {
    return [error as GraphQLError];
  }
}

function operationOf(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode | null {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION && (!name || definition.name?.value === name)) return definition;
  }
  return null;
}

function fragmentsOf(document: DocumentNode): Map<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** One Admin API request: validation against the real schema, cost and throttling, scopes, execution. */
export async function executeRequest(
  world: World,
  shop: LiveShop,
  request: GraphRequest,
  forceThrottle = false,
): Promise<GraphAnswer> {
  const document = documentOf(request.query);
  if (!('kind' in document)) return { errors: document.map((error) => validationError(error)) };
  const operation = operationOf(document, request.operationName);
  if (!operation) return { errors: [{ message: 'No operation found.' }] };
  const variables = request.variables ?? {};
  const requested = requestedCost(operation, {
    schema: adminSchema().schema,
    variables,
    fragments: fragmentsOf(document),
  });
  if (requested > MAXIMUM_COST) return { errors: [tooExpensive(requested)] };
  if (forceThrottle || !shop.bucket.take(requested)) return throttled(shop, requested);
  return run(world, shop, { document, operation, variables, requested });
}

type Prepared = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
  requested: number;
};

async function run(world: World, shop: LiveShop, prepared: Prepared): Promise<GraphAnswer> {
  const context: GraphContext = { world, shop, store: shop.store, eventId: newEventId(), unpaged: false };
  const result = await execute({
    schema: adminSchema().schema,
    document: prepared.document,
    operationName: prepared.operation.name?.value ?? null,
    variableValues: prepared.variables,
    contextValue: context,
    fieldResolver: resolveField,
    typeResolver: resolveType,
  });
  const actual = actualCost(result.data, prepared.requested, prepared.operation.operation === 'mutation');
  shop.bucket.giveBack(prepared.requested - actual);
  return {
    ...(result.data === undefined ? {} : { data: result.data }),
    ...(result.errors ? { errors: result.errors.map((error) => error.toJSON()) } : {}),
    extensions: cost(shop, prepared.requested, actual),
  };
}

function cost(shop: LiveShop, requestedQueryCost: number, actualQueryCost: number | null): Record<string, unknown> {
  return { cost: { requestedQueryCost, actualQueryCost, throttleStatus: shop.bucket.status() } };
}

function throttled(shop: LiveShop, requested: number): GraphAnswer {
  const extensions = { code: 'THROTTLED', documentation: 'https://shopify.dev/api/usage/rate-limits' };
  return { errors: [{ message: 'Throttled', extensions }], extensions: cost(shop, requested, null) };
}

function tooExpensive(requested: number): Record<string, unknown> {
  return {
    message: `Query cost is ${requested}, which exceeds the single query max cost limit (${MAXIMUM_COST}).`,
    extensions: {
      code: 'MAX_COST_EXCEEDED',
      cost: requested,
      maxCost: MAXIMUM_COST,
      documentation: 'https://shopify.dev/api/usage/rate-limits',
    },
  };
}

function validationError(error: GraphQLError): Record<string, unknown> {
  const isMissing = /Cannot query field/.test(error.message);
  return { ...error.toJSON(), extensions: { code: isMissing ? 'undefinedField' : 'invalid' } };
}
