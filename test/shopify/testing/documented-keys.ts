/** Keys of Shopify's webhook payloads as documented for 2026-07, sorted. An order's `customer` is left out: a till may have none. */
const sorted = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .filter(Boolean)
    .sort();

export const CUSTOMER_KEYS =
  sorted(`id created_at updated_at first_name last_name state note verified_email multipass_identifier
  tax_exempt email phone currency addresses tax_exemptions admin_graphql_api_id default_address`);

export const ORDER_KEYS =
  sorted(`id admin_graphql_api_id app_id browser_ip buyer_accepts_marketing cancel_reason cancelled_at
  cart_token checkout_token client_details closed_at confirmation_number confirmed contact_email created_at currency
  current_shipping_price_set current_subtotal_price current_subtotal_price_set current_total_additional_fees_set
  current_total_discounts current_total_discounts_set current_total_duties_set current_total_price current_total_price_set
  current_total_tax current_total_tax_set customer_locale device_id discount_codes duties_included email estimated_taxes
  financial_status fulfillment_status landing_site landing_site_ref location_id merchant_business_entity_id
  merchant_of_record_app_id name note note_attributes number order_number order_status_url original_total_additional_fees_set
  original_total_duties_set payment_gateway_names phone po_number presentment_currency processed_at reference referring_site
  source_identifier source_name source_url subtotal_price subtotal_price_set tags tax_exempt tax_lines taxes_included test token
  total_cash_rounding_payment_adjustment_set total_cash_rounding_refund_adjustment_set total_discounts total_discounts_set
  total_line_items_price total_line_items_price_set total_outstanding total_price total_price_set total_shipping_price_set
  total_tax total_tax_set total_tip_received total_weight updated_at user_id billing_address discount_applications fulfillments
  line_items payment_terms refunds shipping_address shipping_lines returns line_item_groups`);

export const LINE_ITEM_KEYS = sorted(`id admin_graphql_api_id attributed_staffs current_quantity fulfillable_quantity
  fulfillment_service fulfillment_status gift_card grams name price price_set product_exists product_id properties quantity
  requires_shipping sales_line_item_group_id sku taxable title total_discount total_discount_set variant_id
  variant_inventory_management variant_title vendor tax_lines duties discount_allocations`);

export const REFUND_KEYS = sorted(`id order_id created_at note user_id processed_at duties total_duties_set return
  refund_shipping_lines restock admin_graphql_api_id order_adjustments refund_line_items transactions`);

export const REFUND_LINE_KEYS =
  sorted(`id quantity line_item_id location_id restock_type subtotal total_tax subtotal_set
  total_tax_set line_item`);

export const PRODUCT_KEYS =
  sorted(`id admin_graphql_api_id title body_html handle product_type vendor status tags published_at
  published_scope template_suffix created_at updated_at variants options images image media variant_gids
  has_variants_that_requires_components category`);
