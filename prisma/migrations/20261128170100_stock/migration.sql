-- What Shopify knows of the stock of a variant, so that nothing is suggested that cannot be had.
alter table product_variant
  add column available integer,
  add column sells_without_stock boolean,
  add column is_tracked boolean;

-- Tills know no Shopify ids: a product is found by its title.
create index product_title on product (shop_id, lower(btrim(title)));
