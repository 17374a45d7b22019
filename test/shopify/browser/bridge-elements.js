import { onShell, tell } from './bridge-core.js';
import { hideSaveBar, refreshSaveBar, showSaveBar } from './bridge-save-bar.js';

/** Whether a flag is set; React 18 writes a false one on a custom element as the text "false". */
function hasFlag(element, name) {
  return (element?.hasAttribute(name) ?? false) && element.getAttribute(name) !== 'false';
}

/** What the shell shows of a button that stands in the app's page. */
function describeButton(button, fallback) {
  return {
    label: button?.textContent.trim() || fallback,
    disabled: hasFlag(button, 'disabled'),
    loading: hasFlag(button, 'loading'),
    tone: button?.getAttribute('tone') ?? null,
    variant: button?.getAttribute('variant') ?? null,
  };
}

/** An element that is not seen in the page and is told to the shell whenever it changes. */
class ToldElement extends HTMLElement {
  #observer = new MutationObserver(() => this.changed());

  connectedCallback() {
    this.style.display = 'none';
    this.#observer.observe(this, { subtree: true, childList: true, characterData: true, attributes: true });
    queueMicrotask(() => this.changed());
  }

  disconnectedCallback() {
    this.#observer.disconnect();
    queueMicrotask(() => this.gone());
  }

  changed() {}

  gone() {}
}

/** Where a navigation entry of the app is clicked from outside. */
let navigationLinks = [];

class NavMenu extends ToldElement {
  changed() {
    navigationLinks = [...this.querySelectorAll('a[href], s-link[href]')];
    const items = navigationLinks.map((link) => ({
      label: link.textContent.trim(),
      href: link.getAttribute('href'),
      home: link.getAttribute('rel') === 'home',
    }));
    tell('navigation-items', { items });
  }
}

class AppNav extends NavMenu {}

/** The link in the app's menu with this address. */
export function navigationLink(href) {
  return navigationLinks.find((link) => link.getAttribute('href') === href) ?? null;
}

class TitleBar extends ToldElement {
  buttons() {
    return [...this.querySelectorAll('button, a')];
  }

  changed() {
    if (this.closest('ui-modal')) return this.closest('ui-modal').renderFooter?.();
    const actions = this.buttons().map((button, index) => ({
      index,
      isBreadcrumb: button.getAttribute('variant') === 'breadcrumb',
      isPrimary: button.getAttribute('variant') === 'primary',
      group: button.closest('section')?.getAttribute('label') ?? null,
      ...describeButton(button, ''),
    }));
    tell('title-bar', { title: this.getAttribute('title') ?? '', actions });
  }

  gone() {
    const other = document.querySelector('ui-title-bar');
    if (other instanceof TitleBar) other.changed();
    else tell('title-bar', { title: '', actions: [] });
  }
}

onShell('title-bar-action', ({ index }) => document.querySelector('ui-title-bar')?.buttons()[index]?.click());

class SaveBar extends ToldElement {
  #isShowing = false;

  get showing() {
    return this.#isShowing;
  }

  get discardConfirmation() {
    return hasFlag(this, 'discardconfirmation');
  }

  set discardConfirmation(value) {
    this.toggleAttribute('discardconfirmation', Boolean(value));
  }

  #button(action) {
    const primary = this.querySelector('button[variant="primary"]');
    return action === 'save' ? primary : [...this.querySelectorAll('button')].find((button) => button !== primary);
  }

  describe() {
    return {
      discardConfirmation: this.discardConfirmation,
      save: describeButton(this.#button('save'), 'Save'),
      discard: describeButton(this.#button('discard'), 'Discard'),
    };
  }

  act(action) {
    this.#button(action)?.click();
  }

  async show() {
    if (this.#isShowing) return;
    this.#isShowing = true;
    showSaveBar(this);
    this.dispatchEvent(new Event('show'));
  }

  async hide() {
    if (!this.#isShowing) return;
    this.#isShowing = false;
    hideSaveBar(this);
    this.dispatchEvent(new Event('hide'));
  }

  toggle() {
    return this.#isShowing ? this.hide() : this.show();
  }

  changed() {
    if (this.#isShowing) refreshSaveBar(this);
  }

  gone() {
    if (!this.isConnected) void this.hide();
  }
}

const ELEMENTS = {
  'ui-nav-menu': NavMenu,
  's-app-nav': AppNav,
  'ui-title-bar': TitleBar,
  'ui-save-bar': SaveBar,
};

for (const [name, element] of Object.entries(ELEMENTS)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
