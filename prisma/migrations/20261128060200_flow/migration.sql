-- Which of the app's Flow triggers a shop's workflows wait for, and up to which entry or exit they were told.
create table flow_use (
  shop_id     bigint not null,
  handle      text not null check (handle in ('segment-entered', 'segment-left')),
  is_used     boolean not null,
  after_event bigint not null default 0,
  changed_at  timestamptz not null default now(),
  primary key (shop_id, handle)
);

-- Triggers to be fired. A trigger is not idempotent: one whose answer was lost is not fired again (`doubtful`).
create table flow_outbox (
  shop_id     bigint not null,
  event_id    bigint not null,
  handle      text not null,
  segment_id  bigint not null,
  customer_id text not null,
  state       text not null default 'waiting' check (state in ('waiting', 'sending', 'done', 'failed', 'doubtful')),
  message     text,
  changed_at  timestamptz not null default now(),
  primary key (shop_id, event_id)
);
create index flow_outbox_customer on flow_outbox (shop_id, customer_id);
create index flow_outbox_open on flow_outbox (shop_id, event_id) where state in ('waiting', 'sending');

alter table flow_use enable row level security;
create policy tenant on flow_use
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table flow_outbox enable row level security;
create policy tenant on flow_outbox
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
