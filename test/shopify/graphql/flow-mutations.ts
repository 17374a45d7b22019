import { parseGid } from '../world/gid.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { type UserError, userError } from './user-errors.ts';

/** Largest payload of a trigger, in bytes. */
const LARGEST = 50_000;

function problems(args: Args, context: GraphContext): UserError[] {
  const payload = args.payload as Record<string, unknown> | null | undefined;
  if (!args.handle || !payload) return [userError(['handle'], 'A handle and a payload are needed.')];
  if (JSON.stringify(payload).length > LARGEST) return [userError(['payload'], 'Payload is too large.')];
  const customerId = payload.customer_id === undefined ? null : String(payload.customer_id);
  const isUnknown = customerId !== null && !context.store.customers.has(parseGid(customerId)?.id ?? customerId);
  return isUnknown ? [userError(['payload', 'customer_id'], 'Customer does not exist')] : [];
}

/** Starts the workflows that wait for a trigger; here it is only written down. */
function receive(args: Args, context: GraphContext): Record<string, unknown> {
  const userErrors = problems(args, context);
  if (userErrors.length === 0) {
    const payload = args.payload as Record<string, unknown>;
    context.shop.flowTriggers.push({ handle: String(args.handle), payload });
  }
  return { userErrors };
}

export const FLOW_MUTATIONS: FieldTable<unknown> = {
  flowTriggerReceive: (_root, args, context) => receive(args, context),
};
