-- Which record moved from one profile to another: what a figure told before merges and splits can be worked out from.
create table record_move (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  record_id    bigint not null,
  from_profile bigint not null,
  to_profile   bigint not null,
  cause        text not null,
  moved_at     timestamptz not null default now(),
  primary key (shop_id, id)
);
create index record_move_time on record_move (shop_id, moved_at);
create index record_move_record on record_move (shop_id, record_id);
alter table record_move enable row level security;
create policy tenant on record_move using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
