import { make, showToast } from './shell-dialogs.js';

const { shell } = window;

async function control(action, fields = {}) {
  const body = JSON.stringify({ shop: shell.domain, ...fields });
  const answer = await fetch(`${shell.apiUrl}/_control/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  return { isOk: answer.ok, result: await answer.json() };
}

/** Buttons by group: label, control, its fields, and which of the inputs it reads. */
const GROUPS = [
  [
    'In the shop',
    [
      ['Sale online', 'sale-online', {}, ['customerId']],
      ['Sale online, new customer', 'sale-online', { newCustomer: true }],
      ['Sale at the till', 'sale-pos', {}, ['customerId']],
      ['Sale at the till, nobody known', 'sale-pos', { anonymous: true }],
      ['Refund', 'refund', {}, ['orderId']],
      ['Cancel an order', 'cancel-order', {}, ['orderId']],
      ['Edit an order', 'edit-order', {}, ['orderId']],
    ],
  ],
  [
    'Customers',
    [
      ['New customer', 'create-customer'],
      ['Change a customer', 'change-customer', {}, ['customerId']],
      ['Merge two customers', 'merge-customers', {}, ['keptId', 'goneId']],
      ['Delete a customer', 'delete-customer', {}, ['customerId']],
      ['Tag “vip”', 'add-tags', { tags: 'vip' }, ['customerId']],
      ['Subscribe to email', 'email-consent', { state: 'SUBSCRIBED' }, ['customerId']],
      ['Unsubscribe from email', 'email-consent', { state: 'UNSUBSCRIBED' }, ['customerId']],
    ],
  ],
  [
    'The app',
    [
      ['Install', 'install'],
      ['Uninstall', 'uninstall'],
      ['Tell of scopes', 'update-scopes'],
      ['Expire tokens', 'expire-tokens'],
      ['Revoke tokens', 'revoke-tokens'],
    ],
  ],
  [
    'Privacy',
    [
      ['Request a customer’s data', 'data-request', {}, ['customerId']],
      ['Redact a customer', 'redact-customer', {}, ['customerId']],
      ['Redact the shop', 'redact-shop'],
    ],
  ],
  [
    'Trouble',
    [
      ['Throttle the next 3 calls', 'api-fault', { fault: 'throttle', calls: 3 }],
      ['503 for the next 3 calls', 'api-fault', { fault: '503', calls: 3 }],
      ['Fail the next bulk operation', 'bulk-fail'],
      ['Cut the next bulk download', 'bulk-cut'],
      ['Send a third of webhooks twice', 'chaos', { duplicateShare: 0.33 }],
      ['Lose a tenth of webhooks', 'chaos', { dropShare: 0.1 }],
      ['Sign a tenth wrongly', 'chaos', { wrongHmacShare: 0.1 }],
      ['Shuffle webhooks (3 s)', 'chaos', { shuffleMs: 3000 }],
      ['Hold webhooks', 'chaos', { hold: true }],
      ['Release them in reverse', 'release', { order: 'reverse' }],
      ['No more trouble', 'clear-faults'],
    ],
  ],
];

const PACES = [
  [0, 'Nothing by itself'],
  [6, '6 events a minute'],
  [30, '30 events a minute'],
  [120, '120 events a minute'],
  [600, '600 events a minute'],
];

function tellResult(action, isOk, result) {
  const message = isOk ? `${action}: ${result.name ?? result.customerId ?? result.email ?? 'done'}` : result.error;
  showToast(
    { id: `panel-${Date.now()}`, message, duration: 4_000, isError: !isOk, action: null },
    () => {},
    () => {},
  );
}

function buttonFor([label, action, fields = {}, inputs = []], inputValue) {
  return make(
    'button',
    {
      type: 'button',
      onclick: async () => {
        const read = Object.fromEntries(inputs.map((name) => [name, inputValue(name)]).filter(([, value]) => value));
        const { isOk, result } = await control(action, { ...fields, ...read });
        tellResult(label, isOk, result);
      },
    },
    label,
  );
}

function inputs() {
  const names = [
    ['customerId', 'Customer id'],
    ['orderId', 'Order id'],
    ['keptId', 'Merge: kept'],
    ['goneId', 'Merge: gone'],
  ];
  return names.map(([name, label]) =>
    make('label', {}, label, make('input', { name, placeholder: 'any', inputmode: 'numeric' })),
  );
}

function paceSelect() {
  const select = make(
    'select',
    { 'aria-label': 'Pace' },
    ...PACES.map(([value, label]) => make('option', { value }, label)),
  );
  select.addEventListener('change', () => void control('live', { perMinute: Number(select.value) }));
  return select;
}

function deliveryRow({ topic, state, lastStatus, attempts, lastMs }) {
  const outcome =
    state === 'delivered'
      ? `${lastStatus} in ${lastMs} ms`
      : `${state}${lastStatus === null ? '' : ` (${lastStatus || 'no answer'})`}`;
  const again = attempts > 1 ? `, ${attempts} attempts` : '';
  return make('li', { class: state }, make('code', {}, topic), ` ${outcome}${again}`);
}

/** Shows the shop's state and the last deliveries, again every second while the panel is seen. */
function watch(root, summary, list, pace) {
  const draw = async () => {
    if (!root.isConnected || root.hidden) return;
    const [{ result: status }, { result: log }] = await Promise.all([
      control('status'),
      control('webhooks', { limit: 15 }),
    ]);
    summary.textContent = `${status.customers} customers, ${status.orders} orders · ${status.installed ? 'installed' : 'not installed'} · ${status.throttle?.currentlyAvailable} points`;
    if (document.activeElement !== pace) pace.value = String(status.live);
    list.replaceChildren(...[...log.deliveries].reverse().map(deliveryRow));
  };
  void draw();
  setInterval(() => void draw(), 1_000);
}

/** Builds the developer panel into an element. */
export function mountPanel(root, onClose) {
  const fields = make('div', { class: 'inputs' }, ...inputs());
  const inputValue = (name) => fields.querySelector(`[name="${name}"]`).value.trim();
  const summary = make('p', { class: 'summary' });
  const list = make('ul', { class: 'deliveries' });
  const pace = paceSelect();
  const groups = GROUPS.map(([title, buttons]) =>
    make(
      'section',
      {},
      make('h3', {}, title),
      make('div', { class: 'actions' }, ...buttons.map((entry) => buttonFor(entry, inputValue))),
    ),
  );
  const close = onClose
    ? [make('button', { type: 'button', class: 'icon', 'aria-label': 'Close', onclick: onClose }, '×')]
    : [];
  root.append(
    make('header', {}, make('h2', {}, 'Make something happen'), ...close),
    summary,
    make('section', {}, make('h3', {}, 'Live'), pace),
    make('section', {}, make('h3', {}, 'On whom'), fields),
    ...groups,
    make('section', {}, make('h3', {}, 'Last webhooks'), list),
  );
  watch(root, summary, list, pace);
}
