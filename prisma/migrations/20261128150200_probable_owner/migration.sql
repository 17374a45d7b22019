-- Who may have bought what the till sold to nobody in particular: a guess with its confidence, which no fact is made of.
create table probable_owner (
  shop_id     bigint not null,
  order_id    bigint not null,
  record_id   bigint not null,
  confidence  real not null check (confidence between 0 and 1),
  reasons     jsonb not null,
  primary key (shop_id, order_id)
);
create index probable_owner_record on probable_owner (shop_id, record_id);

-- How often such guesses are right, tried on receipts of which the owner is known.
create table owner_exam (
  shop_id   bigint primary key,
  bands     jsonb not null,
  examined  integer not null,
  made_at   timestamptz not null default now()
);

do $$
declare t text;
begin
  foreach t in array array['probable_owner', 'owner_exam'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
