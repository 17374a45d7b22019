-- Which profiles each batch touched, for what is counted on a copy of the data and must not be stale.

create table segment_touch (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  profile_ids  bigint[] not null,
  touched_at   timestamptz not null default now(),
  primary key (shop_id, id)
);
create index segment_touch_time on segment_touch (shop_id, touched_at);

alter table segment_touch enable row level security;
create policy tenant on segment_touch using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
