import { tell } from './bridge-core.js';

const WIDTHS = { small: '400px', base: '620px', large: '980px', max: 'calc(100vw - 32px)' };

const STYLE = `
.bridge-modal { position: fixed; inset: 0; z-index: 519; display: flex; align-items: center; justify-content: center;
  background: rgb(0 0 0 / 50%); padding: 16px; font: 14px/20px Inter, system-ui, sans-serif; color: #303030; }
.bridge-modal__box { background: #fff; border-radius: 16px; max-height: calc(100vh - 32px); width: 100%; display: flex;
  flex-direction: column; overflow: hidden; box-shadow: 0 20px 40px rgb(0 0 0 / 25%); }
.bridge-modal__head { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 12px 16px;
  background: #f3f3f3; border-bottom: 1px solid #e3e3e3; }
.bridge-modal__head h2 { margin: 0; font-size: 14px; font-weight: 650; }
.bridge-modal__body { overflow: auto; flex: 1 1 auto; }
.bridge-modal__body iframe { border: 0; width: 100%; height: 70vh; display: block; }
.bridge-modal__foot { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; padding: 12px 16px;
  border-top: 1px solid #e3e3e3; }
.bridge-modal__foot:empty { display: none; }
.bridge-modal button { font: inherit; font-weight: 550; border-radius: 8px; border: 1px solid #ccc; background: #fff;
  padding: 6px 12px; cursor: pointer; color: inherit; }
.bridge-modal button[data-variant='primary'] { background: #303030; color: #fff; border-color: #303030; }
.bridge-modal button[data-tone='critical'] { background: #c70a24; color: #fff; border-color: #c70a24; }
.bridge-modal button:disabled { opacity: 0.5; cursor: default; }
.bridge-modal__close { border: 0 !important; background: none !important; font-size: 20px !important; padding: 0 6px !important; }
`;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

/** `<ui-modal>`: drawn over the app's page, its title and buttons taken from the title bar inside it. */
class Modal extends HTMLElement {
  content = document.createElement('div');
  #overlay = null;
  #heading = document.createElement('h2');
  #foot = element('div', 'bridge-modal__foot');
  #frame = null;
  #returnTo = null;

  connectedCallback() {
    this.style.display = 'none';
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (!this.isConnected) void this.hide();
    });
  }

  get variant() {
    return this.getAttribute('variant') ?? 'base';
  }

  set variant(value) {
    this.setAttribute('variant', value);
  }

  get src() {
    return this.getAttribute('src') ?? undefined;
  }

  set src(value) {
    this.setAttribute('src', value);
  }

  get contentWindow() {
    return this.#frame?.contentWindow ?? null;
  }

  async show() {
    if (this.#overlay) return;
    this.#returnTo = document.activeElement;
    this.#overlay = this.#build();
    document.body.append(this.#overlay);
    this.#overlay.querySelector('button')?.focus();
    document.addEventListener('keydown', this.#onKey);
    tell('modal', { open: true });
    this.dispatchEvent(new Event('show'));
  }

  async hide() {
    if (!this.#overlay) return;
    this.#overlay.remove();
    this.#overlay = null;
    this.#frame = null;
    document.removeEventListener('keydown', this.#onKey);
    this.#returnTo?.focus?.();
    tell('modal', { open: false });
    this.dispatchEvent(new Event('hide'));
  }

  toggle() {
    return this.#overlay ? this.hide() : this.show();
  }

  #onKey = (event) => {
    if (event.key === 'Escape') void this.hide();
  };

  #build() {
    const close = element('button', 'bridge-modal__close', '×');
    close.setAttribute('aria-label', 'Close');
    close.addEventListener('click', () => void this.hide());
    const body = element('div', 'bridge-modal__body', this.src ? this.#framed() : this.#ownContent());
    const head = element('div', 'bridge-modal__head', this.#heading, close);
    const box = element('div', 'bridge-modal__box', head, body, this.#foot);
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-modal', 'true');
    box.style.maxWidth = WIDTHS[this.variant] ?? WIDTHS.base;
    this.renderFooter();
    return element('div', 'bridge-modal', box);
  }

  #framed() {
    this.#frame = document.createElement('iframe');
    this.#frame.src = this.src;
    return this.#frame;
  }

  /** What React put into `content`; for plain markup, a copy of the children. */
  #ownContent() {
    if (this.content.childNodes.length > 0) return this.content;
    const copies = [...this.children]
      .filter((child) => !/^UI-/.test(child.tagName))
      .map((child) => child.cloneNode(true));
    return element('div', '', ...copies);
  }

  /** Title and buttons from the title bar inside; a click goes to the button it stands for. */
  renderFooter() {
    const bar = this.querySelector('ui-title-bar');
    this.#heading.textContent = bar?.getAttribute('title') ?? '';
    const originals = [...(bar?.querySelectorAll('button, a') ?? [])].reverse();
    this.#foot.replaceChildren(
      ...originals.map((original) => {
        const button = element('button', '', original.textContent.trim());
        button.dataset.variant = original.getAttribute('variant') ?? '';
        button.dataset.tone = original.getAttribute('tone') ?? '';
        button.disabled = original.hasAttribute('disabled') || original.hasAttribute('loading');
        button.addEventListener('click', () => original.click());
        return button;
      }),
    );
  }
}

if (!customElements.get('ui-modal')) customElements.define('ui-modal', Modal);
// Not an element: a page that hydrates the whole document would stumble over one that it has not rendered.
const style = new CSSStyleSheet();
style.replaceSync(STYLE);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
