import type { ShopifyLineItem } from '../dataset.ts';
import { toGid } from '../world/gid.ts';
import { exactNumber, exactNumberOrNull } from './exact-json.ts';
import { moneySet } from './money-set.ts';

type Json = Record<string, unknown>;

/** One line of an order. */
export function lineItemPayload(line: ShopifyLineItem, currency: string, fulfilled: boolean): Json {
  return {
    id: exactNumber(line.id),
    admin_graphql_api_id: toGid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: fulfilled ? 0 : line.currentQuantity,
    fulfillment_service: 'manual',
    fulfillment_status: fulfilled ? 'fulfilled' : null,
    gift_card: false,
    grams: 100,
    name: line.variantTitle ? `${line.title} - ${line.variantTitle}` : line.title,
    price: line.price,
    price_set: moneySet(line.price, currency),
    product_exists: line.productId !== null,
    product_id: exactNumberOrNull(line.productId),
    properties: [],
    quantity: line.quantity,
    requires_shipping: true,
    sales_line_item_group_id: null,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: line.totalDiscount,
    total_discount_set: moneySet(line.totalDiscount, currency),
    variant_id: exactNumberOrNull(line.variantId),
    variant_inventory_management: 'shopify',
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: discountAllocations(line, currency),
  };
}

function discountAllocations(line: ShopifyLineItem, currency: string): Json[] {
  if (Number(line.totalDiscount) === 0) return [];
  return [
    {
      amount: line.totalDiscount,
      amount_set: moneySet(line.totalDiscount, currency),
      discount_application_index: 0,
    },
  ];
}
