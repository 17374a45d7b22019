-- What a shop wants to reach: a figure, a value and a day.
create table kpi_goal (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  kpi          text not null,
  target       double precision not null,
  start_value  double precision,
  start_day    date not null,
  due_day      date not null,
  created_by   text not null,
  created_at   timestamptz not null default now(),
  primary key (shop_id, id)
);
alter table kpi_goal enable row level security;
create policy tenant on kpi_goal using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
