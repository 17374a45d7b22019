import type pg from 'pg';
import type { ShopifyOrder } from '#test/shopify/dataset.ts';
import type { ShopStore } from '#test/shopify/world/shop-store.ts';
import { refundedCents } from '#test/shopify/world/spending.ts';

/** What a shop comes to: counts, and sums in minor units. */
export type Totals = {
  customers: number;
  orders: number;
  lines: number;
  totalMinor: number;
  refunds: number;
  refundedMinor: number;
  netMinor: number;
  products: number;
  variants: number;
};

/** The totals of the shop on Shopify's side. */
export function totalsOfShopify(store: ShopStore): Totals {
  const orders = [...store.orders.values()];
  const counts = ({ test, cancelledAt, financialStatus }: ShopifyOrder) =>
    !test && cancelledAt === null && financialStatus !== 'VOIDED';
  return {
    customers: store.customers.size,
    orders: orders.length,
    lines: sum(orders.map((order) => order.lineItems.length)),
    totalMinor: sum(orders.map((order) => minor(order.total))),
    refunds: sum(orders.map((order) => order.refunds.length)),
    refundedMinor: sum(orders.map(refundedCents)),
    netMinor: sum(orders.filter(counts).map((order) => minor(order.total) - refundedCents(order))),
    products: store.products.size,
    variants: store.variants.size,
  };
}

/** The totals of the same shop on our side, as its Shopify source tells them. */
export async function totalsOfStore(owner: pg.Client, shopId: number): Promise<Totals> {
  const found = await owner.query<{ totals: Totals }>(
    `with s as (select shop_id, id from source where shop_id = $1 and kind = 'shopify'),
     o as (select o.* from sales_order o join s on s.shop_id = o.shop_id and s.id = o.source_id where o.deleted_at is null)
     select json_build_object(
       'customers', (select count(*) from customer_record r join s on s.shop_id = r.shop_id and s.id = r.source_id
                     where r.kind = 'customer' and r.deleted_at is null),
       'orders', (select count(*) from o),
       'lines', (select count(*) from order_line l join o on o.shop_id = l.shop_id and o.id = l.order_id),
       'totalMinor', (select coalesce(sum(total_minor), 0) from o),
       'refunds', (select count(*) from refund f join s on s.shop_id = f.shop_id and s.id = f.source_id),
       'refundedMinor', (select coalesce(sum(refunded_minor), 0) from o),
       'netMinor', (select coalesce(sum(net_minor), 0) from o),
       'products', (select count(*) from product p join s on s.shop_id = p.shop_id and s.id = p.source_id where p.deleted_at is null),
       'variants', (select count(*) from product_variant v join s on s.shop_id = v.shop_id and s.id = v.source_id)
     ) as totals`,
    [shopId],
  );
  return found.rows[0]!.totals;
}

function minor(amount: string): number {
  return Math.round(Number(amount) * 100);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
