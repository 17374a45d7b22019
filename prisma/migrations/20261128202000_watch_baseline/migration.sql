-- What the last weeks of a source were like, kept each night so that a batch is judged without reading them again.
create table watch_baseline (
  shop_id   bigint not null,
  source_id bigint not null,
  -- The last of the days in the series, and how many there are.
  last_day  date not null,
  days      integer not null,
  series    jsonb not null,
  -- What a row of the source is worth, in minor units of the shop's currency.
  worth     jsonb not null,
  primary key (shop_id, source_id)
);

alter table watch_baseline enable row level security;
create policy tenant on watch_baseline
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));

-- Records come in the order of time: who is new today is found by the range of blocks, at next to no cost when one is written.
create index customer_record_first_seen on customer_record using brin (first_seen_at) with (pages_per_range = 32, autosummarize = on);
