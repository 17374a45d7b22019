-- Books that balance: what a source counts by day beside what is here, each difference by name, and what became of it.
create table books_run (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  source_id    bigint not null,
  kind         text not null check (kind in ('nightly', 'asked', 'file')),
  from_day     date not null,
  to_day       date not null,
  state        text not null default 'waiting' check (state in ('waiting', 'reading', 'healing', 'done', 'failed')),
  asked_by     text not null default '',
  asked_at     timestamptz not null default now(),
  started_at   timestamptz,
  finished_at  timestamptz,
  cursor       jsonb not null default '{}',
  objects_read bigint not null default 0,
  objects_due  bigint,
  found        jsonb not null default '{}',
  healed       bigint not null default 0,
  failure      text,
  primary key (shop_id, id)
);
create index books_run_latest on books_run (shop_id, source_id, id desc);

-- What the source said in a run that is not over; emptied at its end.
create table books_entry (
  shop_id           bigint not null,
  run_id            bigint not null,
  subject           text not null check (subject in ('order', 'refund', 'customer')),
  external_id       text not null,
  order_external_id text,
  name              text,
  happened_at       timestamptz not null,
  version_at        timestamptz,
  amount_minor      bigint not null default 0,
  state             text not null default '',
  said              jsonb not null default '{}',
  primary key (shop_id, run_id, subject, external_id)
);

create table books_day (
  shop_id     bigint not null,
  source_id   bigint not null,
  day         date not null,
  subject     text not null check (subject in ('order', 'refund', 'customer')),
  here_count  bigint not null,
  here_minor  bigint not null,
  there_count bigint not null,
  there_minor bigint not null,
  run_id      bigint not null,
  checked_at  timestamptz not null default now(),
  primary key (shop_id, source_id, day, subject)
);

create table books_difference (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  run_id      bigint not null,
  source_id   bigint not null,
  day         date not null,
  subject     text not null check (subject in ('order', 'refund', 'customer')),
  kind        text not null check (kind in ('missed', 'late', 'doubled', 'changed')),
  external_id text not null,
  name        text,
  message     text not null default '',
  detail      jsonb not null default '{}',
  state       text not null default 'found' check (state in ('found', 'healed', 'harmless', 'open')),
  found_at    timestamptz not null default now(),
  settled_at  timestamptz,
  primary key (shop_id, id),
  constraint books_difference_once unique (shop_id, source_id, subject, kind, external_id, message)
);
create index books_difference_day on books_difference (shop_id, source_id, day);
create index books_difference_run on books_difference (shop_id, run_id);

do $$
declare name text;
begin
  foreach name in array array['books_run', 'books_entry', 'books_day', 'books_difference'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', name);
  end loop;
end $$;

-- What a delivery was about, and how often it came: the balance names what was late and what was doubled.
alter table inbox_event add column about text, add column repeats integer not null default 0, add column repeated_at timestamptz;
create index inbox_event_about on inbox_event (shop_id, about, id);

create or replace function receive_deliveries(tenant text, of_shop bigint, deliveries text[], topics text[], versions text[], events text[],
                                              triggered timestamptz[], bodies bytea[]) returns setof text
language plpgsql volatile as $$
declare fresh text[];
begin
  perform set_config('onefold.tenant', tenant, true);
  with kept as (
    insert into inbox_event (shop_id, delivery_id, topic, api_version, event_id, triggered_at, payload)
    select of_shop, d.* from unnest(deliveries, topics, versions, events, triggered, bodies) d
    on conflict (shop_id, delivery_id) do nothing
    returning delivery_id
  )
  select coalesce(array_agg(delivery_id), '{}') into fresh from kept;
  if cardinality(fresh) > 0 then
    perform enqueue_job('inbox-process', jsonb_build_object('shopId', of_shop), 'inbox:' || of_shop);
  end if;
  if cardinality(fresh) < cardinality(deliveries) then
    update inbox_event e set repeats = e.repeats + again.times, repeated_at = now()
    from (select d.id, count(*)::integer - (d.id = any (fresh))::integer as times from unnest(deliveries) d (id) group by d.id) again
    where e.shop_id = of_shop and e.delivery_id = again.id and again.times > 0;
  end if;
  return query select unnest(fresh);
end $$;
