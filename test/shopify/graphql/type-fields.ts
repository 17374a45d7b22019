import { BULK_OPERATION_FIELDS } from '../bulk/bulk-operation-fields.ts';
import { ADDRESS_FIELDS } from './address-fields.ts';
import { CUSTOMER_FIELDS } from './customer-fields.ts';
import type { FieldTable } from './graph-context.ts';
import { METAFIELD_DEFINITION_FIELDS, METAFIELD_FIELDS } from './metafield-fields.ts';
import { MUTATIONS } from './mutations.ts';
import {
  LINE_ITEM_FIELDS,
  ORDER_FIELDS,
  REFUND_FIELDS,
  REFUND_LINE_FIELDS,
  TRANSACTION_FIELDS,
} from './order-fields.ts';
import { INVENTORY_ITEM_FIELDS, LOCATION_FIELDS, PRODUCT_FIELDS, VARIANT_FIELDS } from './product-fields.ts';
import { QUERY_ROOT } from './query-root.ts';
import { SEGMENT_FIELDS, SHOP_FIELDS } from './shop-fields.ts';

/** The resolvers of every GraphQL type the stand-in knows, by the type's name. */
export const TYPE_FIELDS = new Map<string, FieldTable<never>>([
  ['QueryRoot', QUERY_ROOT],
  ['Mutation', MUTATIONS],
  ['Shop', SHOP_FIELDS],
  ['Customer', CUSTOMER_FIELDS],
  ['MailingAddress', ADDRESS_FIELDS],
  ['Order', ORDER_FIELDS],
  ['LineItem', LINE_ITEM_FIELDS],
  ['Refund', REFUND_FIELDS],
  ['RefundLineItem', REFUND_LINE_FIELDS],
  ['OrderTransaction', TRANSACTION_FIELDS],
  ['Product', PRODUCT_FIELDS],
  ['ProductVariant', VARIANT_FIELDS],
  ['InventoryItem', INVENTORY_ITEM_FIELDS],
  ['Location', LOCATION_FIELDS],
  ['Segment', SEGMENT_FIELDS],
  ['Metafield', METAFIELD_FIELDS],
  ['MetafieldDefinition', METAFIELD_DEFINITION_FIELDS],
  ['BulkOperation', BULK_OPERATION_FIELDS],
]);
