import { isEmbedded, onShell, openOutside, ownPath, tell } from './bridge-core.js';
import { navigationLink } from './bridge-elements.js';
import { dropBarsOfGoneForms } from './bridge-save-bar.js';

function tellPlace() {
  dropBarsOfGoneForms();
  tell('navigated', { path: ownPath(), title: document.title });
}

for (const method of ['pushState', 'replaceState']) {
  const plain = history[method].bind(history);
  history[method] = (...args) => {
    plain(...args);
    tellPlace();
  };
}
window.addEventListener('popstate', tellPlace);
if (!new URLSearchParams(location.search).has('shopify-reload')) tellPlace();

/** Whether the app routes for itself: then it gets the event, and a click on the link would navigate twice. */
let routers = 0;
const plainAdd = EventTarget.prototype.addEventListener;
const plainRemove = EventTarget.prototype.removeEventListener;
EventTarget.prototype.addEventListener = function addEventListener(type, ...rest) {
  if (type === 'shopify:navigate') routers += 1;
  return plainAdd.call(this, type, ...rest);
};
EventTarget.prototype.removeEventListener = function removeEventListener(type, ...rest) {
  if (type === 'shopify:navigate') routers -= 1;
  return plainRemove.call(this, type, ...rest);
};

/** Clicks a link of the app's menu; where no router takes the click, the shell opens the address afresh. */
function clickLink(link) {
  const relaunch = (event) => {
    if (event.defaultPrevented) return;
    event.preventDefault();
    tell('relaunch', { path: ownPath(link.href) });
  };
  window.addEventListener('click', relaunch);
  link.click();
  window.removeEventListener('click', relaunch);
}

onShell('navigate', ({ href }) => {
  const link = navigationLink(href);
  if (!link) return tell('relaunch', { path: href });
  if (routers > 0) link.dispatchEvent(new CustomEvent('shopify:navigate', { bubbles: true, cancelable: true }));
  else clickLink(link);
});

const isAdmin = (address) => /^(shopify:\/\/|https:\/\/admin\.shopify\.com)/.test(address);
const isOutside = (address, target) => isAdmin(address) || target === '_top' || target === '_parent';

const plainOpen = window.open.bind(window);
window.open = (address = '', target = '_blank', ...rest) => {
  const text = String(address);
  if (!isEmbedded || !isOutside(text, target)) return plainOpen(address, target, ...rest);
  openOutside(isAdmin(text) ? text : new URL(text, location.href).href, target);
  return null;
};

/** Links that leave the app, and buttons that command a modal or save bar. */
document.addEventListener(
  'click',
  (event) => {
    const origin = event.target instanceof Element ? event.target : null;
    const link = origin?.closest('a[href]');
    if (link && isEmbedded && isOutside(link.getAttribute('href'), link.target)) {
      event.preventDefault();
      const address = link.getAttribute('href');
      openOutside(isAdmin(address) ? address : link.href, link.target || '_top');
      return;
    }
    const commander = origin?.closest('[commandfor]');
    const action = { '--show': 'show', '--hide': 'hide', '--toggle': 'toggle' }[
      commander?.getAttribute('command') ?? ''
    ];
    if (action) document.getElementById(commander.getAttribute('commandfor'))?.[action]?.();
  },
  true,
);
