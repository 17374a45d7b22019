/**
 * The smallest embedded app on the real library, to prove the stand-in: run with
 * `node --import ./test/shopify/preload.mjs test/shopify/testing/tiny-app.ts`. Prints its port when it listens.
 */
import '@shopify/shopify-app-remix/adapters/node';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiVersion, AppDistribution, shopifyApp } from '@shopify/shopify-app-remix/server';
import { MemorySessions } from './memory-sessions.ts';

const { SHOPIFY_API_KEY = '', SHOPIFY_API_SECRET = '', SHOPIFY_APP_URL = '', PORT = '0' } = process.env;

const shopify = shopifyApp({
  apiKey: SHOPIFY_API_KEY,
  apiSecretKey: SHOPIFY_API_SECRET,
  appUrl: SHOPIFY_APP_URL,
  apiVersion: ApiVersion.July26,
  authPathPrefix: '/auth',
  sessionStorage: new MemorySessions(),
  distribution: AppDistribution.AppStore,
  future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
});

const PAGE = (shop: string, path: string): string => `<!doctype html><html><head>
<meta name="shopify-api-key" content="${SHOPIFY_API_KEY}">
<script src="https://cdn.shopify.com/shopifycloud/app-bridge.js"></script></head>
<body style="font-family: system-ui; padding: 16px">
<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/profiles">Profiles</a><a href="/app/segments">Segments</a></ui-nav-menu>
<ui-title-bar title="Tiny app"><button variant="primary" onclick="shopify.toast.show('Primary clicked')">Create</button></ui-title-bar>
<h1 id="shop">${shop}</h1><p id="path">${path}</p>
<form data-save-bar data-discard-confirmation onsubmit="event.preventDefault(); shopify.toast.show('Saved')"><input name="name" aria-label="Name"></form>
<button id="call" onclick="fetch('/app/api').then((answer) => answer.json()).then((body) => { document.getElementById('answer').textContent = body.name; })">Call</button>
<output id="answer"></output>
<button id="open" onclick="document.getElementById('modal').show()">Modal</button>
<ui-modal id="modal"><p>In the modal</p><ui-title-bar title="A modal"><button variant="primary" onclick="document.getElementById('modal').hide()">Fine</button></ui-title-bar></ui-modal>
<a id="customer" href="shopify://admin/customers">Customers</a>
</body></html>`;

async function answer(request: Request): Promise<Response> {
  const url = new URL(request.url);
  if (url.pathname.startsWith('/webhooks/')) {
    const { topic } = await shopify.authenticate.webhook(request);
    return new Response(topic);
  }
  const { admin, session } = await shopify.authenticate.admin(request);
  if (url.pathname === '/app/api') {
    const result = await admin.graphql('{shop{name}}');
    const { data } = (await result.json()) as { data: { shop: { name: string } } };
    return Response.json({ name: data.shop.name, scope: session.scope, expires: session.expires });
  }
  const headers = new Headers({ 'content-type': 'text/html' });
  shopify.addDocumentResponseHeaders(request, headers);
  return new Response(PAGE(session.shop, url.pathname), { headers });
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', SHOPIFY_APP_URL);
  const method = request.method ?? 'GET';
  const body = await bodyOf(request);
  const web = new Request(url, {
    method,
    headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    ...(method === 'GET' || method === 'HEAD' ? {} : { body }),
  });
  const result = await answer(web).catch((thrown: unknown) => {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  });
  response.writeHead(result.status, Object.fromEntries(result.headers));
  response.end(Buffer.from(await result.arrayBuffer()));
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    response.writeHead(500);
    response.end(String(error));
  });
});
server.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`);
});
