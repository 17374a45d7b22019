import type { IncomingMessage, ServerResponse } from 'node:http';
import { installApp, updateScopes } from '../actions/app-actions.ts';
import { shellFile } from '../browser/browser-files.ts';
import { type Handler, readFields, sendJson, sendText } from '../server/http.ts';
import { signSessionToken } from '../tokens/session-token.ts';
import { staffMember } from '../tokens/staff.ts';
import { readAppConfiguration } from '../webhooks/app-configuration.ts';
import { newEventId } from '../webhooks/webhook-headers.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { adminPage, homePage } from './admin-pages.ts';
import { launchAddress } from './launch.ts';
import { findResources } from './resources.ts';
import { appMain, installMain, type ShellPage, shellPage } from './shell-page.ts';

/** The admin look-alike. Only its own pages may call `/_shell/…`: the browser holds other origins off, we look again. */
export function shellHandler(world: World): Handler {
  return async (request, response, url) => {
    if (url.pathname.startsWith('/_shell/')) return shellCall(world, request, response, url);
    const shop = shopOfPage(world, url);
    if (!shop) return sendText(response, 404, 'text/plain; charset=utf-8', 'There is no such store.');
    if (url.pathname === '/') return redirect(response, `/store/${shop.handle}/apps/${world.options.apiKey}`);
    const page = pageOf(world, shop, url);
    if (!page) return sendText(response, 404, 'text/plain; charset=utf-8', 'There is no such page.');
    sendText(response, 200, 'text/html; charset=utf-8', shellPage(world, shop, page));
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location });
  response.end();
}

function shopOfPage(world: World, url: URL): LiveShop | null {
  const handle = /^\/store\/([^/]+)/.exec(url.pathname)?.[1] ?? url.searchParams.get('shop') ?? undefined;
  return handle === undefined ? ([...world.shops.values()][0] ?? null) : world.findShop(handle);
}

function pageOf(world: World, shop: LiveShop, url: URL): ShellPage | null {
  if (url.pathname === '/panel')
    return { title: 'Stand-in panel', section: 'panel', main: '<div id="panel-page"></div>' };
  const rest = url.pathname.replace(/^\/store\/[^/]+\/?/, '');
  const [section = '', id, ...deeper] = rest.split('/');
  if (section === '') return { title: 'Home', section: 'home', main: homePage(shop.store) };
  if (section === 'oauth') return installPage(world, shop);
  if (section === 'apps') return id === world.options.apiKey ? appPage(world, shop, deeper, url.search) : null;
  if (section !== 'orders' && section !== 'products' && section !== 'customers') return null;
  const main = adminPage(shop.store, section, id);
  return main === null ? null : { title: section, section, main };
}

function installPage(world: World, shop: LiveShop): ShellPage {
  return { title: `Install ${world.options.appName}`, section: 'app', main: installMain(world, shop) };
}

function appPage(world: World, shop: LiveShop, path: string[], search: string): ShellPage {
  if (!shop.installed) return installPage(world, shop);
  const main = appMain(world, `/${path.join('/')}${search}`);
  return { title: world.options.appName, section: 'app', main };
}

async function shellCall(world: World, request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
  const name = url.pathname.slice('/_shell/'.length);
  const file = shellFile(name);
  if (file) return sendText(response, 200, file.type, file.text);
  if (name === 'fonts.css') return sendText(response, 200, 'text/css', '');
  if (name === 'resources') return sendResources(world, response, url);
  const { origin } = request.headers;
  if (request.method !== 'POST' || (origin !== undefined && origin !== world.addresses.shellUrl)) {
    return sendJson(response, 403, { error: 'Only the shell may ask.' });
  }
  const fields = await readFields(request);
  const shop = world.findShop(String(fields.shop ?? ''));
  if (!shop) return sendJson(response, 404, { error: 'There is no such store.' });
  answerCall(world, shop, name, fields, response);
}

function sendResources(world: World, response: ServerResponse, url: URL): void {
  const shop = world.findShop(url.searchParams.get('shop') ?? undefined);
  const resources = shop
    ? findResources(shop.store, url.searchParams.get('type') ?? 'product', url.searchParams.get('query') ?? '')
    : [];
  sendJson(response, 200, { resources });
}

type Call = (world: World, shop: LiveShop, fields: Record<string, unknown>) => Record<string, unknown>;

function userOf(fields: Record<string, unknown>): string {
  return String(staffMember(fields.user === undefined ? null : String(fields.user)).id);
}

/** What the shell's own pages may ask. */
const CALLS: Record<string, Call> = {
  'id-token': ({ options }, shop, fields) => ({
    token: signSessionToken(options, shop.domain, userOf(fields), options.sessionTokenSeconds),
  }),
  launch: (world, shop, fields) => ({
    src: launchAddress(world, shop, String(fields.path ?? '/'), userOf(fields)),
  }),
  scopes: scopeDetail,
  grant: (world, shop, fields) => {
    const scopes = (fields.scopes as string[] | undefined) ?? [...shop.scopes];
    updateScopes({ world, shop, eventId: newEventId() }, scopes);
    return scopeDetail(world, shop);
  },
};

function answerCall(
  world: World,
  shop: LiveShop,
  name: string,
  fields: Record<string, unknown>,
  response: ServerResponse,
): void {
  const call = CALLS[name];
  if (name === 'install') {
    installApp({ world, shop, eventId: newEventId() });
    redirect(response, `/store/${shop.handle}/apps/${world.options.apiKey}`);
  } else if (!call) sendJson(response, 404, { error: 'Unknown call.' });
  else if (!shop.installed) sendJson(response, 403, { error: 'The app is not installed.' });
  else sendJson(response, 200, call(world, shop, fields));
}

function scopeDetail(world: World, shop: LiveShop): Record<string, unknown> {
  const optional = readAppConfiguration(world.options.appToml)?.optionalScopes ?? [];
  return { granted: [...shop.scopes], required: world.requestedScopes(), optional };
}
