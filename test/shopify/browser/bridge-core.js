/* global SHELL_ORIGIN */

/** Parameters the shell adds to an address; they are not part of the app's own path. */
const LAUNCH_PARAMETERS = [
  'embedded',
  'hmac',
  'host',
  'id_token',
  'locale',
  'session',
  'shop',
  'timestamp',
  'shopify-reload',
];

const KEPT = 'app-bridge-config';

/** API key, host, shop and locale: from the address of the first page, kept for the pages after it. */
function readConfig() {
  const query = new URLSearchParams(location.search);
  const script = document.currentScript;
  const meta = document.querySelector('meta[name="shopify-api-key"]');
  const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}');
  const config = {
    apiKey: script?.dataset.apiKey ?? meta?.content ?? kept.apiKey ?? '',
    host: query.get('host') ?? kept.host ?? '',
    shop: query.get('shop') ?? kept.shop ?? '',
    locale: query.get('locale') ?? kept.locale ?? 'en',
  };
  sessionStorage.setItem(KEPT, JSON.stringify(config));
  return config;
}

export const config = readConfig();

/** The shell is the top window: a page in a modal of the app is one frame deeper. */
export const isEmbedded = window.top !== window;

/** The app's own path and query, without what the shell added. */
export function ownPath(address = location.href) {
  const url = new URL(address, location.href);
  for (const name of LAUNCH_PARAMETERS) url.searchParams.delete(name);
  return url.pathname + url.search + url.hash;
}

const listeners = new Map();
const pending = new Map();
let lastRequest = 0;

/** Tells the shell something. */
export function tell(type, detail = {}) {
  if (isEmbedded) window.top.postMessage({ bridge: true, type, ...detail }, SHELL_ORIGIN);
}

/** Asks the shell for something; rejects when it answers with an error, or when there is no shell. */
export function ask(method, parameters = {}) {
  if (!isEmbedded) return Promise.reject(new Error(`${method} needs the admin around the app.`));
  lastRequest += 1;
  const requestId = lastRequest;
  return new Promise((resolve, reject) => {
    pending.set(requestId, { resolve, reject });
    tell('request', { requestId, method, parameters });
  });
}

/** Hears what the shell says. */
export function onShell(type, listener) {
  listeners.set(type, listener);
}

function settle({ requestId, result, error }) {
  const waiting = pending.get(requestId);
  pending.delete(requestId);
  if (error === undefined) waiting?.resolve(result);
  else waiting?.reject(new Error(error));
}

window.addEventListener('message', ({ origin, source, data }) => {
  if (origin !== SHELL_ORIGIN || source !== window.top || !data?.shell) return;
  if (data.type === 'response') settle(data);
  else listeners.get(data.type)?.(data);
});

const TOKEN_USE_MS = 40_000;
let token = null;

/** A session token with some life left; the shell has its server sign it. */
export async function idToken(fresh = false) {
  if (!fresh && token && Date.now() - token.at < TOKEN_USE_MS) return token.text;
  const text = await ask('idToken');
  token = { text, at: Date.now() };
  return text;
}

/** Leaves the app: admin addresses and whole-window targets are the shell's to open. */
export function openOutside(url, target = '_top') {
  tell('open', { url: String(url), target });
}
