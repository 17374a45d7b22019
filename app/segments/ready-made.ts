import type { GoalMeasure } from './goal-measures.ts';

export type ReadyMadeSegment = {
  handle: string;
  name: string;
  /** What it is for, to the merchant. */
  sentence: string;
  goal: { measure: GoalMeasure; sentence: string };
  /** In the language, laid out as `formatRule` does. */
  rule: string;
};

/** Segments to start from. Figures in them are common ones, for the merchant to change. */
export const readyMadeSegments: readonly ReadyMadeSegment[] = [
  {
    handle: 'win-back',
    name: 'Win back',
    sentence: 'Bought at least twice, then nothing for half a year.',
    goal: { measure: 'reactivated_share', sentence: 'Have one in twenty buy again within 60 days.' },
    rule: 'number_of_orders >= 2 AND last_order_date < -180d',
  },
  {
    handle: 'overdue',
    name: 'Overdue by their own rhythm',
    sentence: 'Regulars who have waited more than twice as long as they usually do.',
    goal: { measure: 'reactivated_share', sentence: 'Have one in ten buy again within 30 days.' },
    rule: 'number_of_orders >= 3 AND rhythm_overdue > 2',
  },
  {
    handle: 'vip',
    name: 'VIP',
    sentence: 'Spent a lot, often, and lately.',
    goal: { measure: 'retained_share', sentence: 'Keep nine in ten buying each half year.' },
    rule: 'amount_spent >= 1000 AND number_of_orders >= 4 AND last_order_date >= -180d',
  },
  {
    handle: 'vip-at-risk',
    name: 'VIP at risk',
    sentence: 'Among the best customers, and overdue.',
    goal: { measure: 'retained_share', sentence: 'Have one in five buy again within 30 days.' },
    rule: 'amount_spent >= 1000 AND number_of_orders >= 4 AND rhythm_overdue > 1.5',
  },
  {
    handle: 'first-purchase',
    name: 'Just bought for the first time',
    sentence: 'First order in the last 30 days and no second yet.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in four buy again within 90 days.' },
    rule: 'first_order_date >= -30d AND number_of_orders = 1',
  },
  {
    handle: 'one-time-buyers',
    name: 'One-time buyers',
    sentence: 'One order, three months to a year ago.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in ten buy a second time.' },
    rule: 'number_of_orders = 1 AND last_order_date BETWEEN -12m AND -90d',
  },
  {
    handle: 'one-time-replenishable',
    name: 'One-time buyers of something that runs out',
    sentence: 'Bought one replenishable product about two months ago and nothing since. Change the tag to yours.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in five reorder within 30 days.' },
    rule: "number_of_orders = 1\nAND products_purchased MATCHES (tag = 'replenishable', date BETWEEN -90d AND -45d)",
  },
  {
    handle: 'second-purchase-due',
    name: 'On the way to the third order',
    sentence: 'Two orders: the third makes a regular.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in three place a third order.' },
    rule: 'number_of_orders = 2 AND last_order_date >= -120d',
  },
  {
    handle: 'online-only',
    name: 'Online only',
    sentence: 'Buy online and never in a store.',
    goal: { measure: 'store_visit_share', sentence: 'Bring one in twenty to a store.' },
    rule: 'online_orders >= 1 AND pos_orders = 0',
  },
  {
    handle: 'online-near-store',
    name: 'Online only, near a store',
    sentence: 'Buy online and live within ten kilometres of the store. Put in your store’s coordinates.',
    goal: { measure: 'store_visit_share', sentence: 'Bring one in ten to the store.' },
    rule:
      'online_orders >= 1\nAND pos_orders = 0\n' +
      'AND customer_within_distance MATCHES (coordinates = (52.52, 13.405), distance_km <= 10)',
  },
  {
    handle: 'till-only',
    name: 'In store only',
    sentence: 'Buy at the till and never online.',
    goal: { measure: 'online_order_share', sentence: 'Have one in twenty order online.' },
    rule: 'pos_orders >= 1 AND online_orders = 0',
  },
  {
    handle: 'till-without-consent',
    name: 'In store, not reachable',
    sentence: 'Good customers at the till who have not agreed to e-mail or SMS.',
    goal: { measure: 'reachable_share', sentence: 'Ask at the till until one in four is reachable.' },
    rule: 'pos_orders >= 2 AND reachable_by_email = false AND reachable_by_sms = false',
  },
  {
    handle: 'both-channels',
    name: 'Online and in store',
    sentence: 'Buy in both worlds: usually the most valuable customers.',
    goal: { measure: 'revenue_per_member', sentence: 'Raise their spending per half year by a tenth.' },
    rule: 'online_orders >= 1 AND pos_orders >= 1',
  },
  {
    handle: 'store-turned-online',
    name: 'Moving from store to online',
    sentence: 'First bought in a store; this year mostly online.',
    goal: { measure: 'retained_share', sentence: 'Keep them buying in one channel or the other.' },
    rule: "first_channel = 'pos' AND share(orders, channel = 'online', date >= -12m) > 0.5",
  },
  {
    handle: 'big-baskets',
    name: 'Big baskets',
    sentence: 'Orders well above the usual size.',
    goal: { measure: 'average_order_value', sentence: 'Hold their order value while they order more often.' },
    rule: 'average_order_value >= 150 AND number_of_orders >= 2',
  },
  {
    handle: 'small-baskets-often',
    name: 'Small baskets, often',
    sentence: 'Order often and little: free shipping from a threshold pays here.',
    goal: { measure: 'average_order_value', sentence: 'Raise their order value by 15 %.' },
    rule: 'average_order_value < 40 AND orders_placed MATCHES (count >= 4, date >= -12m)',
  },
  {
    handle: 'full-price',
    name: 'Pay full price',
    sentence: 'Several orders and never a discount: no coupon needed.',
    goal: { measure: 'revenue_per_member', sentence: 'Sell them the new collection first.' },
    rule: 'number_of_orders >= 3 AND orders_placed NOT MATCHES (discounted = true)',
  },
  {
    handle: 'discount-hunters',
    name: 'Discount hunters',
    sentence: 'Four in five of their orders had a discount.',
    goal: { measure: 'revenue_per_member', sentence: 'Earn as much from them with fewer discounts.' },
    rule: 'number_of_orders >= 3 AND share(orders, discounted = true) >= 0.8',
  },
  {
    handle: 'returns-a-lot',
    name: 'Return a lot',
    sentence: 'Three or more refunds within a year.',
    goal: { measure: 'refund_rate', sentence: 'Lower their refunds by a quarter with better size advice.' },
    rule: 'refunds_received MATCHES (count >= 3, date >= -12m)',
  },
  {
    handle: 'cross-sell',
    name: 'Bought one thing, not the other',
    sentence: 'Bought from one product type and never from the one that goes with it. Change the types to yours.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in ten buy the second.' },
    rule:
      "products_purchased MATCHES (product_type = 'Coffee machines')\n" +
      "AND products_purchased NOT MATCHES (product_type = 'Coffee')",
  },
  {
    handle: 'brand-fans',
    name: 'Fans of one brand',
    sentence: 'Most of what they spend goes to one vendor. Change the name to yours.',
    goal: { measure: 'revenue_per_member', sentence: 'Tell them first when the brand has something new.' },
    rule: "number_of_orders >= 2 AND share(lines.amount, vendor = 'Acme') > 0.6",
  },
  {
    handle: 'birthday-soon',
    name: 'Birthday in the next 30 days',
    sentence: 'Have their birthday soon and may be written to.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in ten buy in the month of their birthday.' },
    rule: "anniversary('birth_date') BETWEEN today AND +30d AND reachable_by_email = true",
  },
  {
    handle: 'customer-anniversary',
    name: 'One year a customer',
    sentence: 'Their first order has its anniversary this week.',
    goal: { measure: 'retained_share', sentence: 'Thank them; have one in eight buy again.' },
    rule: "anniversary('first_order_date') BETWEEN today AND +7d\nAND days_since_first_order >= 350",
  },
  {
    handle: 'subscribed-never-bought',
    name: 'Subscribed, never bought',
    sentence: 'Get the newsletter and have not ordered yet.',
    goal: { measure: 'repeat_purchase_rate', sentence: 'Have one in fifty place a first order.' },
    rule: "email_subscription_status = 'SUBSCRIBED' AND number_of_orders = 0",
  },
  {
    handle: 'good-but-unsubscribed',
    name: 'Good customers who unsubscribed',
    sentence: 'Spend well but left the newsletter: reach them in the parcel or at the till.',
    goal: { measure: 'reachable_share', sentence: 'Win one in ten back as a reader.' },
    rule: "email_subscription_status = 'UNSUBSCRIBED' AND amount_spent >= 300",
  },
  {
    handle: 'sms-reachable',
    name: 'Reachable by SMS',
    sentence: 'Agreed to SMS and bought within a year.',
    goal: { measure: 'revenue_per_member', sentence: 'Use it sparingly: revenue per message is what counts.' },
    rule: 'reachable_by_sms = true AND last_order_date >= -12m',
  },
  {
    handle: 'one-buyer-in-a-family',
    name: 'One buyer in a family of several',
    sentence: 'Three or more customers live together and only this one has bought.',
    goal: { measure: 'revenue_per_member', sentence: 'Sell them a tenth more with what the whole family can use.' },
    rule: 'household_size >= 3 AND household_buyers = 1 AND number_of_orders >= 1',
  },
  {
    handle: 'unhappy',
    name: 'Unhappy lately',
    sentence: 'Gave a bad rating or opened two tickets within 60 days.',
    goal: { measure: 'retained_share', sentence: 'Call them; keep half of them.' },
    rule:
      "feedback_given MATCHES (type = 'review', rating <= 2, date >= -60d)\n" +
      "OR interactions_had MATCHES (type = 'ticket', count >= 2, date >= -60d)",
  },
  {
    handle: 'ask-for-review',
    name: 'Ask for a review',
    sentence: 'Bought two to six weeks ago, have no refund and never wrote a review.',
    goal: { measure: 'review_share', sentence: 'Get a review from one in fifteen.' },
    rule: 'orders_placed MATCHES (date BETWEEN -45d AND -14d)\nAND reviews_count = 0\nAND refunds_received NOT MATCHES (date >= -60d)',
  },
  {
    handle: 'loyalty-points-idle',
    name: 'Points to spend',
    sentence: 'Loyalty members with many points and no order for three months.',
    goal: { measure: 'reactivated_share', sentence: 'Have one in eight spend their points.' },
    rule: 'loyalty_points >= 500 AND last_order_date < -90d',
  },
  {
    handle: 'dormant',
    name: 'Dormant',
    sentence: 'Nothing for two years: stop mailing, or ask one last time.',
    goal: { measure: 'reactivated_share', sentence: 'One last letter; whoever stays silent leaves the list.' },
    rule: 'number_of_orders >= 1 AND last_order_date < -2y',
  },
];
