/**
 * Development and tests only: `node --import ./test/shopify/preload.mjs …` sends the app's calls for Shopify's hosts to the
 * stand-in at SHOPIFY_STANDIN_URL. Without that variable it does nothing. App code never imports it.
 *
 * `globalThis.fetch` becomes an accessor and not a value, because Remix's installGlobals() assigns another fetch later:
 * the setter takes that one as the inner fetch and the getter goes on answering this wrapper.
 */
const standIn = process.env.SHOPIFY_STANDIN_URL;

if (standIn) {
  if (process.env.NODE_ENV === 'production' && process.env.SHOPIFY_STANDIN_ALLOW_PRODUCTION_BUILD !== '1') {
    throw new Error('SHOPIFY_STANDIN_URL must not be set in production.');
  }
  installDetour(standIn);
}

function installDetour(target) {
  /** Shops, the admin, and the bucket that holds the results of bulk operations. */
  const detoured = /(^|\.)(myshopify\.com|admin\.shopify\.com|storage\.googleapis\.com)$/;
  let inner = globalThis.fetch;

  async function fetch(input, init) {
    const isRequest = typeof input === 'object' && input !== null && 'url' in input && 'headers' in input;
    const url = new URL(isRequest ? input.url : String(input));
    if (!detoured.test(url.hostname)) return inner(input, init);
    const headers = new Headers(init?.headers ?? (isRequest ? input.headers : undefined));
    headers.set('x-standin-host', url.hostname);
    const there = new URL(url.pathname + url.search, target).href;
    return inner(there, { ...(isRequest ? await partsOf(input, init) : {}), ...init, headers });
  }

  Object.defineProperty(globalThis, 'fetch', {
    configurable: true,
    enumerable: true,
    get: () => fetch,
    set(next) {
      if (next !== fetch) inner = next;
    },
  });
}

/** What of a Request a second request needs; its body is read here, as it can be read only once. */
async function partsOf(request, init) {
  const hasBody = init?.body === undefined && !/^(GET|HEAD)$/i.test(request.method);
  return {
    method: request.method,
    redirect: request.redirect,
    signal: request.signal,
    ...(hasBody ? { body: await request.arrayBuffer() } : {}),
  };
}
