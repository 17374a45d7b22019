import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { appBridgeScript } from '../browser/browser-files.ts';
import { serveBulkFile } from '../bulk/serve-bulk-file.ts';
import { runControl } from '../controls/run-control.ts';
import { executeRequest, type GraphRequest } from '../graphql/execute-request.ts';
import type { Fault } from '../graphql/fault-plan.ts';
import { answerTokenRequest } from '../tokens/token-endpoint.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { ANY_ORIGIN, type Handler, readBody, readFields, sendJson, sendText } from './http.ts';

const UNAUTHORIZED = { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' };

/** Everything the app's server calls, the files a bulk operation left, app-bridge.js and the controls. */
export function apiHandler(world: World): Handler {
  return async (request, response, url) => {
    const path = url.pathname;
    if (path === '/_health') return sendJson(response, 200, { ok: true, shops: [...world.shops.keys()] });
    if (path.startsWith('/_control/')) return control(world, request, response, path.slice('/_control/'.length));
    if (path === '/shopifycloud/app-bridge.js')
      return sendText(response, 200, 'text/javascript', appBridgeScript(world.addresses));
    if (path.startsWith('/bulk-operation-outputs/')) return serveBulkFile(world, request, response, path);
    return shopRequest(world, request, response, path);
  };
}

async function control(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  action: string,
): Promise<void> {
  if (request.method === 'OPTIONS') {
    response.writeHead(204, ANY_ORIGIN);
    response.end();
    return;
  }
  const answer = await runControl(world, action, request.method === 'POST' ? await readFields(request) : {});
  sendJson(response, answer.status, answer.body, ANY_ORIGIN);
}

async function shopRequest(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const shop = world.findShop(request.headers['x-standin-host']?.toString());
  if (!shop) return sendJson(response, 404, { errors: 'Not Found' });
  if (path === '/admin/oauth/access_token') {
    const answer = answerTokenRequest(world, shop, await readFields(request));
    return sendJson(response, answer.status, answer.body);
  }
  if (/^\/admin\/api\/[\w-]+\/graphql\.json$/.test(path)) return graphql(world, shop, request, response);
  sendJson(response, 404, { errors: 'Not Found' });
}

async function graphql(
  world: World,
  shop: LiveShop,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const fault = shop.faults.next();
  if (fault !== null && fault !== 'throttle') return answerFault(response, fault);
  const token = request.headers['x-shopify-access-token']?.toString() ?? '';
  const headers = { 'x-request-id': randomUUID(), 'x-shopify-api-version': '2026-07' };
  if (!shop.tokens.check(token)) return sendJson(response, 401, UNAUTHORIZED, headers);
  const answer = await executeRequest(world, shop, JSON.parse(body) as GraphRequest, fault === 'throttle');
  sendJson(response, 200, answer, headers);
}

function answerFault(response: ServerResponse, fault: Exclude<Fault, 'throttle'>): void {
  if (fault === 'reset') {
    response.destroy();
    return;
  }
  const body =
    fault === 429 ? { errors: 'Exceeded 2 calls per second for api client.' } : { errors: 'Internal Server Error' };
  sendJson(response, fault, body, fault === 429 ? { 'retry-after': '1.0' } : {});
}
