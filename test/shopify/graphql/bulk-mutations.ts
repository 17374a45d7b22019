import { parse, validate } from 'graphql';
import { BulkQueryError, compileBulkQuery } from '../bulk/compile-plan.ts';
import { runBulkQuery } from '../bulk/run-bulk-query.ts';
import { parseGid, toGid } from '../world/gid.ts';
import { adminSchema } from './admin-schema.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { type UserError, userError } from './user-errors.ts';

/** What Shopify refuses at once; a missing scope is found only when the operation runs. */
function problems(query: string, context: GraphContext): UserError[] {
  try {
    const document = parse(query);
    const invalid = validate(adminSchema().schema, document);
    if (invalid.length > 0)
      return invalid.map((error) => userError(['query'], `Invalid bulk query: ${error.message}`, 'INVALID'));
    compileBulkQuery(document, context);
    return [];
  } catch (error) {
    if (error instanceof BulkQueryError && error.accessDenied) return [];
    return [userError(['query'], `Invalid bulk query: ${error instanceof Error ? error.message : ''}`, 'INVALID')];
  }
}

function start(args: Args, context: GraphContext): Record<string, unknown> {
  const query = String(args.query);
  const { bulk } = context.shop;
  if (bulk.isFull()) {
    const message = 'The limit of 5 concurrent bulk query operations for this app and shop is reached.';
    return { bulkOperation: null, userErrors: [userError(null, message, 'LIMIT_REACHED')] };
  }
  const background: GraphContext = { ...context, unpaged: true };
  const userErrors = problems(query, background);
  if (userErrors.length > 0) return { bulkOperation: null, userErrors };
  const operation = bulk.open(query);
  void runBulkQuery({
    operation,
    document: parse(query),
    context: background,
    groupObjects: args.groupObjects === true,
  });
  return { bulkOperation: { ...operation }, userErrors: [] };
}

function cancel(args: Args, context: GraphContext): Record<string, unknown> {
  const operation = context.shop.bulk.find(parseGid(String(args.id))?.id ?? '');
  if (!operation) return { bulkOperation: null, userErrors: [userError(['id'], 'Bulk operation does not exist')] };
  if (operation.status === 'CREATED' || operation.status === 'RUNNING') {
    operation.status = 'CANCELING';
    return { bulkOperation: operation, userErrors: [] };
  }
  const message = `A bulk operation cannot be canceled when it is ${operation.status.toLowerCase()}: ${toGid('BulkOperation', operation.id)}`;
  return { bulkOperation: operation, userErrors: [userError(null, message)] };
}

export const BULK_MUTATIONS: FieldTable<unknown> = {
  bulkOperationRunQuery: (_root, args, context) => start(args, context),
  bulkOperationCancel: (_root, args, context) => cancel(args, context),
};
