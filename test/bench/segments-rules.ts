import { addToDay } from '#app/segments/rule-dates.ts';

/** A rule, and the same question in DuckDB's SQL over `person p`, `orders o` and `lines l`. */
export type ReferenceRule = { text: string; duck: string };

/** From one attribute to functions within groups over lines. `today` is the shop's day; it is in UTC. */
export function referenceRules(today: string): { attributes: ReferenceRule[]; functions: ReferenceRule[] } {
  const ago = (amount: number, unit: 'd' | 'm') => `timestamp '${addToDay(today, -amount, unit)}'`;
  const some = (table: 'orders' | 'lines', where: string) => `p.id in (select profile_id from ${table} where ${where})`;
  const total = (table: 'orders' | 'lines', where: string, having: string) =>
    `p.id in (select profile_id from ${table} where ${where} group by 1 having ${having})`;
  return {
    attributes: [
      { text: 'amount_spent >= 500', duck: 'net >= 50000' },
      { text: 'number_of_orders >= 2 AND last_order_date < -180d', duck: `orders >= 2 and last < ${ago(180, 'd')}` },
      { text: "country = 'DE'", duck: "country = 'DE'" },
      { text: "customer_tags CONTAINS 'vip'", duck: "list_contains(tags, 'vip')" },
      { text: 'online_orders >= 1 AND pos_orders = 0', duck: 'online >= 1 and pos = 0' },
      {
        text: 'reachable_by_email = true AND amount_spent BETWEEN 50 AND 200',
        duck: 'email and net between 5000 and 20000',
      },
      { text: 'first_order_date >= -60d AND number_of_orders = 1', duck: `first >= ${ago(60, 'd')} and orders = 1` },
      {
        text: "NOT (country = 'US' OR country = 'GB') AND average_order_value > 80",
        duck: "country not in ('US', 'GB') and average > 8000",
      },
      {
        text: 'days_since_last_order > 120 AND number_of_orders > 3',
        duck: `last < ${ago(120, 'd')} and orders > 3`,
      },
      {
        text: "(amount_spent > 1000 OR number_of_orders >= 10) AND email_subscription_status != 'SUBSCRIBED'",
        duck: "(net > 100000 or orders >= 10) and consent <> 'granted'",
      },
    ],
    functions: [
      { text: 'orders_placed MATCHES (date >= -90d)', duck: some('orders', `placed >= ${ago(90, 'd')}`) },
      {
        text: 'orders_placed MATCHES (count >= 3, date >= -12m)',
        duck: total('orders', `placed >= ${ago(12, 'm')}`, 'count(*) >= 3'),
      },
      {
        text: "orders_placed MATCHES (sum_amount >= 300, channel = 'pos')",
        duck: total('orders', "channel = 'pos'", 'sum(amount) >= 30000'),
      },
      { text: 'products_purchased MATCHES (id = 1007)', duck: some('lines', "product = '1007'") },
      {
        text: "products_purchased MATCHES (vendor = 'Vendor 3', date >= -12m)",
        duck: some('lines', `vendor = 'Vendor 3' and placed >= ${ago(12, 'm')}`),
      },
      {
        text: "products_purchased NOT MATCHES (category = 'Category 2')",
        duck: `not ${some('lines', "category = 'Category 2'")}`,
      },
      {
        text: "sum(lines.amount, category = 'Category 1', date >= -12m) > 100",
        duck: total('lines', `category = 'Category 1' and placed >= ${ago(12, 'm')}`, 'sum(amount) > 10000'),
      },
      {
        text: "share(orders, channel = 'pos') > 0.5",
        duck: total('orders', 'true', "avg((channel = 'pos')::int) > 0.5"),
      },
      {
        text: "products_purchased MATCHES (count >= 2, vendor = 'Vendor 1') AND products_purchased NOT MATCHES (category = 'Category 3', date >= -90d)",
        duck: `${total('lines', "vendor = 'Vendor 1'", 'count(distinct order_id) >= 2')} and not ${some('lines', `category = 'Category 3' and placed >= ${ago(90, 'd')}`)}`,
      },
      {
        text: "avg(orders.amount, date >= -12m) >= 60 AND (products_purchased MATCHES (sum_quantity >= 4, product_type = 'Type 1') OR last(orders.channel) = 'pos')",
        duck: `${total('orders', `placed >= ${ago(12, 'm')}`, 'avg(amount) >= 6000')} and (${total('lines', "type = 'Type 1'", 'sum(quantity) >= 4')} or ${total('orders', 'true', "last(channel order by placed, id) = 'pos'")})`,
      },
    ],
  };
}
