/** Payloads as Shopify sends them, cut down to what Onefold reads. Ids are digits, as text: they go out as bare numbers. */

export type CustomerFields = {
  id: string;
  at: Date;
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  phone?: string | null;
  note?: string | null;
  state?: string;
  address?: Record<string, string | null> | null;
};

/** JSON text in which `$id` strings stand as bare numbers, with all their digits. */
export function json(value: unknown): string {
  return JSON.stringify(value).replace(/"\$(\d+)"/g, '$1');
}

const bare = (id: string) => `$${id}`;

function customerObject(fields: CustomerFields): Record<string, unknown> {
  return {
    id: bare(fields.id),
    admin_graphql_api_id: `gid://shopify/Customer/${fields.id}`,
    created_at: '2024-01-05T09:00:00-05:00',
    updated_at: fields.at.toISOString(),
    first_name: fields.firstName === undefined ? 'Ada' : fields.firstName,
    last_name: fields.lastName === undefined ? 'Abel' : fields.lastName,
    email: fields.email === undefined ? `ada.${fields.id}@example.com` : fields.email,
    phone: fields.phone ?? null,
    note: fields.note ?? null,
    state: fields.state ?? 'enabled',
    verified_email: true,
    currency: 'USD',
    ...(fields.address ? { default_address: fields.address } : {}),
  };
}

export function customerPayload(fields: CustomerFields): string {
  return json(customerObject(fields));
}

export type OrderFields = {
  id: string;
  at: Date;
  placedAt?: Date;
  customer?: CustomerFields | null;
  guest?: { email?: string; firstName?: string; lastName?: string };
  /** In units of money, not minor. */
  total?: string;
  channel?: 'web' | 'pos';
  status?: string;
  cancelledAt?: Date | null;
  currency?: string;
  note?: string | null;
  /** Path and query of the page that the visit began on. */
  landing?: string;
  title?: string;
  /** Whom the goods go to, where that is not the buyer. */
  shipTo?: Record<string, string | null>;
  refunds?: Record<string, unknown>[];
};

export function orderPayload(fields: OrderFields): string {
  const { guest, customer } = fields;
  return json({
    ...orderHead(fields),
    ...moneyOf(fields.total ?? '100.00', fields.currency ?? 'USD'),
    email: guest?.email ?? null,
    ...(guest && { billing_address: { first_name: guest.firstName ?? 'Gus', last_name: guest.lastName ?? 'Guest' } }),
    ...(customer && { customer: customerObject(customer) }),
    ...(fields.shipTo && { shipping_address: fields.shipTo }),
    line_items: [lineOf(fields)],
    refunds: fields.refunds ?? [],
  });
}

function orderHead(fields: OrderFields): Record<string, unknown> {
  const placedAt = (fields.placedAt ?? fields.at).toISOString();
  return {
    id: bare(fields.id),
    admin_graphql_api_id: `gid://shopify/Order/${fields.id}`,
    name: `#${fields.id.slice(-4)}`,
    created_at: placedAt,
    processed_at: placedAt,
    updated_at: fields.at.toISOString(),
    cancelled_at: fields.cancelledAt?.toISOString() ?? null,
    financial_status: fields.status ?? 'paid',
    source_name: fields.channel ?? 'web',
    test: false,
    taxes_included: true,
    tags: '',
    note: fields.note ?? null,
    discount_codes: [],
    ...(fields.landing === undefined ? {} : { landing_site: fields.landing }),
  };
}

function moneyOf(total: string, currency: string): Record<string, unknown> {
  const set = (amount: string) => ({ shop_money: { amount, currency_code: currency } });
  return {
    currency,
    total_price: total,
    total_price_set: set(total),
    total_line_items_price: total,
    total_line_items_price_set: set(total),
    total_discounts: '0.00',
    total_discounts_set: set('0.00'),
    total_tax: '0.00',
    total_tax_set: set('0.00'),
    total_shipping_price_set: set('0.00'),
  };
}

function lineOf({ id, title = 'Candle', total = '100.00' }: OrderFields): Record<string, unknown> {
  return { id: bare(`${id}1`), title, quantity: 1, price: total, total_discount: '0.00' };
}

export type RefundFields = { id: string; orderId: string; at: Date; amount: string; currency?: string; note?: string };

export function refundObject(fields: RefundFields): Record<string, unknown> {
  return {
    id: bare(fields.id),
    admin_graphql_api_id: `gid://shopify/Refund/${fields.id}`,
    order_id: bare(fields.orderId),
    created_at: fields.at.toISOString(),
    processed_at: fields.at.toISOString(),
    note: fields.note ?? null,
    refund_line_items: [],
    transactions: [
      {
        id: bare(`${fields.id}7`),
        kind: 'refund',
        status: 'success',
        amount: fields.amount,
        currency: fields.currency ?? 'USD',
      },
    ],
  };
}

export function refundPayload(fields: RefundFields): string {
  return json(refundObject(fields));
}

/** customer.tags_added and customer.tags_removed. */
export function tagsPayload(customerId: string, tags: string[], at: Date): string {
  return json({ customerId: `gid://shopify/Customer/${customerId}`, tags, occurredAt: at.toISOString() });
}
