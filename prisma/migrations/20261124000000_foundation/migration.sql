-- The foundation. Every tenant table leads its key with shop_id; row-level security and grants stand at the end,
-- in one block over all of them, so that none can be forgotten (a test asks the catalogue).

create extension if not exists pg_trgm;

-- A uuid of version 7 (RFC 9562) that PostgreSQL 15 can make too: 48 bits of milliseconds before random bits.
create function new_public_id() returns uuid
language sql volatile parallel safe as $$
  select encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
        placing substring(int8send((extract(epoch from clock_timestamp()) * 1000)::bigint) from 3) from 1 for 6),
      52, 1), 53, 1), 'hex')::uuid
$$;

-- ---------------------------------------------------------------- shops
create table shop (
  shop_id            bigint generated always as identity primary key,
  domain             text not null unique,
  name               text,
  currency           text not null default 'USD',
  time_zone          text not null default 'UTC',
  country            text,
  email              text,
  plan               text,
  state              text not null default 'installed' check (state in ('installed', 'uninstalled')),
  scopes             text[] not null default '{}',
  settings           jsonb not null default '{}',
  data_key_wrapped   bytea not null,
  data_key_id        text not null,
  installed_at       timestamptz not null default now(),
  uninstalled_at     timestamptz
);

create table session (
  shop_id               bigint not null references shop on delete cascade,
  id                    text not null,
  state                 text not null default '',
  is_online             boolean not null default false,
  scope                 text,
  expires_at            timestamptz,
  access_token          bytea not null,
  refresh_token         bytea,
  refresh_expires_at    timestamptz,
  user_id               text,
  user_name             text,
  user_email            text,
  account_owner         boolean not null default false,
  locale                text,
  primary key (shop_id, id)
);

-- ---------------------------------------------------------------- sources
create table source (
  shop_id                bigint not null references shop on delete cascade,
  id                     bigint generated always as identity,
  kind                   text not null,
  name                   text not null,
  trust_rank             integer not null default 50,
  provenance             text not null default 'imported' check (provenance in ('said', 'typed', 'imported', 'guessed')),
  expected_rhythm_hours  integer,
  last_heard_at          timestamptz,
  created_at             timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, kind, name)
);

create table field_mapping (
  shop_id     bigint not null references shop on delete cascade,
  id          bigint generated always as identity,
  source_id   bigint not null,
  record_kind text not null,
  version     integer not null,
  mapping     jsonb not null,
  created_at  timestamptz not null default now(),
  created_by  text,
  primary key (shop_id, id),
  unique (shop_id, source_id, record_kind, version)
);

create table upload (
  shop_id       bigint not null references shop on delete cascade,
  id            bigint generated always as identity,
  source_id     bigint,
  file_name     text not null,
  size_bytes    bigint not null default 0,
  digest        text,
  state         text not null default 'receiving'
                check (state in ('receiving', 'received', 'checking', 'ready', 'importing', 'done', 'failed', 'cancelled', 'undone')),
  detection     jsonb,
  mapping       jsonb,
  counters      jsonb not null default '{}',
  next_row      bigint not null default 0,
  total_rows    bigint,
  failure       text,
  cancel_asked  boolean not null default false,
  created_at    timestamptz not null default now(),
  created_by    text,
  finished_at   timestamptz,
  primary key (shop_id, id)
);

create table upload_chunk (
  shop_id    bigint not null references shop on delete cascade,
  upload_id  bigint not null,
  seq        integer not null,
  bytes      bytea not null,
  primary key (shop_id, upload_id, seq)
);
alter table upload_chunk alter column bytes set storage external;

create table upload_row_issue (
  shop_id     bigint not null references shop on delete cascade,
  upload_id   bigint not null,
  row_number  bigint not null,
  seq         integer not null default 0,
  severity    text not null check (severity in ('refused', 'warning')),
  field       text not null default '',
  reason      text not null,
  remedy      text not null default '',
  cells       jsonb not null default '[]',
  primary key (shop_id, upload_id, row_number, seq)
);

create table backfill_operation (
  shop_id        bigint not null references shop on delete cascade,
  id             bigint generated always as identity,
  subject        text not null check (subject in ('customers', 'orders', 'products')),
  window_from    timestamptz,
  window_to      timestamptz,
  position       integer not null,
  operation_gid  text,
  state          text not null default 'waiting'
                 check (state in ('waiting', 'running', 'loading', 'done', 'failed', 'cancelled')),
  result_url     text,
  objects_total  bigint,
  lines_done     bigint not null default 0,
  roots_done     bigint not null default 0,
  attempts       integer not null default 0,
  last_error     text,
  created_at     timestamptz not null default now(),
  updated_at     timestamptz not null default now(),
  primary key (shop_id, id)
);
create index backfill_operation_order on backfill_operation (shop_id, state, position);

-- ---------------------------------------------------------------- inbox
create table inbox_event (
  shop_id       bigint not null references shop on delete cascade,
  id            bigint generated always as identity,
  delivery_id   text not null,
  topic         text not null,
  api_version   text,
  event_id      text,
  triggered_at  timestamptz,
  received_at   timestamptz not null default now(),
  payload       bytea not null,
  state         text not null default 'received' check (state in ('received', 'processed', 'ignored', 'dead')),
  attempts      integer not null default 0,
  due_at        timestamptz not null default now(),
  last_error    text,
  processed_at  timestamptz,
  primary key (shop_id, id),
  unique (shop_id, delivery_id)
);
create index inbox_event_waiting on inbox_event (shop_id, id) where state = 'received';
create index inbox_event_dead on inbox_event (shop_id, id) where state = 'dead';
create index inbox_event_received on inbox_event (shop_id, received_at);

-- ---------------------------------------------------------------- records
create table customer_record (
  shop_id          bigint not null,
  id               bigint generated always as identity,
  public_id        uuid not null default new_public_id(),
  source_id        bigint not null,
  external_id      text not null,
  kind             text not null default 'customer' check (kind in ('customer', 'guest', 'contact', 'member', 'instant')),
  version_at       timestamptz,
  content_hash     text not null default '',
  given_name       text,
  family_name      text,
  full_name        text,
  company          text,
  email            text,
  email_normal     text,
  phone            text,
  phone_e164       text,
  line1            text,
  line2            text,
  city             text,
  region           text,
  postal_code      text,
  country          text,
  birth_date       text,
  language         text,
  note             text,
  account_state    text,
  tags             text[] not null default '{}',
  -- Tag → [instant, on]: single changes that came apart from a full list; the later word on each tag counts.
  tag_changes      jsonb not null default '{}',
  custom           jsonb not null default '{}',
  emails           text[] not null default '{}',
  phones           text[] not null default '{}',
  email_verified   boolean,
  merged_into      text,
  totals           jsonb,
  provenance       text not null default 'imported',
  origin           text not null default '',
  created_at_source timestamptz,
  first_seen_at    timestamptz not null default now(),
  changed_at       timestamptz not null default now(),
  deleted_at       timestamptz,
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create unique index customer_record_public on customer_record (shop_id, public_id);
create index customer_record_merged on customer_record (shop_id, source_id, merged_into) where merged_into is not null;
create index customer_record_email on customer_record (shop_id, email_normal) where email_normal is not null;
create index customer_record_phone on customer_record (shop_id, phone_e164) where phone_e164 is not null;

create table identifier (
  shop_id       bigint not null,
  record_id     bigint not null,
  kind          text not null,
  value_normal  text not null,
  verified      boolean not null default false,
  primary key (shop_id, kind, value_normal, record_id)
);
create index identifier_record on identifier (shop_id, record_id);

create table store (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  source_id    bigint not null,
  external_id  text not null,
  name         text not null,
  city         text,
  country      text,
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);

create table product (
  shop_id       bigint not null,
  id            bigint generated always as identity,
  source_id     bigint not null,
  external_id   text not null,
  title         text not null,
  product_type  text,
  vendor        text,
  tags          text[] not null default '{}',
  status        text,
  handle        text,
  image_url     text,
  version_at    timestamptz,
  deleted_at    timestamptz,
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);

create table product_variant (
  shop_id          bigint not null,
  source_id        bigint not null,
  external_id      text not null,
  product_external_id text not null,
  title            text,
  sku              text,
  price_minor      bigint,
  unit_cost_minor  bigint,
  primary key (shop_id, source_id, external_id)
);
create index product_variant_product on product_variant (shop_id, source_id, product_external_id);

create table sales_order (
  shop_id          bigint not null,
  id               bigint generated always as identity,
  source_id        bigint not null,
  external_id      text not null,
  record_id        bigint,
  name             text,
  channel          text not null default 'online' check (channel in ('online', 'pos', 'phone', 'other')),
  store_id         bigint,
  placed_at        timestamptz not null,
  day              date not null,
  currency         text not null,
  gross_minor      bigint not null default 0,
  discount_minor   bigint not null default 0,
  tax_minor        bigint not null default 0,
  shipping_minor   bigint not null default 0,
  tip_minor        bigint not null default 0,
  total_minor      bigint not null default 0,
  refunded_minor   bigint not null default 0,
  net_minor        bigint not null default 0,
  status           text not null default 'paid'
                   check (status in ('open', 'paid', 'partly_refunded', 'refunded', 'cancelled', 'voided')),
  is_test          boolean not null default false,
  cancelled_at     timestamptz,
  tax_included     boolean,
  staff            text,
  note             text,
  custom           jsonb not null default '{}',
  tags             text[] not null default '{}',
  discount_codes   text[] not null default '{}',
  version_at       timestamptz,
  content_hash     text not null default '',
  origin           text not null default '',
  first_seen_at    timestamptz not null default now(),
  deleted_at       timestamptz,
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create index sales_order_record on sales_order (shop_id, record_id, placed_at) where record_id is not null;
create index sales_order_day on sales_order (shop_id, day);

create table order_line (
  shop_id              bigint not null,
  order_id             bigint not null,
  position             integer not null,
  external_id          text,
  product_external_id  text,
  variant_external_id  text,
  sku                  text,
  title                text not null default '',
  variant_title        text,
  category             text,
  vendor               text,
  quantity             numeric(14, 4) not null default 1,
  unit_minor           bigint,
  discount_minor       bigint not null default 0,
  tax_minor            bigint not null default 0,
  total_minor          bigint not null default 0,
  primary key (shop_id, order_id, position)
);
create index order_line_product on order_line (shop_id, product_external_id);

create table refund (
  shop_id            bigint not null,
  id                 bigint generated always as identity,
  source_id          bigint not null,
  external_id        text not null,
  order_external_id  text,
  record_external_id text,
  refunded_at        timestamptz,
  day                date,
  amount_minor       bigint not null,
  currency           text not null,
  reason             text,
  lines              jsonb not null default '[]',
  version_at         timestamptz,
  origin             text not null default '',
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create index refund_order on refund (shop_id, source_id, order_external_id);

create table interaction (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  source_id    bigint not null,
  external_id  text not null,
  record_id    bigint,
  type         text not null,
  direction    text,
  subject      text,
  body         text,
  status       text,
  staff        text,
  order_external_id text,
  closed_at    timestamptz,
  happened_at  timestamptz not null,
  custom       jsonb not null default '{}',
  origin       text not null default '',
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create index interaction_record on interaction (shop_id, record_id, happened_at);

create table feedback (
  shop_id              bigint not null,
  id                   bigint generated always as identity,
  source_id            bigint not null,
  external_id          text not null,
  record_id            bigint,
  type                 text not null default 'review',
  rating               numeric(5, 2),
  rating_max           numeric(5, 2) not null default 5,
  title                text,
  body                 text,
  product_external_id  text,
  product_title        text,
  verified_purchase    boolean,
  happened_at          timestamptz,
  custom               jsonb not null default '{}',
  origin               text not null default '',
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create index feedback_record on feedback (shop_id, record_id, happened_at);

create table loyalty_entry (
  shop_id         bigint not null,
  id              bigint generated always as identity,
  source_id       bigint not null,
  external_id     text not null,
  record_id       bigint,
  entry           text not null check (entry in ('balance', 'movement')),
  member_number   text,
  programme       text,
  tier            text,
  status          text,
  points          integer,
  points_earned   integer,
  points_spent    integer,
  happened_at     timestamptz,
  expires_at      timestamptz,
  reason          text,
  version_at      timestamptz,
  origin          text not null default '',
  primary key (shop_id, id),
  unique (shop_id, source_id, external_id)
);
create index loyalty_entry_record on loyalty_entry (shop_id, record_id);

-- One row is the latest word of one record on one contact point, channel and purpose.
create table consent_statement (
  shop_id         bigint not null,
  record_id       bigint not null,
  channel         text not null check (channel in ('email', 'sms', 'post', 'phone')),
  purpose         text not null default 'marketing',
  contact_normal  text not null default '',
  state           text not null check (state in ('granted', 'denied', 'pending', 'unknown')),
  stated_at       timestamptz,
  version_at      timestamptz,
  method          text,
  evidence        text,
  origin          text not null default '',
  recorded_at     timestamptz not null default now(),
  primary key (shop_id, record_id, channel, purpose, contact_normal)
);
create index consent_statement_contact on consent_statement (shop_id, channel, contact_normal);

-- ---------------------------------------------------------------- identity
create table profile_member (
  shop_id     bigint not null,
  record_id   bigint not null,
  profile_id  bigint not null,
  primary key (shop_id, record_id)
);
create index profile_member_profile on profile_member (shop_id, profile_id);

create table match_edge (
  shop_id     bigint not null,
  record_a    bigint not null,
  record_b    bigint not null,
  bits        real not null,
  rule        text not null,
  evidence    jsonb not null default '[]',
  model       text not null default '',
  primary key (shop_id, record_a, record_b),
  check (record_a < record_b)
);
create index match_edge_b on match_edge (shop_id, record_b);

create table identity_decision (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  kind        text not null check (kind in ('must_link', 'cannot_link')),
  record_a    bigint not null,
  record_b    bigint not null,
  decided_by  text not null,
  reason      text not null default '',
  decided_at  timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, record_a, record_b),
  check (record_a < record_b)
);

create table merge_event (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  kind         text not null check (kind in ('merged', 'split')),
  profile_id   bigint not null,
  other_id     bigint not null,
  cause        text not null,
  happened_at  timestamptz not null default now(),
  primary key (shop_id, id)
);
create index merge_event_profile on merge_event (shop_id, profile_id);

-- ---------------------------------------------------------------- profiles
create table profile (
  shop_id        bigint not null,
  id             bigint not null,
  public_id      uuid not null,
  display_name   text not null default '',
  given_name     text,
  family_name    text,
  company        text,
  email          text,
  phone          text,
  line1          text,
  line2          text,
  city           text,
  region         text,
  postal_code    text,
  country        text,
  birth_date     text,
  language       text,
  tags           text[] not null default '{}',
  sources        bigint[] not null default '{}',
  records_count  integer not null default 0,
  provenance     jsonb not null default '{}',
  search_text    text not null default '',
  first_seen_at  timestamptz not null,
  changed_at     timestamptz not null default now(),
  primary key (shop_id, id),
  unique (shop_id, public_id)
);
create index profile_search on profile using gin (search_text gin_trgm_ops);
create index profile_name on profile (shop_id, display_name, id);
create index profile_seen on profile (shop_id, first_seen_at, id);

-- ---------------------------------------------------------------- metrics
create table profile_metrics (
  shop_id             bigint not null,
  profile_id          bigint not null,
  orders_count        integer not null default 0,
  online_orders       integer not null default 0,
  pos_orders          integer not null default 0,
  gross_minor         bigint not null default 0,
  refunded_minor      bigint not null default 0,
  net_minor           bigint not null default 0,
  online_net_minor    bigint not null default 0,
  pos_net_minor       bigint not null default 0,
  average_order_minor bigint,
  refunds_count       integer not null default 0,
  first_order_at      timestamptz,
  last_order_at       timestamptz,
  first_order_day     date,
  last_order_day      date,
  first_channel       text,
  median_gap_days     real,
  channels            text[] not null default '{}',
  stores              text[] not null default '{}',
  email_consent       text not null default 'unknown',
  sms_consent         text not null default 'unknown',
  reviews_count       integer not null default 0,
  average_rating      real,
  tickets_count       integer not null default 0,
  primary key (shop_id, profile_id)
);
create index profile_metrics_net on profile_metrics (shop_id, net_minor desc, profile_id);
create index profile_metrics_last on profile_metrics (shop_id, last_order_at desc nulls last, profile_id);
create index profile_metrics_orders on profile_metrics (shop_id, orders_count desc, profile_id);
create index profile_metrics_first_day on profile_metrics (shop_id, first_order_day);

-- ---------------------------------------------------------------- segments
create table segment (
  shop_id       bigint not null,
  id            bigint generated always as identity,
  handle        text not null,
  name          text not null,
  description   text not null default '',
  rule_text     text not null,
  rule          jsonb not null,
  state         text not null default 'building' check (state in ('building', 'ready', 'failed')),
  failure       text,
  members_count integer not null default 0,
  clock_bound   boolean not null default false,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  computed_at   timestamptz,
  primary key (shop_id, id),
  unique (shop_id, handle)
);

create table segment_member (
  shop_id     bigint not null,
  segment_id  bigint not null,
  profile_id  bigint not null,
  entered_at  timestamptz not null default now(),
  primary key (shop_id, segment_id, profile_id)
);
create index segment_member_profile on segment_member (shop_id, profile_id);

create table segment_event (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  segment_id   bigint not null,
  profile_id   bigint not null,
  kind         text not null check (kind in ('entered', 'left')),
  cause        text not null default '',
  happened_at  timestamptz not null default now(),
  primary key (shop_id, id)
);
create index segment_event_segment on segment_event (shop_id, segment_id, happened_at);
create index segment_event_profile on segment_event (shop_id, profile_id, happened_at);

-- ---------------------------------------------------------------- governance
create table privacy_request (
  shop_id        bigint not null references shop on delete cascade,
  id             bigint generated always as identity,
  kind           text not null check (kind in ('export', 'erase')),
  external_key   text not null,
  customer       bytea,
  state          text not null default 'received' check (state in ('received', 'done', 'failed')),
  received_at    timestamptz not null default now(),
  due_at         timestamptz not null,
  carried_out_at timestamptz,
  result         bytea,
  summary        jsonb not null default '{}',
  last_error     text,
  primary key (shop_id, id),
  unique (shop_id, kind, external_key)
);

create table erased_fingerprint (
  shop_id      bigint not null references shop on delete cascade,
  fingerprint  text not null,
  erased_at    timestamptz not null default now(),
  primary key (shop_id, fingerprint)
);

create table audit_log (
  shop_id      bigint not null references shop on delete cascade,
  id           bigint generated always as identity,
  actor        text not null,
  action       text not null,
  subject      text not null default '',
  detail       jsonb not null default '{}',
  happened_at  timestamptz not null default now(),
  primary key (shop_id, id)
);
create index audit_log_time on audit_log (shop_id, happened_at desc);

-- ---------------------------------------------------------------- the gate between tenants
-- The app's role owns nothing. It names its tenant with a setting that carries a proof; who only has the role, but not
-- the process's key, cannot name another tenant, not even with raw SQL.
create table tenant_gate (secret text primary key, created_at timestamptz not null default now());

create function current_shop() returns bigint
language plpgsql stable parallel safe security definer set search_path = pg_catalog, public as $$
declare
  setting text := pg_catalog.current_setting('onefold.tenant', true);
  claimed text := pg_catalog.split_part(setting, '.', 1);
begin
  if setting is null or setting = '' then
    return null;
  end if;
  if exists (
    select from public.tenant_gate g
    where pg_catalog.encode(pg_catalog.sha256(pg_catalog.convert_to(g.secret || ':' || claimed, 'UTF8')), 'hex')
          = pg_catalog.split_part(setting, '.', 2)
  ) then
    return claimed::bigint;
  end if;
  raise exception 'onefold.tenant carries no valid proof' using errcode = '42501';
end $$;

do $$
declare t record;
begin
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  loop
    execute format('alter table %I enable row level security', t.relname);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t.relname);
  end loop;
end $$;

-- Doors that stand before a tenant is known. Each answers one narrow question.
create function shop_by_domain(wanted text) returns table (shop_id bigint, state text)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.shop_id, s.state from public.shop s where s.domain = wanted
$$;

create function ensure_shop(wanted text, wrapped bytea, key_id text) returns bigint
language sql volatile security definer set search_path = pg_catalog, public as $$
  insert into public.shop as s (domain, data_key_wrapped, data_key_id) values (wanted, wrapped, key_id)
  on conflict (domain) do update set domain = excluded.domain
  returning s.shop_id
$$;

create function installed_shops() returns table (shop_id bigint)
language sql stable security definer set search_path = pg_catalog, public as $$
  select s.shop_id from public.shop s where s.state = 'installed' order by s.shop_id
$$;

-- A shop that was empty a minute ago has no statistics, and plans made without them can be a thousand times slower.
create function refresh_statistics() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  analyze public.customer_record, public.identifier, public.profile_member, public.sales_order, public.order_line, public.refund,
          public.profile, public.profile_metrics, public.consent_statement;
end $$;

-- The only way by which the app's role gets a job into the queue: for its own shop, in its own transaction. The key by
-- which waiting jobs become one is the shop's own too: nobody replaces another shop's job by naming its key.
create function enqueue_job(task text, payload jsonb, dedupe_key text default null, due timestamptz default null,
                            attempts integer default 12, rank integer default 0) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if (payload ->> 'shopId')::bigint is distinct from public.current_shop() then
    raise exception 'a job names another shop than the transaction' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, queue_name => null, run_at => due,
    max_attempts => attempts, job_key => public.current_shop() || ':' || dedupe_key, priority => rank,
    job_key_mode => case when dedupe_key is null then null else 'preserve_run_at' end);
end $$;

-- Erases the transaction's own shop from every table that has tenants, and its waiting jobs. What the app's role may not
-- delete line by line (the audit log) goes here, with the shop or not at all.
create function erase_current_shop() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare
  target bigint := public.current_shop();
  t record;
begin
  if target is null then
    raise exception 'no shop is named' using errcode = '42501';
  end if;
  for t in
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'shop'
  loop
    execute format('delete from public.%I where shop_id = $1', t.relname) using target;
  end loop;
  delete from public.shop where shop_id = target;
  delete from graphile_worker._private_jobs where locked_at is null and (payload ->> 'shopId')::bigint = target;
end $$;

-- One round trip and one commit for all deliveries of a shop that came in while the last commit was under way: names the
-- tenant, keeps them, wakes the inbox. Returns the ids of those that are new.
create function receive_deliveries(tenant text, of_shop bigint, deliveries text[], topics text[], versions text[], events text[],
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
  select array_agg(delivery_id) into fresh from kept;
  if fresh is not null then
    perform enqueue_job('inbox-process', jsonb_build_object('shopId', of_shop), 'inbox:' || of_shop);
  end if;
  return query select unnest(fresh);
end $$;
