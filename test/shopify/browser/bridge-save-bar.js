import { ask, onShell, tell } from './bridge-core.js';

/** What is shown in the shell's save bar now; the last one shown wins. */
const shown = [];

function current() {
  return shown.at(-1);
}

function publish() {
  const bar = current();
  tell('save-bar', bar ? { visible: true, ...bar.describe() } : { visible: false });
}

/** Shows a bar: an object with `describe()` (labels and states) and `act('save' | 'discard')`. */
export function showSaveBar(bar) {
  if (!shown.includes(bar)) shown.push(bar);
  publish();
}

export function hideSaveBar(bar) {
  const at = shown.indexOf(bar);
  if (at >= 0) shown.splice(at, 1);
  publish();
}

export function refreshSaveBar(bar) {
  if (bar === current()) publish();
}

onShell('save-bar-action', ({ action }) => current()?.act(action));

/** Resolves when leaving is fine: no bar is shown, or the person says so. */
export async function leaveConfirmation() {
  if (current() && !(await ask('confirmLeave'))) throw new Error('The merchant stays on the page.');
}

/** `<form data-save-bar>`: the bar appears with the first change and goes with submit or reset. */
const formBars = new WeakMap();

function formBar(form) {
  let bar = formBars.get(form);
  if (!bar) {
    bar = {
      owner: form,
      describe: () => ({
        discardConfirmation: form.hasAttribute('data-discard-confirmation'),
        save: { label: 'Save', disabled: false, loading: false },
        discard: { label: 'Discard', disabled: false, loading: false },
      }),
      act: (action) => (action === 'save' ? form.requestSubmit() : form.reset()),
    };
    formBars.set(form, bar);
  }
  return bar;
}

function savedForm(event) {
  return event.target instanceof Element ? event.target.closest('form[data-save-bar]') : null;
}

for (const type of ['input', 'change']) {
  document.addEventListener(type, (event) => {
    const form = savedForm(event);
    if (form) showSaveBar(formBar(form));
  });
}

for (const type of ['submit', 'reset']) {
  document.addEventListener(type, (event) => {
    const form = savedForm(event);
    if (form && !(type === 'submit' && event.defaultPrevented && !form.checkValidity())) hideSaveBar(formBar(form));
  });
}

/** A form that left the page takes its bar with it. */
export function dropBarsOfGoneForms() {
  for (const bar of [...shown]) if (bar.owner && !bar.owner.isConnected) hideSaveBar(bar);
}
