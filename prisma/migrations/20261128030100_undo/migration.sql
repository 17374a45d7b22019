-- What stands behind a row on which an import and somebody else have both had a word: first the row as it was, then each
-- statement since, in the order of arrival. A row that only one import has spoken of, or none, keeps nothing here. An import
-- is undone by leaving its statements out and taking the rest together again.
create table statement_history (
  shop_id     bigint not null,
  subject     text not null check (subject in ('customer', 'order', 'refund', 'interaction', 'feedback', 'loyalty', 'consent')),
  source_id   bigint not null,
  key         text not null,
  seq         bigint generated always as identity,
  origin      text not null,
  is_base     boolean not null default false,
  record_id   bigint,
  body        jsonb not null,
  stated_at   timestamptz not null default now(),
  primary key (shop_id, subject, source_id, key, seq)
);
create index statement_history_origin on statement_history (shop_id, origin, subject, seq);
create index statement_history_record on statement_history (shop_id, record_id);

-- Where an import was undone and somebody had changed since what it had changed: that stays, and is shown.
create table import_conflict (
  shop_id     bigint not null,
  upload_id   bigint not null,
  id          bigint generated always as identity,
  subject     text not null,
  key         text not null,
  record_id   bigint,
  field       text not null,
  before      text,
  imported    text,
  kept        text,
  kept_from   text not null,
  primary key (shop_id, upload_id, id)
);
create index import_conflict_record on import_conflict (shop_id, record_id);

do $$
declare t text;
begin
  foreach t in array array['statement_history', 'import_conflict'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;

alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check check (state in (
  'receiving', 'received', 'checking', 'ready', 'importing', 'done', 'failed', 'cancelled', 'undoing', 'undone'));
alter table upload add column undone jsonb;
