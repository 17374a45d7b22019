-- Saved reports that are made by themselves, and what was made: a file each, and what became of its e-mail.
alter table report
  add column schedule text not null default 'none' check (schedule in ('none', 'daily', 'weekly', 'monthly')),
  add column recipients text[] not null default '{}';

create table report_run (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  report_id   bigint not null,
  for_day     date not null,
  file        text not null,
  lines       integer not null,
  mail_state  text not null check (mail_state in ('nobody', 'not_configured', 'waiting', 'sent', 'failed')),
  mail_tries  integer not null default 0,
  mail_reason text,
  made_at     timestamptz not null default now(),
  mailed_at   timestamptz,
  primary key (shop_id, id),
  unique (shop_id, report_id, for_day),
  foreign key (shop_id, report_id) references report (shop_id, id) on delete cascade
);
alter table report_run enable row level security;
create policy tenant on report_run using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
