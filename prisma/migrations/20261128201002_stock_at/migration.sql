-- The instant that a variant's stock is of: an older word on the product says nothing of it.
alter table product_variant add column stock_at timestamptz;
