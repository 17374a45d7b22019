-- What probabilistic identity keeps: the model in force, the keys by which candidates are found, open questions and households.

create table matching_model (
  shop_id     bigint not null,
  version     text not null,
  model       jsonb not null,
  active      boolean not null default false,
  trained_on  integer not null default 0,
  created_at  timestamptz not null default now(),
  primary key (shop_id, version)
);
create unique index matching_model_active on matching_model (shop_id) where active;

create table blocking_key (
  shop_id    bigint not null,
  key        bigint not null,
  record_id  bigint not null,
  kind       smallint not null,
  primary key (shop_id, key, record_id)
);
create index blocking_key_record on blocking_key (shop_id, record_id);

create table review_item (
  shop_id     bigint not null,
  record_a    bigint not null,
  record_b    bigint not null,
  bits        real not null,
  reason      text not null,
  created_at  timestamptz not null default now(),
  primary key (shop_id, record_a, record_b),
  check (record_a < record_b)
);
create index review_item_b on review_item (shop_id, record_b);

create table household_link (
  shop_id   bigint not null,
  record_a  bigint not null,
  record_b  bigint not null,
  bits      real not null,
  primary key (shop_id, record_a, record_b),
  check (record_a < record_b)
);
create index household_link_b on household_link (shop_id, record_b);

alter table match_edge drop column evidence;

do $$
declare t text;
begin
  foreach t in array array['matching_model', 'blocking_key', 'review_item', 'household_link'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
