import { announce } from '../actions/site.ts';
import { segmentPayload } from '../webhooks/shop-payload.ts';
import { freshId, parseGid, toGid } from '../world/gid.ts';
import { now } from '../world/instant.ts';
import type { StoredSegment } from '../world/shop-store.ts';
import type { Args, FieldTable, GraphContext } from './graph-context.ts';
import { segmentQueryError } from './segment-query.ts';
import { type UserError, userError } from './user-errors.ts';

function problems(context: GraphContext, name: unknown, query: unknown, self: StoredSegment | null): UserError[] {
  const errors: UserError[] = [];
  if (typeof name === 'string') {
    if (name.trim() === '') errors.push(userError(['name'], "Name can't be blank"));
    const taken = [...context.store.segments.values()].some((segment) => segment !== self && segment.name === name);
    if (taken) errors.push(userError(['name'], 'Name has already been taken'));
  }
  const fault = typeof query === 'string' ? segmentQueryError(query) : null;
  if (fault) errors.push(userError(['query'], fault));
  return errors;
}

function create(args: Args, context: GraphContext): Record<string, unknown> {
  const userErrors = problems(context, args.name, args.query, null);
  if (userErrors.length > 0) return { segment: null, userErrors };
  const at = now();
  const segment = {
    id: freshId(),
    name: String(args.name),
    query: String(args.query),
    creationDate: at,
    lastEditDate: at,
  };
  context.store.segments.set(segment.id, segment);
  announce(context, 'segments/create', segmentPayload(segment));
  return { segment, userErrors: [] };
}

function segmentOf(args: Args, context: GraphContext): StoredSegment | null {
  return context.store.segments.get(parseGid(String(args.id))?.id ?? '') ?? null;
}

const MISSING = [userError(['id'], 'Segment does not exist')];

function update(args: Args, context: GraphContext): Record<string, unknown> {
  const segment = segmentOf(args, context);
  if (!segment) return { segment: null, userErrors: MISSING };
  const userErrors = problems(context, args.name, args.query, segment);
  if (userErrors.length > 0) return { segment: null, userErrors };
  if (typeof args.name === 'string') segment.name = args.name;
  if (typeof args.query === 'string') segment.query = args.query;
  segment.lastEditDate = now();
  announce(context, 'segments/update', segmentPayload(segment));
  return { segment, userErrors: [] };
}

function remove(args: Args, context: GraphContext): Record<string, unknown> {
  const segment = segmentOf(args, context);
  if (!segment) return { deletedSegmentId: null, userErrors: MISSING };
  context.store.segments.delete(segment.id);
  announce(context, 'segments/delete', segmentPayload(segment));
  return { deletedSegmentId: toGid('Segment', segment.id), userErrors: [] };
}

export const SEGMENT_MUTATIONS: FieldTable<unknown> = {
  segmentCreate: (_root, args, context) => create(args, context),
  segmentUpdate: (_root, args, context) => update(args, context),
  segmentDelete: (_root, args, context) => remove(args, context),
};
