-- What each check found of the entries of one store's member of staff (0 and '': not known). Counts only.
create table check_run_staff (
  shop_id    bigint not null,
  run_id     bigint not null,
  check_key  text not null,
  store_id   bigint not null,
  staff      text not null,
  total      bigint not null,
  failing    bigint not null,
  primary key (shop_id, run_id, check_key, store_id, staff),
  foreign key (shop_id, run_id) references quality_run (shop_id, id) on delete cascade
);

-- What the merchant asks of a built-in check where it is not the default.
create table quality_standard (
  shop_id    bigint not null,
  check_key  text not null,
  severity   text check (severity in ('high', 'medium', 'low')),
  owner      text not null default '',
  target     double precision check (target between 0 and 1),
  is_active  boolean not null default true,
  repairs    boolean not null default false,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  primary key (shop_id, check_key)
);

-- The merchant's own checks: people for whom a rule of the segment language must not hold.
create table own_check (
  shop_id    bigint not null,
  id         bigint generated always as identity,
  name       text not null,
  dimension  text not null,
  rule_text  text not null,
  remedy     text not null default '',
  created_at timestamptz not null default now(),
  created_by text not null default '',
  primary key (shop_id, id)
);

alter table check_run_staff enable row level security;
create policy tenant on check_run_staff
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table quality_standard enable row level security;
create policy tenant on quality_standard
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table own_check enable row level security;
create policy tenant on own_check
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
