-- Who works in a shop, as Shopify introduces them, and what the shop's owner lets them do.
create table staff_member (
  shop_id  bigint not null references shop (shop_id) on delete cascade,
  staff_id text not null,
  name     text not null,
  is_owner boolean not null default false,
  role     text not null default 'reader' check (role in ('reader', 'marketer')),
  met_at   timestamptz not null default now(),
  primary key (shop_id, staff_id)
);

alter table staff_member enable row level security;
create policy tenant on staff_member
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
