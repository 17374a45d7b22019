/** Toasts and dialogs of the shell. */
const byId = (id) => document.getElementById(id);

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'onclick') element.addEventListener('click', value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children);
  return element;
}

/** Shows a toast; `onAction` and `onDismiss` are called when they happen. */
export function showToast({ id, message, duration, isError, action }, onAction, onDismiss) {
  const toast = make('div', { class: isError ? 'toast error' : 'toast', 'data-id': id });
  const dismiss = () => {
    if (!toast.isConnected) return;
    toast.remove();
    onDismiss();
  };
  toast.append(make('span', {}, message));
  const act = () => {
    onAction();
    dismiss();
  };
  if (action) toast.append(make('button', { type: 'button', onclick: act }, action));
  toast.append(make('button', { type: 'button', 'aria-label': 'Dismiss', onclick: dismiss }, '×'));
  byId('toasts').append(toast);
  setTimeout(dismiss, duration);
}

export function hideToast(id) {
  document.querySelector(`.toast[data-id="${CSS.escape(id)}"]`)?.remove();
}

/** Fills the dialog and opens it; the promise has what `finish` was given, or `null` when it was closed. */
function open(fill) {
  const dialog = byId('dialog');
  return new Promise((resolve) => {
    let answer = null;
    const finish = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.replaceChildren(...fill(finish));
    dialog.addEventListener('close', () => resolve(answer), { once: true });
    dialog.showModal();
  });
}

/** A question with two answers; `true` for the first. */
export async function confirmDialog(title, text, yes, no, isCritical = false) {
  const answer = await open((finish) => [
    make('h2', {}, title),
    make('p', {}, text),
    make(
      'div',
      { class: 'buttons' },
      make('button', { type: 'button', onclick: () => finish(false) }, no),
      make('button', { type: 'button', class: isCritical ? 'critical' : 'primary', onclick: () => finish(true) }, yes),
    ),
  ]);
  return answer === true;
}

function choices(resources, multiple) {
  return resources.map((resource) =>
    make(
      'label',
      { class: 'choice' },
      make('input', { type: multiple ? 'checkbox' : 'radio', name: 'resource', value: resource.id }),
      resource.title,
    ),
  );
}

/** Picks products or variants. Answers the chosen ones, or undefined when nothing was chosen. */
export async function pickResources(shop, { type = 'product', multiple = false, query = '' }) {
  const address = new URLSearchParams({ shop, type, query });
  const { resources } = await (await fetch(`/_shell/resources?${address}`)).json();
  const list = make('div', { class: 'choices' }, ...choices(resources, Boolean(multiple)));
  const chosen = () =>
    [...list.querySelectorAll('input:checked')].map((input) => resources.find(({ id }) => id === input.value));
  const answer = await open((finish) => [
    make('h2', {}, type === 'variant' ? 'Choose variants' : 'Choose products'),
    list,
    make(
      'div',
      { class: 'buttons' },
      make('button', { type: 'button', onclick: () => finish(null) }, 'Cancel'),
      make('button', { type: 'button', class: 'primary', onclick: () => finish(chosen()) }, 'Choose'),
    ),
  ]);
  return answer && answer.length > 0 ? answer : undefined;
}
