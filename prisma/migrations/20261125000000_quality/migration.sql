-- Runs of the quality checks and what each found, per source. Counts only: which rows fail is asked of the data itself.
create table quality_run (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  state        text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  asked_at     timestamptz not null default now(),
  ran_at       timestamptz,
  milliseconds integer,
  money        jsonb not null default '{}',
  primary key (shop_id, id)
);
create index quality_run_state on quality_run (shop_id, state, id desc);

create table check_run (
  shop_id    bigint not null,
  run_id     bigint not null,
  check_key  text not null,
  source_id  bigint not null,
  total      bigint not null,
  failing    bigint not null,
  primary key (shop_id, run_id, check_key, source_id),
  foreign key (shop_id, run_id) references quality_run (shop_id, id) on delete cascade
);

alter table quality_run enable row level security;
create policy tenant on quality_run
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table check_run enable row level security;
create policy tenant on check_run
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
