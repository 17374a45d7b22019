-- Who is told of incidents, and how: by e-mail or by a signed call, at once or as a digest, never in the quiet hours.
create table alert_channel (
  shop_id    bigint not null,
  id         bigint generated always as identity,
  kind       text not null check (kind in ('email', 'webhook')),
  address    text not null,
  -- Of a webhook: what its calls are signed with, sealed by the shop's key.
  secret     bytea,
  rhythm     text not null default 'at_once' check (rhythm in ('at_once', 'daily', 'weekly')),
  -- Hours of the shop's day, 0 to 23. From quiet_from until quiet_to nothing is sent; the same hour twice: never quiet.
  digest_hour integer not null default 8 check (digest_hour between 0 and 23),
  quiet_from integer not null default 22 check (quiet_from between 0 and 23),
  quiet_to   integer not null default 7 check (quiet_to between 0 and 23),
  created_by text not null default '',
  created_at timestamptz not null default now(),
  primary key (shop_id, id)
);

-- One message of a channel: of which events it tells, and what became of it. Sent once, tried again until it is.
create table alert_delivery (
  shop_id    bigint not null,
  id         bigint generated always as identity,
  channel_id bigint not null,
  event_ids  bigint[] not null default '{}',
  is_test    boolean not null default false,
  state      text not null default 'waiting' check (state in ('waiting', 'sent', 'failed')),
  attempts   integer not null default 0,
  reason     text not null default '',
  made_at    timestamptz not null default now(),
  sent_at    timestamptz,
  primary key (shop_id, id),
  foreign key (shop_id, channel_id) references alert_channel (shop_id, id) on delete cascade
);
create index alert_delivery_channel on alert_delivery (shop_id, channel_id, id desc);

alter table alert_channel enable row level security;
create policy tenant on alert_channel
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table alert_delivery enable row level security;
create policy tenant on alert_delivery
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
