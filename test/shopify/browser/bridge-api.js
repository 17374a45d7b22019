import { ask, config, idToken, isEmbedded, onShell, tell } from './bridge-core.js';
import { leaveConfirmation } from './bridge-save-bar.js';
import { onReport } from './bridge-vitals.js';

const toasts = new Map();
let lastToast = 0;

const toast = {
  show(message, options = {}) {
    lastToast += 1;
    const id = `toast-${lastToast}`;
    toasts.set(id, options);
    const { duration = 5_000, isError = false, action = null } = options;
    tell('toast', { id, message: String(message), duration, isError, action });
    return id;
  },
  hide(id) {
    tell('toast-hide', { id });
  },
};

onShell('toast-action', ({ id }) => toasts.get(id)?.onAction?.());
onShell('toast-dismiss', ({ id }) => {
  toasts.get(id)?.onDismiss?.();
  toasts.delete(id);
});

/** `show`, `hide` and `toggle` of an element by id. */
function byId() {
  const call = (method) => async (id) => document.getElementById(id)?.[method]?.();
  return { show: call('show'), hide: call('hide'), toggle: call('toggle') };
}

async function unavailable(what) {
  throw new Error(`${what} is only there in the Shopify apps for it.`);
}

const scanner = { capture: () => unavailable('The scanner') };
const pos = {
  cart: { subscribe: () => () => {} },
  close: () => unavailable('POS'),
  device: () => unavailable('POS'),
  location: () => unavailable('POS'),
};

window.shopify = {
  config,
  origin: location.origin,
  ready: Promise.resolve(),
  protocol: 'shopify:',
  setSignals() {},
  environment: { mobile: false, embedded: isEmbedded, pos: false, intent: false },
  idToken: () => idToken(),
  loading: (isLoading = true) => tell('loading', { on: Boolean(isLoading) }),
  user: () => ask('user'),
  toast,
  modal: byId(),
  saveBar: { ...byId(), leaveConfirmation },
  resourcePicker: (options) => ask('resourcePicker', { ...options, filter: undefined }),
  picker: async (options) => ({ selected: ask('picker', options) }),
  scopes: {
    query: () => ask('scopes.query'),
    request: (scopes) => ask('scopes.request', { scopes }),
    revoke: (scopes) => ask('scopes.revoke', { scopes }),
  },
  app: { extensions: async () => [] },
  intents: {
    invoke: async () => ({ complete: Promise.resolve({ code: 'closed' }) }),
    register: () => () => {},
    request: null,
    response: null,
  },
  webVitals: { onReport },
  reviews: {
    request: async () => ({ success: false, code: 'merchant-ineligible', message: 'There are no reviews here.' }),
  },
  support: { registerHandler: async () => {} },
  shopifyQL: { available: async () => false },
  tools: { register: () => () => {}, unregister() {}, clear() {} },
  scanner,
  pos,
};
