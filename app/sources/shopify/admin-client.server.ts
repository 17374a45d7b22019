import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '#app/platform/log.server.ts';
import type { ApiBudget } from './api-budget.server.ts';

/** Speaks Shopify's Admin GraphQL API for one shop. */
export type AdminClient = {
  readonly domain: string;
  /** Runs a document and returns its data. Waits where Shopify throttles; throws AdminApiError for all else. */
  graphql<Data>(document: string, variables?: Record<string, unknown>): Promise<Data>;
  /** What Shopify last said of the shop's budget of query points; null before the first answer. */
  budget(): Budget | null;
};

/** Query points: how many there are now, at most, and how many come back a second. */
export type Budget = { available: number; maximum: number; restoreRate: number };

/** Gives a token that is good now; `refused` names the one that Shopify has just turned down. Empty if there is none. */
export type TokenSource = (refused?: string) => Promise<string>;

/** Shopify answered, and the answer is no. `retriable` says whether the same call can succeed later. */
class AdminApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly retriable: boolean;

  constructor(message: string, details: { status: number; code: string; retriable: boolean }) {
    super(message);
    this.name = 'AdminApiError';
    this.status = details.status;
    this.code = details.code;
    this.retriable = details.retriable;
  }
}

const API_VERSION = '2026-07';
const TRIES = 8;
const LONGEST_WAIT_MS = 32_000;

type Answer = {
  data?: unknown;
  errors?: { message: string; extensions?: { code?: string } }[] | string;
  extensions?: { cost?: Cost };
};
type Cost = {
  requestedQueryCost: number;
  /** Absent for a call that was turned away. */
  actualQueryCost?: number | null;
  throttleStatus: { currentlyAvailable: number; maximumAvailable: number; restoreRate: number };
};

/** Points taken for a document of which nobody knows yet what it costs. */
const UNKNOWN_COST = 50;
/** What each document cost when it was last sent. */
const requestedCosts = new Map<string, number>();

/**
 * A client over global fetch. Idempotent documents only: a call whose answer was lost is sent again. With a shared budget each call
 * takes its points before it is sent, so that workers do not throttle each other.
 */
export function adminClient(domain: string, token: TokenSource, shared?: ApiBudget): AdminClient {
  let budget: Budget | null = null;
  const heard = ({ throttleStatus }: Cost) => {
    budget = {
      available: throttleStatus.currentlyAvailable,
      maximum: throttleStatus.maximumAvailable,
      restoreRate: throttleStatus.restoreRate,
    };
  };
  return {
    domain,
    async graphql<Data>(document: string, variables: Record<string, unknown> = {}) {
      const body = JSON.stringify({ query: document, variables });
      return (await callUntilAnswered({ domain, heard, spend: spender(document, shared) }, token, body)) as Data;
    },
    budget: () => budget,
  };
}

type Spender = { take(): Promise<void>; settle(cost: Cost): Promise<void> };
type Shopify = { domain: string; heard: (cost: Cost) => void; spend: Spender };

function spender(document: string, shared: ApiBudget | undefined): Spender {
  let reserved = UNKNOWN_COST;
  return {
    take: async () => {
      reserved = requestedCosts.get(document) ?? UNKNOWN_COST;
      await shared?.take(reserved);
    },
    settle: async ({ requestedQueryCost, actualQueryCost = null, throttleStatus }) => {
      requestedCosts.set(document, requestedQueryCost);
      await shared?.settle({
        reserved,
        actual: actualQueryCost,
        currentlyAvailable: throttleStatus.currentlyAvailable,
        maximum: throttleStatus.maximumAvailable,
        restoreRate: throttleStatus.restoreRate,
      });
    },
  };
}

async function callUntilAnswered(shopify: Shopify, token: TokenSource, body: string): Promise<unknown> {
  let refused: string | undefined;
  for (let attempt = 1; ; attempt++) {
    const accessToken = await token(refused);
    await shopify.spend.take();
    const step = await attemptCall(shopify, accessToken, body, attempt);
    if ('data' in step) {
      return step.data;
    }
    const isRefused = step.error.status === 401;
    if (attempt === TRIES || !step.error.retriable || (isRefused && refused === accessToken)) {
      throw step.error;
    }
    refused = isRefused ? accessToken : undefined;
    await sleep(step.waitMs);
  }
}

type Step = { data: unknown } | { error: AdminApiError; waitMs: number };

async function attemptCall(
  { domain, heard, spend }: Shopify,
  accessToken: string,
  body: string,
  attempt: number,
): Promise<Step> {
  let response: Response;
  try {
    response = await fetch(`https://${domain}/admin/api/${API_VERSION}/graphql.json`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-shopify-access-token': accessToken },
      body,
      signal: AbortSignal.timeout(60_000),
    });
  } catch (cause) {
    const error = new AdminApiError(`Shopify could not be reached: ${String(cause)}`, {
      status: 0,
      code: 'NETWORK',
      retriable: true,
    });
    return { error, waitMs: backoff(attempt) };
  }
  if (!response.ok) {
    return refusal(response, attempt);
  }
  const answer = (await response.json()) as Answer;
  if (answer.extensions?.cost) {
    heard(answer.extensions.cost);
    await spend.settle(answer.extensions.cost);
  }
  return readAnswer(answer, attempt);
}

async function refusal(response: Response, attempt: number): Promise<Step> {
  const text = (await response.text()).slice(0, 300);
  const retriable = response.status === 401 || response.status === 429 || response.status >= 500;
  const error = new AdminApiError(`Shopify answered ${response.status}: ${text}`, {
    status: response.status,
    code: response.status === 401 ? 'UNAUTHORIZED' : 'HTTP',
    retriable,
  });
  const askedSeconds = Number(response.headers.get('retry-after'));
  const waitMs =
    response.status === 401 ? 0 : askedSeconds > 0 ? Math.min(askedSeconds * 1000, LONGEST_WAIT_MS) : backoff(attempt);
  return { error, waitMs };
}

function readAnswer(answer: Answer, attempt: number): Step {
  const errors = typeof answer.errors === 'string' ? [{ message: answer.errors }] : (answer.errors ?? []);
  const throttled = errors.some((error) => error.extensions?.code === 'THROTTLED');
  if (errors.length === 0) {
    return { data: answer.data };
  }
  if (!throttled && answer.data) {
    // Fields that the shop has not granted come as null beside an error: the rest is still good.
    log('warn', 'Shopify answered in part', { code: errors[0]?.extensions?.code ?? '' });
    return { data: answer.data };
  }
  const code = errors[0]?.extensions?.code ?? 'GRAPHQL';
  const error = new AdminApiError(errors.map((e) => e.message).join('; '), { status: 200, code, retriable: throttled });
  return { error, waitMs: throttled ? waitForBucket(answer.extensions?.cost, attempt) : 0 };
}

/** Time until the leaky bucket holds enough for the call again, with jitter so that workers do not return together. */
function waitForBucket(cost: Cost | undefined, attempt: number): number {
  const missing = cost ? cost.requestedQueryCost - cost.throttleStatus.currentlyAvailable : 0;
  const refill = cost ? (missing / cost.throttleStatus.restoreRate) * 1000 : 0;
  return Math.min(LONGEST_WAIT_MS, Math.max(refill, backoff(attempt) / 4)) * (1 + Math.random() / 4);
}

/** Exponential with full jitter: 1, 2, 4 … 32 seconds at the most. */
function backoff(attempt: number): number {
  return Math.min(LONGEST_WAIT_MS, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);
}
