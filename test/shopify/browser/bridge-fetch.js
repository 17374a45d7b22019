import { idToken, isEmbedded, openOutside } from './bridge-core.js';

const plainFetch = window.fetch.bind(window);

function isOwnOrigin(input) {
  const address = input instanceof Request ? input.url : String(input);
  return new URL(address, location.href).origin === location.origin;
}

async function withToken(request, fresh) {
  const headers = new Headers(request.headers);
  if (fresh || !headers.has('authorization')) headers.set('authorization', `Bearer ${await idToken(fresh)}`);
  headers.set('x-requested-with', 'XMLHttpRequest');
  return new Request(request, { headers });
}

/** Calls to the app's own server carry a session token; one that the server finds stale is renewed once. */
async function bridgedFetch(input, init) {
  if (!isEmbedded || !isOwnOrigin(input)) return plainFetch(input, init);
  const request = new Request(input, init);
  const retry = request.clone();
  let response = await plainFetch(await withToken(request, false));
  if (response.status === 401 && response.headers.has('x-shopify-retry-invalid-session-request')) {
    response = await plainFetch(await withToken(retry, true));
  }
  const elsewhere = response.headers.get('x-shopify-api-request-failure-reauthorize-url');
  if (elsewhere) openOutside(new URL(elsewhere, location.href).href, '_top');
  return response;
}

window.fetch = bridgedFetch;

/** The bounce page: comes back to the page it was sent for, now with a token. */
async function bounce(target) {
  const url = new URL(target, location.href);
  url.searchParams.set('id_token', await idToken(true));
  location.replace(url.href);
}

const reload = new URLSearchParams(location.search).get('shopify-reload');
if (reload && isEmbedded) void bounce(reload);
