-- What is asked of each file of a source, and what becomes of one that breaks it.
create table file_contract (
  shop_id    bigint not null,
  source_id  bigint not null,
  mode       text not null default 'warn' check (mode in ('pass', 'warn', 'hold', 'block')),
  required   text[] not null default '{}',
  least_rows integer,
  changed_at timestamptz not null default now(),
  changed_by text not null default '',
  primary key (shop_id, source_id)
);

-- How a file was judged against its contract and the files before it.
create table file_verdict (
  shop_id    bigint not null,
  upload_id  bigint not null,
  source_id  bigint not null,
  verdict    text not null check (verdict in ('fine', 'warned', 'held', 'blocked', 'released')),
  findings   jsonb not null default '[]',
  judged_at  timestamptz not null default now(),
  decided_by text not null default '',
  primary key (shop_id, upload_id)
);
create index file_verdict_source on file_verdict (shop_id, source_id, upload_id desc);

alter table file_contract enable row level security;
create policy tenant on file_contract
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table file_verdict enable row level security;
create policy tenant on file_verdict
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
