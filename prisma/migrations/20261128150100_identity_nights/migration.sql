-- Each night a part of the shop is decided anew from its records. What comes out otherwise than it stood is kept, and healed.
create table identity_check (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  since        timestamptz not null,
  started_at   timestamptz not null default now(),
  finished_at  timestamptz,
  people       integer not null default 0,
  primary key (shop_id, id)
);

create table identity_difference (
  shop_id    bigint not null,
  check_id   bigint not null,
  record_id  bigint not null,
  was        bigint,
  is_now     bigint not null,
  primary key (shop_id, check_id, record_id)
);
create index identity_difference_record on identity_difference (shop_id, record_id);

do $$
declare t text;
begin
  foreach t in array array['identity_check', 'identity_difference'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
