import type { StandIn } from '../start.ts';
import type { LiveShop } from '../world/live-shop.ts';

export type GraphAnswer = {
  status: number;
  data: Record<string, never>;
  errors?: { message: string; extensions?: { code?: string } }[];
  extensions?: {
    cost: {
      requestedQueryCost: number;
      actualQueryCost: number | null;
      throttleStatus: { currentlyAvailable: number };
    };
  };
};

/** Calls the Admin API of a shop as the app's server would, with a good token unless another is given. */
export function graphClient(standIn: StandIn, shop: LiveShop, token = shop.tokens.issueOffline(true).access.token) {
  return async (query: string, variables: Record<string, unknown> = {}): Promise<GraphAnswer> => {
    const answer = await fetch(`${standIn.apiUrl}/admin/api/2026-07/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-standin-host': shop.domain, 'x-shopify-access-token': token },
      body: JSON.stringify({ query, variables }),
    });
    return { status: answer.status, ...((await answer.json()) as Omit<GraphAnswer, 'status'>) };
  };
}

type Operation = {
  id: string;
  status: string;
  errorCode: string | null;
  objectCount: string;
  url: string | null;
  partialDataUrl: string | null;
};

const RUN =
  'mutation($q:String!,$g:Boolean!){bulkOperationRunQuery(query:$q,groupObjects:$g){bulkOperation{id status}userErrors{code message}}}';
const POLL = '{bulkOperation(id:"ID"){id status errorCode objectCount url partialDataUrl}}';

/** Starts a bulk operation and waits for its end. */
export async function runBulk(
  client: ReturnType<typeof graphClient>,
  query: string,
  groupObjects = false,
): Promise<Operation> {
  const started = (await client(RUN, { q: query, g: groupObjects })).data as unknown as {
    bulkOperationRunQuery: { bulkOperation: { id: string } | null; userErrors: { message: string }[] };
  };
  const { bulkOperation, userErrors } = started.bulkOperationRunQuery;
  if (!bulkOperation) throw new Error(userErrors.map((error) => error.message).join('; '));
  for (;;) {
    const polled = (await client(POLL.replace('ID', bulkOperation.id))).data as unknown as { bulkOperation: Operation };
    if (!['CREATED', 'RUNNING', 'CANCELING'].includes(polled.bulkOperation.status)) return polled.bulkOperation;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

export async function linesAt(url: string): Promise<Record<string, unknown>[]> {
  const text = await (await fetch(url)).text();
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
