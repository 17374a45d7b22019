-- Whom an order went to, where the source names another than who pays; '{}': somebody of whom nothing is kept any more.
alter table sales_order add column receiver jsonb;
create index sales_order_receiver on sales_order (shop_id, record_id) where receiver is not null;

-- Orders that went to another than their payer, and to whom if that is one of the shop's people.
create table order_receiver (
  shop_id    bigint not null,
  order_id   bigint not null,
  payer_id   bigint not null,
  profile_id bigint,
  primary key (shop_id, order_id)
);
create index order_receiver_payer on order_receiver (shop_id, payer_id);
create index order_receiver_profile on order_receiver (shop_id, profile_id) where profile_id is not null;

-- Keys by which a receiver is found once he is one of the shop's people; as those of records in blocking_key.
create table receiver_key (
  shop_id  bigint not null,
  key      bigint not null,
  order_id bigint not null,
  primary key (shop_id, key, order_id)
);
create index receiver_key_order on receiver_key (shop_id, order_id);

alter table order_receiver enable row level security;
create policy tenant on order_receiver
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table receiver_key enable row level security;
create policy tenant on receiver_key
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));

-- Payer against receiver: orders that a person paid for and another received, what they came to, and orders that others sent him.
alter table profile_metrics
  add column orders_for_others integer not null default 0,
  add column for_others_minor bigint not null default 0,
  add column orders_received integer not null default 0;
