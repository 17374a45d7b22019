-- What goes with what, learned at night from who bought what; and how such advice did on the shop's own past.
create table product_advice (
  shop_id      bigint not null,
  product_key  text not null,
  title        text not null,
  buyers       integer not null,
  offered      boolean not null,
  returned     real not null default 0,
  gap_days     real,
  neighbours   jsonb not null,
  primary key (shop_id, product_key)
);

create table advice_exam (
  shop_id    bigint primary key,
  body       jsonb not null,
  fitted_at  timestamptz not null default now()
);

do $$
declare t text;
begin
  foreach t in array array['product_advice', 'advice_exam'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
