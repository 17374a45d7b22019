import { GraphQLError } from 'graphql';
import { compareIds } from '../world/gid.ts';
import type { Args, GraphContext } from './graph-context.ts';

/** What a connection field answers; `nodes`, `edges` and `pageInfo` are read from it by name. */
export type Page<Row> = {
  nodes: Row[];
  edges: { node: Row; cursor: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  totalCount: number;
};

/** How rows are ordered: by a key, then by id. */
export type Ordering<Row> = { key: (row: Row) => string | number; id: (row: Row) => string };

const MAXIMUM = 250;

function compareKeys(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

export function comparator<Row>(ordering: Ordering<Row>): (left: Row, right: Row) => number {
  return (left, right) =>
    compareKeys(ordering.key(left), ordering.key(right)) || compareIds(ordering.id(left), ordering.id(right));
}

function encodeCursor<Row>(ordering: Ordering<Row>, row: Row): string {
  return Buffer.from(JSON.stringify([ordering.key(row), ordering.id(row)])).toString('base64url');
}

function decodeCursor(cursor: string): [string | number, string] {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [string | number, string];
  } catch {
    throw new GraphQLError(`Invalid cursor for current pagination sort: ${cursor}.`);
  }
}

/** Index of the first row after the cursor's place, in rows sorted ascending. */
function placeAfter<Row>(rows: readonly Row[], ordering: Ordering<Row>, cursor: string, inclusive: boolean): number {
  const [key, id] = decodeCursor(cursor);
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle] as Row;
    const order = compareKeys(ordering.key(row), key) || compareIds(ordering.id(row), id);
    if (order < 0 || (order === 0 && !inclusive)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function size(args: Args, maximum: number): number {
  const wanted = (args.first ?? args.last) as number | null | undefined;
  if (wanted === null || wanted === undefined) {
    throw new GraphQLError('you must provide one of first or last', { extensions: { code: 'BAD_REQUEST' } });
  }
  if (wanted > maximum) {
    throw new GraphQLError(`The first or last argument must not exceed ${maximum}.`, {
      extensions: { code: 'BAD_REQUEST' },
    });
  }
  return wanted;
}

/** Rows between the cursors of the arguments, as positions in `rows` (ascending) whatever the direction. */
function bounds<Row>(rows: readonly Row[], args: Args, ordering: Ordering<Row>): { from: number; to: number } {
  const reverse = args.reverse === true;
  const after = args.after as string | null | undefined;
  const before = args.before as string | null | undefined;
  const lowCursor = reverse ? before : after;
  const highCursor = reverse ? after : before;
  return {
    from: lowCursor ? placeAfter(rows, ordering, lowCursor, false) : 0,
    to: highCursor ? placeAfter(rows, ordering, highCursor, true) : rows.length,
  };
}

/** One page of rows that are sorted ascending by `ordering`. */
export function paginate<Row>(
  rows: readonly Row[],
  args: Args,
  context: GraphContext,
  ordering: Ordering<Row>,
  maximum = MAXIMUM,
): Page<Row> {
  if (context.unpaged)
    return pageOf(args.reverse === true ? [...rows].reverse() : [...rows], ordering, false, false, rows.length);
  const limit = size(args, maximum);
  const { from, to } = bounds(rows, args, ordering);
  const reverse = args.reverse === true;
  const takeLow = (typeof args.first === 'number') !== reverse;
  const low = takeLow ? from : Math.max(from, to - limit);
  const high = takeLow ? Math.min(to, from + limit) : to;
  const slice = rows.slice(low, high);
  if (reverse) slice.reverse();
  const [hasLower, hasHigher] = [low > 0, high < rows.length];
  return pageOf(slice, ordering, reverse ? hasLower : hasHigher, reverse ? hasHigher : hasLower, rows.length);
}

/** A page over a short list in its given order. */
export function paginateList<Row>(rows: readonly Row[], args: Args, context: GraphContext): Page<Row> {
  const numbered = rows.map((row, index) => ({ row, index }));
  const ordering: Ordering<{ row: Row; index: number }> = { key: (entry) => entry.index, id: () => '0' };
  const page = paginate(numbered, args, context, ordering);
  return {
    ...page,
    nodes: page.nodes.map((entry) => entry.row),
    edges: page.edges.map((edge) => ({ node: edge.node.row, cursor: edge.cursor })),
  };
}

function pageOf<Row>(
  nodes: Row[],
  ordering: Ordering<Row>,
  hasNextPage: boolean,
  hasPreviousPage: boolean,
  totalCount: number,
): Page<Row> {
  const [first, last] = [nodes[0], nodes.at(-1)];
  return {
    nodes,
    get edges() {
      return nodes.map((node) => ({ node, cursor: encodeCursor(ordering, node) }));
    },
    pageInfo: {
      hasNextPage,
      hasPreviousPage,
      startCursor: first === undefined ? null : encodeCursor(ordering, first),
      endCursor: last === undefined ? null : encodeCursor(ordering, last),
    },
    totalCount,
  };
}
