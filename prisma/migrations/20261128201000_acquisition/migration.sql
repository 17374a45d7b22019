-- The visit that led to an order, and what winning customers cost: by month, and by what their first orders say.
alter table sales_order add column visit jsonb;

create table acquisition_cost (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  month        date not null check (extract(day from month) = 1),
  split        text not null check (split in ('month', 'campaign', 'visit', 'source', 'channel')),
  value        text not null check ((split = 'month') = (value = '')),
  amount_minor bigint not null check (amount_minor > 0),
  entered_by   text not null,
  entered_at   timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, month, split, value)
);
alter table acquisition_cost enable row level security;
create policy tenant on acquisition_cost using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
