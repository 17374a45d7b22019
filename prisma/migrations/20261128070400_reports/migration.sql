-- Reports that somebody composed and wants to find again.
create table report (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  name        text not null,
  ask         jsonb not null,
  created_by  text not null,
  created_at  timestamptz not null default now(),
  primary key (shop_id, id)
);
alter table report enable row level security;
create policy tenant on report using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
