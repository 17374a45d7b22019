import { STAFF } from '../tokens/staff.ts';
import type { LiveShop } from '../world/live-shop.ts';
import type { World } from '../world/world.ts';
import { escapeHtml, jsonForScript } from './html.ts';

export type ShellPage = {
  title: string;
  /** Which entry of the admin's own navigation is current. */
  section: 'home' | 'orders' | 'products' | 'customers' | 'app' | 'panel';
  /** Trusted HTML of the main area. */
  main: string;
};

const SECTIONS = [
  ['home', 'Home', ''],
  ['orders', 'Orders', '/orders'],
  ['products', 'Products', '/products'],
  ['customers', 'Customers', '/customers'],
] as const;

function navigation(world: World, shop: LiveShop, page: ShellPage): string {
  const base = `/store/${shop.handle}`;
  const entries = SECTIONS.map(([key, label, path]) => {
    const current = page.section === key ? ' aria-current="page"' : '';
    return `<li><a href="${base}${path}"${current}>${label}</a></li>`;
  });
  const current = page.section === 'app' ? ' aria-current="page"' : '';
  return `<ul>${entries.join('')}</ul>
    <h2>Apps</h2>
    <ul>
      <li><a id="app-link" href="${base}/apps/${world.options.apiKey}"${current}><span class="app-icon" aria-hidden="true">${escapeHtml(world.options.appName[0])}</span>${escapeHtml(world.options.appName)}</a></li>
    </ul>
    <ul id="app-navigation" class="sub"></ul>
    <h2>Developer</h2>
    <ul><li><a href="/panel?shop=${shop.handle}"${page.section === 'panel' ? ' aria-current="page"' : ''}>Stand-in panel</a></li></ul>`;
}

function people(): string {
  const options = STAFF.map((one) => `<option value="${one.id}">${one.first_name} ${one.last_name}</option>`);
  return `<select id="user" aria-label="Signed in as">${options.join('')}</select>`;
}

function stores(world: World, shop: LiveShop): string {
  if (world.shops.size < 2) return `<strong>${escapeHtml(shop.store.shop.name)}</strong>`;
  const options = [...world.shops.values()].map((other) => {
    const selected = other === shop ? ' selected' : '';
    return `<option value="${escapeHtml(other.handle)}"${selected}>${escapeHtml(other.store.shop.name)}</option>`;
  });
  return `<select id="store" aria-label="Store">${options.join('')}</select>`;
}

/** The admin look-alike around a main area: top bar, navigation, and the places for save bar, toasts and dialogs. */
export function shellPage(world: World, shop: LiveShop, page: ShellPage): string {
  const { apiUrl, tunnelUrl } = world.addresses;
  const { apiKey, appName } = world.options;
  const data = { handle: shop.handle, domain: shop.domain, apiKey, appName, apiUrl, tunnelUrl, section: page.section };
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)} · ${escapeHtml(shop.store.shop.name)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/_shell/shell-main.css">
<link rel="stylesheet" href="/_shell/shell-panel.css">
<link rel="stylesheet" href="/_shell/shell.css">
</head>
<body>
<div id="loading" hidden></div>
<header class="top">
  <button id="menu" class="icon" aria-label="Menu" aria-expanded="false" aria-controls="side">☰</button>
  <div class="store">${stores(world, shop)}<span class="badge">stand-in</span></div>
  <div class="top-right">
    <button id="panel-button" type="button">Simulate</button>
    ${people()}
  </div>
  <div id="save-bar" class="save-bar" role="region" aria-label="Unsaved changes" hidden>
    <span>Unsaved changes</span>
    <div><button id="discard" type="button">Discard</button><button id="save" type="button" class="primary">Save</button></div>
  </div>
</header>
<nav id="side" class="side" aria-label="Admin">${navigation(world, shop, page)}</nav>
<div id="shade" hidden></div>
<main>${page.main}</main>
<aside id="panel" class="panel" aria-label="Stand-in panel" hidden></aside>
<div id="toasts" role="status" aria-live="polite"></div>
<dialog id="dialog"></dialog>
<script>window.shell = ${jsonForScript(data)};</script>
<script type="module" src="/_shell/shell.js"></script>
</body>
</html>`;
}

/** The app's frame with the title bar above it. The script fills both. */
export function appMain(world: World, path: string): string {
  return `<div class="title-bar"><span class="app-icon" aria-hidden="true">${escapeHtml(world.options.appName[0])}</span>
    <h1 id="title">${escapeHtml(world.options.appName)}</h1><div id="title-actions"></div></div>
    <iframe id="app" title="${escapeHtml(world.options.appName)}" data-path="${escapeHtml(path)}" allow="clipboard-write"></iframe>`;
}

/** Where a merchant grants the scopes. */
export function installMain(world: World, shop: LiveShop): string {
  const { appName } = world.options;
  const scopes = world.requestedScopes().map((scope) => `<li><code>${escapeHtml(scope)}</code></li>`);
  return `<section class="card install"><h1>Install ${escapeHtml(appName)}</h1>
    <p>${escapeHtml(appName)} asks for these rights in <strong>${escapeHtml(shop.store.shop.name)}</strong>:</p>
    <ul>${scopes.join('')}</ul>
    <form method="post" action="/_shell/install"><input type="hidden" name="shop" value="${escapeHtml(shop.handle)}">
    <button class="primary">Install</button></form></section>`;
}
