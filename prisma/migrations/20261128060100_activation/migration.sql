-- Where a segment is sent to in Shopify, and as what.
create table activation_target (
  shop_id      bigint not null,
  segment_id   bigint not null,
  way          text not null check (way in ('native', 'tag')),
  state        text not null default 'off' check (state in ('off', 'live')),
  tag          text not null,
  segment_gid  text,
  segment_name text not null,
  query        text,
  change_cap   integer not null check (change_cap > 0),
  changed_at   timestamptz not null default now(),
  primary key (shop_id, segment_id)
);

-- One change of Shopify as a whole: planned, shown, agreed to, carried out, undone. `query` is what Shopify's segment says
-- after it (null = there is none), `query_before` what it said before.
create table activation_run (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  segment_id   bigint not null,
  cause        text not null check (cause in ('sent', 'followed', 'undone', 'ended', 'erased')),
  state        text not null check (state in ('planned', 'running', 'stopped', 'done', 'dropped')),
  way          text not null check (way in ('native', 'tag')),
  query        text,
  query_before text,
  adds         integer not null default 0,
  removes      integer not null default 0,
  unreachable  integer not null default 0,
  reason       text,
  undoes       bigint,
  undone       boolean not null default false,
  actor        text not null,
  created_at   timestamptz not null default now(),
  finished_at  timestamptz,
  primary key (shop_id, id)
);
create index activation_run_segment on activation_run (shop_id, segment_id, id desc);
-- Of a segment, one change at a time waits for a person or is under way; erasures wait for nobody.
create unique index activation_run_open on activation_run (shop_id, segment_id)
  where state in ('planned', 'running', 'stopped') and cause <> 'erased';

-- The outbox: one customer of Shopify in one run.
create table activation_change (
  shop_id     bigint not null,
  run_id      bigint not null,
  customer_id text not null,
  op          text not null check (op in ('add', 'remove')),
  state       text not null default 'waiting' check (state in ('waiting', 'sending', 'done', 'needless', 'failed')),
  message     text,
  changed_at  timestamptz not null default now(),
  primary key (shop_id, run_id, customer_id),
  foreign key (shop_id, run_id) references activation_run (shop_id, id) on delete cascade
);
create index activation_change_customer on activation_change (shop_id, customer_id);
create index activation_change_open on activation_change (shop_id, run_id) where state in ('waiting', 'sending');

-- Customers of Shopify who carry a segment's tag.
create table activation_carrier (
  shop_id     bigint not null,
  segment_id  bigint not null,
  customer_id text not null,
  since       timestamptz not null default now(),
  primary key (shop_id, segment_id, customer_id)
);
create index activation_carrier_customer on activation_carrier (shop_id, customer_id);

do $$
declare t text;
begin
  foreach t in array array['activation_target', 'activation_run', 'activation_change', 'activation_carrier'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
