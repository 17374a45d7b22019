import { startFrame } from './shell-frame.js';
import { mountPanel } from './shell-panel.js';

const byId = (id) => document.getElementById(id);

/** The navigation is a drawer on narrow screens. */
function setMenu(isOpen) {
  byId('side').classList.toggle('open', isOpen);
  byId('shade').hidden = !isOpen;
  byId('menu').setAttribute('aria-expanded', String(isOpen));
}

function setPanel(isOpen) {
  const panel = byId('panel');
  panel.hidden = !isOpen;
  if (isOpen && panel.childElementCount === 0) mountPanel(panel, () => setPanel(false));
}

/** Who is signed in: kept in the browser, and the app is opened again for them. */
function wireUser() {
  const select = byId('user');
  const kept = localStorage.getItem('shell-user');
  if (kept && [...select.options].some((option) => option.value === kept)) select.value = kept;
  select.addEventListener('change', () => {
    localStorage.setItem('shell-user', select.value);
    location.reload();
  });
}

byId('menu').addEventListener('click', () => setMenu(!byId('side').classList.contains('open')));
byId('shade').addEventListener('click', () => setMenu(false));
byId('panel-button').addEventListener('click', () => setPanel(byId('panel').hidden));
byId('store')?.addEventListener('change', (event) =>
  location.assign(`/store/${event.target.value}/apps/${window.shell.apiKey}`),
);
wireUser();
if (byId('app')) startFrame(() => setMenu(false));
if (byId('panel-page')) mountPanel(byId('panel-page'), null);
