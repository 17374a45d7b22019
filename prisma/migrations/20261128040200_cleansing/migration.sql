-- Standing rules that clean what is kept of customers, and each change with what stood there before.
create table cleansing_rule (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  name        text not null,
  field       text not null,
  kind        text not null check (kind in ('steps', 'name_case', 'country_from_phone', 'email_domain')),
  steps       jsonb not null default '[]',
  mode        text not null check (mode in ('apply', 'propose')),
  enabled     boolean not null default true,
  created_at  timestamptz not null default now(),
  created_by  text not null default '',
  state       text not null default 'waiting' check (state in ('waiting', 'running', 'done')),
  cursor_id   bigint not null default 0,
  ran_from    timestamptz,
  ran_at      timestamptz,
  primary key (shop_id, id)
);

create table cleansing_change (
  shop_id    bigint not null,
  rule_id    bigint not null,
  record_id  bigint not null,
  before     text,
  after      text,
  state      text not null check (state in ('applied', 'proposed', 'refused', 'undone')),
  at         timestamptz not null default now(),
  decided_by text not null default '',
  primary key (shop_id, rule_id, record_id),
  foreign key (shop_id, rule_id) references cleansing_rule (shop_id, id) on delete cascade
);
create index cleansing_change_record on cleansing_change (shop_id, record_id);

do $$
declare name text;
begin
  foreach name in array array['cleansing_rule', 'cleansing_change'] loop
    execute format('alter table %I enable row level security', name);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', name);
  end loop;
end $$;
