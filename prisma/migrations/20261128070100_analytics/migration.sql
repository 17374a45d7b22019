-- Figures over all of a shop that take too long for a page, as they were last worked out; and what people undertake about customers.

create table figure (
  shop_id     bigint not null,
  key         text not null,
  body        jsonb not null,
  took_ms     integer not null,
  worked_out  timestamptz not null default now(),
  wanted_at   timestamptz,
  primary key (shop_id, key)
);

create table care_action (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  profile_id   bigint not null,
  kind         text not null check (kind in ('call', 'email', 'letter', 'offer', 'in_store', 'product')),
  product_key  text,
  owner        text not null,
  due_day      date not null,
  state        text not null default 'planned' check (state in ('planned', 'done', 'dropped')),
  done_at      timestamptz,
  risk         double precision,
  stake_minor  bigint not null default 0,
  created_by   text not null,
  created_at   timestamptz not null default now(),
  primary key (shop_id, id)
);
create index care_action_profile on care_action (shop_id, profile_id);
create index care_action_due on care_action (shop_id, state, due_day, id);

do $$
declare t text;
begin
  foreach t in array array['figure', 'care_action'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
