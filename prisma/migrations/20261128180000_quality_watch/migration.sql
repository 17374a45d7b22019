-- What went wrong, one row per cause: its alarms, who cares for it, and how long it took.
create table incident (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  cause_key    text not null,
  family       text not null,
  source_id    bigint not null,
  store_id     bigint,
  first_day    date not null,
  last_day     date not null,
  state        text not null default 'open' check (state in ('open', 'seen', 'repairing', 'solved', 'ignored')),
  owner        text not null default '',
  noticed_at   timestamptz not null default now(),
  seen_at      timestamptz,
  solved_at    timestamptz,
  -- 'person': somebody said so; 'figures': the figures are as usual again.
  solved_by    text,
  ignore_until date,
  reason       text not null default '',
  cost_minor   bigint,
  primary key (shop_id, id)
);
create index incident_cause on incident (shop_id, cause_key, last_day desc);
create index incident_state on incident (shop_id, state, id desc);

-- A figure of one day that cannot be explained by chance, weekday, season or holiday.
create table watch_alarm (
  shop_id     bigint not null,
  incident_id bigint not null,
  source_id   bigint not null,
  store_id    bigint not null default 0,
  figure      text not null,
  family      text not null,
  value       text not null default '',
  day         date not null,
  span        integer not null,
  z           double precision not null,
  found       double precision not null,
  expected    double precision not null,
  rows        double precision not null,
  raised_at   timestamptz not null default now(),
  primary key (shop_id, source_id, store_id, figure, value, day),
  foreign key (shop_id, incident_id) references incident (shop_id, id) on delete cascade
);
create index watch_alarm_incident on watch_alarm (shop_id, incident_id, day);
create index watch_alarm_day on watch_alarm (shop_id, day);

-- What happened to an incident, and who did it.
create table incident_event (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  incident_id bigint not null,
  kind        text not null,
  detail      text not null default '',
  actor       text not null default '',
  at          timestamptz not null default now(),
  primary key (shop_id, id),
  foreign key (shop_id, incident_id) references incident (shop_id, id) on delete cascade
);
create index incident_event_incident on incident_event (shop_id, incident_id, id);

-- Days on which a store (0: all of them) is closed, as the merchant says: no figure is judged then.
create table store_closure (
  shop_id    bigint not null,
  id         bigint generated always as identity,
  store_id   bigint not null default 0,
  from_day   date not null,
  to_day     date not null check (to_day >= from_day),
  reason     text not null default '',
  created_by text not null default '',
  created_at timestamptz not null default now(),
  primary key (shop_id, id)
);

-- When the figures were judged last, and up to which day of each source.
create table watch_run (
  shop_id      bigint not null,
  source_id    bigint not null,
  judged_to    date,
  figures      integer not null default 0,
  milliseconds integer not null default 0,
  ran_at       timestamptz not null default now(),
  primary key (shop_id, source_id)
);

do $$
declare name text;
begin
  foreach name in array array['incident', 'watch_alarm', 'incident_event', 'store_closure', 'watch_run'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', name);
  end loop;
end $$;
