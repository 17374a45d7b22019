import { confirmDialog, hideToast, make, pickResources, showToast } from './shell-dialogs.js';

const byId = (id) => document.getElementById(id);
const { shell } = window;
const base = `/store/${shell.handle}/apps/${shell.apiKey}`;

let items = [];
let place = '/';
let saveBar = null;

async function call(name, fields = {}) {
  const body = JSON.stringify({ shop: shell.handle, user: byId('user').value, ...fields });
  const answer = await fetch(`/_shell/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  return result;
}

function tellApp(type, detail = {}) {
  byId('app').contentWindow?.postMessage({ shell: true, type, ...detail }, shell.tunnelUrl);
}

/** The entry whose address is the longest beginning of where the app is. */
function currentItem() {
  const path = place.split(/[?#]/)[0];
  const fits = items.filter(({ href }) => {
    const own = href.split(/[?#]/)[0];
    return path === own || path.startsWith(own.endsWith('/') ? own : `${own}/`);
  });
  return fits.sort((left, right) => right.href.length - left.href.length)[0] ?? null;
}

function drawNavigation(onNavigate) {
  const current = currentItem();
  const links = items
    .filter((item) => !item.home)
    .map((item) => {
      const link = make('a', { href: base + item.href, 'aria-current': item === current ? 'page' : null }, item.label);
      link.addEventListener('click', (event) => {
        event.preventDefault();
        onNavigate(item.href);
      });
      return make('li', {}, link);
    });
  byId('app-navigation').replaceChildren(...links);
  const isInside = current !== null && !current.home;
  if (isInside) byId('app-link').removeAttribute('aria-current');
  else byId('app-link').setAttribute('aria-current', 'page');
}

/** Asks the app to go somewhere, unless there are unsaved changes. */
function navigate(href) {
  if (saveBar) {
    nudgeSaveBar();
    return;
  }
  tellApp('navigate', { href });
}

function nudgeSaveBar() {
  const bar = byId('save-bar');
  bar.classList.remove('nudge');
  void bar.offsetWidth;
  bar.classList.add('nudge');
}

function drawButton(button, { label, disabled, loading }) {
  button.textContent = loading ? `${label}…` : label;
  button.disabled = disabled || loading;
}

function drawSaveBar(message) {
  saveBar = message.visible ? message : null;
  byId('save-bar').hidden = !saveBar;
  document.body.classList.toggle('unsaved', Boolean(saveBar));
  if (!saveBar) return;
  drawButton(byId('save'), saveBar.save);
  drawButton(byId('discard'), saveBar.discard);
}

async function discard() {
  const ask = saveBar?.discardConfirmation;
  if (
    ask &&
    !(await confirmDialog(
      'Discard all unsaved changes',
      'If you discard changes, you’ll delete any edits you made since you last saved.',
      'Discard changes',
      'Continue editing',
      true,
    ))
  )
    return;
  tellApp('save-bar-action', { action: 'discard' });
}

function actionButton(action) {
  const attributes = {
    type: 'button',
    class: action.isPrimary ? 'primary' : '',
    disabled: action.disabled || action.loading,
    onclick: () => tellApp('title-bar-action', { index: action.index }),
  };
  return make('button', attributes, action.isBreadcrumb ? `‹ ${action.label}` : action.label);
}

function drawTitle({ title, actions }) {
  byId('title').textContent = title || shell.appName;
  byId('title-actions').replaceChildren(...actions.map(actionButton));
  document.title = `${title || shell.appName} · ${shell.handle}`;
}

function drawPlace(path) {
  place = path;
  history.replaceState(null, '', base + (path === '/' ? '' : path));
  drawNavigation(navigate);
}

/** shopify://admin/customers/1 and https://admin.shopify.com/store/x/customers/1 are pages of this shell. */
function openOutside({ url, target }) {
  const inAdmin = url
    .replace(/^shopify:\/\/admin/, `/store/${shell.handle}`)
    .replace(/^https:\/\/admin\.shopify\.com/, '');
  if (target === '_blank') window.open(inAdmin, '_blank', 'noopener');
  else location.assign(inAdmin);
}

async function requestScopes({ scopes }) {
  const before = await call('scopes');
  const missing = scopes.filter((scope) => !before.granted.includes(scope));
  if (missing.length === 0) return { result: 'granted-all', detail: before };
  const agreed = await confirmDialog(`${shell.appName} asks for more rights`, missing.join(', '), 'Allow', 'Decline');
  const detail = agreed ? await call('grant', { scopes: [...before.granted, ...missing] }) : before;
  return { result: agreed ? 'granted-all' : 'declined-all', detail };
}

async function revokeScopes({ scopes }) {
  const { granted } = await call('scopes');
  return { detail: await call('grant', { scopes: granted.filter((scope) => !scopes.includes(scope)) }) };
}

const REQUESTS = {
  idToken: async () => (await call('id-token')).token,
  user: async () => ({ accountAccess: byId('user').selectedIndex === 0 ? 'FULL_ACCESS' : 'LIMITED_ACCESS' }),
  'scopes.query': () => call('scopes'),
  'scopes.request': requestScopes,
  'scopes.revoke': revokeScopes,
  resourcePicker: (parameters) => pickResources(shell.handle, parameters),
  picker: async () => undefined,
  confirmLeave: () =>
    confirmDialog(
      'Leave page with unsaved changes?',
      'Leaving this page will delete all unsaved changes.',
      'Leave page',
      'Stay',
      true,
    ),
};

async function answerRequest({ requestId, method, parameters }, source) {
  const reply = (detail) =>
    source.postMessage({ shell: true, type: 'response', requestId, ...detail }, shell.tunnelUrl);
  try {
    reply({ result: await REQUESTS[method]?.(parameters) });
  } catch (error) {
    reply({ error: error.message });
  }
}

const MESSAGES = {
  'navigation-items': (message) => {
    items = message.items;
    drawNavigation(navigate);
  },
  navigated: ({ path }) => drawPlace(path),
  'title-bar': drawTitle,
  'save-bar': drawSaveBar,
  toast: (message) =>
    showToast(
      message,
      () => tellApp('toast-action', { id: message.id }),
      () => tellApp('toast-dismiss', { id: message.id }),
    ),
  'toast-hide': ({ id }) => hideToast(id),
  loading: ({ on }) => {
    byId('loading').hidden = !on;
  },
  modal: ({ open }) => document.body.classList.toggle('dimmed', open),
  open: openOutside,
  relaunch: ({ path }) => void launch(path),
};

async function launch(path) {
  byId('loading').hidden = false;
  byId('app').src = (await call('launch', { path })).src;
}

/** Opens the app in the frame and plays the admin to its App Bridge. */
export function startFrame(closeMenu) {
  window.addEventListener('message', ({ origin, source, data }) => {
    if (origin !== shell.tunnelUrl || !data?.bridge) return;
    if (data.type === 'request') void answerRequest(data, source);
    else if (source === byId('app').contentWindow) MESSAGES[data.type]?.(data);
  });
  byId('save').addEventListener('click', () => tellApp('save-bar-action', { action: 'save' }));
  byId('discard').addEventListener('click', () => void discard());
  byId('app-link').addEventListener('click', (event) => {
    const home = items.find((item) => item.home);
    if (!home) return;
    event.preventDefault();
    navigate(home.href);
  });
  byId('side').addEventListener('click', (event) => {
    const isAdminLink = event.target.closest('a') && !event.defaultPrevented;
    if (isAdminLink && saveBar) {
      event.preventDefault();
      nudgeSaveBar();
    }
    closeMenu();
  });
  byId('app').addEventListener('load', () => {
    byId('loading').hidden = true;
  });
  void launch(byId('app').dataset.path);
}
