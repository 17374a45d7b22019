import type { ShopifyCustomer, ShopifyOrder, ShopifyProduct } from '../dataset.ts';
import { displayName } from '../graphql/customer-fields.ts';
import { fromCents } from '../world/money.ts';
import type { ShopStore } from '../world/shop-store.ts';
import { spentCents } from '../world/spending.ts';
import { escapeHtml } from './html.ts';

const SHOWN = 50;

function table(head: string[], rows: string[][]): string {
  const cells = (row: string[], tag: string): string => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<div class="scroll"><table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function card(title: string, inner: string): string {
  return `<section class="card"><h1>${escapeHtml(title)}</h1>${inner}</section>`;
}

function link(store: ShopStore, kind: string, id: string, label: string): string {
  return `<a href="/store/${store.shop.handle}/${kind}/${id}">${escapeHtml(label)}</a>`;
}

/** The last rows of a map, newest first: what was added last stands last. */
function newest<Row>(rows: Map<string, Row>): Row[] {
  return [...rows.values()].slice(-SHOWN).reverse();
}

function orderRow(store: ShopStore, order: ShopifyOrder): string[] {
  const customer = order.customerId === null ? undefined : store.customers.get(order.customerId);
  return [
    link(store, 'orders', order.id, order.name),
    escapeHtml(order.processedAt.slice(0, 16).replace('T', ' ')),
    customer ? link(store, 'customers', customer.id, displayName(customer)) : 'No customer',
    order.sourceName === 'pos' ? 'Point of sale' : 'Online store',
    `${order.total} ${order.currencyCode}`,
    escapeHtml(order.financialStatus.toLowerCase().replace('_', ' ')),
  ];
}

const ORDER_HEAD = ['Order', 'Date', 'Customer', 'Channel', 'Total', 'Payment'];

function customerRow(store: ShopStore, customer: ShopifyCustomer): string[] {
  const orders = store.ordersOf(customer.id);
  return [
    link(store, 'customers', customer.id, displayName(customer)),
    escapeHtml(customer.email),
    escapeHtml(customer.emailConsent.marketingState.toLowerCase().replace('_', ' ')),
    escapeHtml(customer.addresses[0]?.city),
    `${orders.length}`,
    `${fromCents(spentCents(orders))} ${store.shop.currencyCode}`,
  ];
}

function productRow(product: ShopifyProduct): string[] {
  return [
    product.title,
    product.status.toLowerCase(),
    product.productType,
    product.vendor,
    product.variants[0]?.price,
  ].map(escapeHtml);
}

function customerPage(store: ShopStore, customer: ShopifyCustomer): string {
  const facts = [
    ['Email', customer.email],
    ['Phone', customer.phone],
    ['Tags', customer.tags.join(', ')],
    ['Note', customer.note],
    ['Email marketing', customer.emailConsent.marketingState],
    ['Customer since', customer.createdAt.slice(0, 10)],
    [
      'Address',
      [customer.addresses[0]?.address1, customer.addresses[0]?.zip, customer.addresses[0]?.city]
        .filter(Boolean)
        .join(', '),
    ],
    ['Id', customer.id],
  ].map(([name, value]) => [escapeHtml(name), escapeHtml(value) || '–']);
  const orders = [...store.ordersOf(customer.id)].reverse().map((order) => orderRow(store, order));
  return card(displayName(customer), table(['', ''], facts)) + card('Orders', table(ORDER_HEAD, orders));
}

function orderPage(store: ShopStore, order: ShopifyOrder): string {
  const lines = order.lineItems.map((line) =>
    [line.title, line.sku, line.quantity, line.price, line.totalDiscount].map(escapeHtml),
  );
  const refunds = order.refunds.map((refund) =>
    [refund.createdAt.slice(0, 16), refund.amount, refund.note].map(escapeHtml),
  );
  return (
    card(order.name, table(ORDER_HEAD, [orderRow(store, order)])) +
    card('Items', table(['Product', 'SKU', 'Quantity', 'Price', 'Discount'], lines)) +
    (refunds.length > 0 ? card('Refunds', table(['Date', 'Amount', 'Note'], refunds)) : '')
  );
}

/** The list of a section, or one record; null when there is no such record. */
export function adminPage(
  store: ShopStore,
  section: 'orders' | 'products' | 'customers',
  id: string | undefined,
): string | null {
  if (id !== undefined && section !== 'products') {
    const [order, customer] = [store.orders.get(id), store.customers.get(id)];
    if (section === 'orders') return order ? orderPage(store, order) : null;
    return customer ? customerPage(store, customer) : null;
  }
  if (section === 'orders') {
    const rows = newest(store.orders).map((order) => orderRow(store, order));
    return card(`Orders (${store.orders.size})`, table(ORDER_HEAD, rows));
  }
  if (section === 'products') {
    return card(
      `Products (${store.products.size})`,
      table(['Product', 'Status', 'Type', 'Vendor', 'Price'], newest(store.products).map(productRow)),
    );
  }
  const rows = newest(store.customers).map((customer) => customerRow(store, customer));
  return card(
    `Customers (${store.customers.size})`,
    table(['Customer', 'Email', 'Email marketing', 'City', 'Orders', 'Spent'], rows),
  );
}

export function homePage(store: ShopStore): string {
  const today = new Date().toISOString().slice(0, 10);
  let count = 0;
  let cents = 0;
  for (const order of store.orders.values()) {
    if (!order.processedAt.startsWith(today)) continue;
    count += 1;
    cents += spentCents([order]);
  }
  const figures = [
    ['Orders today', count],
    ['Sales today', `${fromCents(cents)} ${store.shop.currencyCode}`],
    ['Customers', store.customers.size],
    ['Orders', store.orders.size],
  ].map(([name, value]) => `<div class="figure"><span>${name}</span><strong>${value}</strong></div>`);
  return card(store.shop.name, `<div class="figures">${figures.join('')}</div>`);
}
