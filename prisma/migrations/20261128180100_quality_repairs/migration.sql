-- A repair of the rows that failed a check, in one go or in batches; each changed value is kept until it is taken back.
create table quality_repair (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  check_key   text not null,
  -- Null: of all sources.
  source_id   bigint,
  state       text not null default 'waiting' check (state in ('waiting', 'applied', 'undoing', 'undone')),
  forecast    jsonb not null default '{}',
  result      jsonb not null default '{}',
  cursor_id   bigint not null default 0,
  asked_by    text not null,
  asked_at    timestamptz not null default now(),
  applied_at  timestamptz,
  undone_at   timestamptz,
  primary key (shop_id, id)
);
create index quality_repair_check on quality_repair (shop_id, check_key, id desc);

create table quality_repair_change (
  shop_id   bigint not null,
  repair_id bigint not null,
  record_id bigint not null,
  field     text not null,
  before    text,
  after     text,
  primary key (shop_id, repair_id, record_id, field),
  foreign key (shop_id, repair_id) references quality_repair (shop_id, id) on delete cascade
);
create index quality_repair_change_record on quality_repair_change (shop_id, record_id);

-- A check that is let pass for a while, of one source (0: of all): its faults are shown and not counted.
create table quality_ignore (
  shop_id    bigint not null,
  check_key  text not null,
  source_id  bigint not null default 0,
  reason     text not null,
  until      date not null,
  created_by text not null default '',
  created_at timestamptz not null default now(),
  primary key (shop_id, check_key, source_id)
);

do $$
declare name text;
begin
  foreach name in array array['quality_repair', 'quality_repair_change', 'quality_ignore'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', name);
  end loop;
end $$;
