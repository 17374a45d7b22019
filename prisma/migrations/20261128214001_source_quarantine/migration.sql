-- Sources whose files are kept and not taken in for now; who put them there and took them out stands in the audit log.
create table source_quarantine (
  shop_id   bigint not null,
  source_id bigint not null,
  reason    text not null,
  -- The last day of it: what is held is taken in on the day after. Null: until somebody decides.
  until     date,
  -- What is held is being taken in, file by file.
  releasing boolean not null default false,
  began_at  timestamptz not null default now(),
  began_by  text not null default '',
  primary key (shop_id, source_id)
);

alter table source_quarantine enable row level security;
create policy tenant on source_quarantine
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));

-- When a file was held back: held files are taken in by this order.
alter table upload add column held_at timestamptz;
alter table upload drop constraint upload_state_check;
alter table upload add constraint upload_state_check check (state in (
  'receiving', 'received', 'checking', 'ready', 'held', 'refused', 'importing', 'done', 'failed', 'cancelled', 'undoing', 'undone', 'repairing'));
