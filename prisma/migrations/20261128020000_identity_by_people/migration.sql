-- What people tell identity: how strictly to match, values that name nobody, answers to its questions, changes tried before they are made,
-- and which record may give a golden field.

create table matching_rules (
  shop_id     bigint not null,
  id          bigint generated always as identity,
  rules       jsonb not null,
  active      boolean not null default false,
  created_by  text not null,
  created_at  timestamptz not null default now(),
  primary key (shop_id, id)
);
create unique index matching_rules_active on matching_rules (shop_id) where active;

create table never_identifies (
  shop_id     bigint not null,
  kind        text not null,
  value       text not null,
  decided_by  text not null,
  decided_at  timestamptz not null default now(),
  primary key (shop_id, kind, value)
);

create table review_answer (
  shop_id       bigint not null,
  id            bigint generated always as identity,
  record_a      bigint not null,
  record_b      bigint not null,
  kind          text not null check (kind in ('must_link', 'cannot_link')),
  bits          real not null,
  reason        text not null,
  pairs         jsonb not null default '[]',
  round_id      bigint,
  decided_by    text not null,
  decided_at    timestamptz not null default now(),
  withdrawn_at  timestamptz,
  primary key (shop_id, id)
);
create index review_answer_round on review_answer (shop_id, round_id);

create table review_round (
  shop_id      bigint not null,
  id           bigint generated always as identity,
  size         integer not null,
  profiles     integer not null,
  questions    integer not null,
  started_by   text not null,
  started_at   timestamptz not null default now(),
  primary key (shop_id, id)
);

create table rehearsal (
  shop_id       bigint not null,
  id            bigint generated always as identity,
  proposal      jsonb not null,
  before        jsonb,
  state         text not null default 'queued' check (state in
                  ('queued', 'running', 'ready', 'approved', 'applying', 'applied', 'undoing', 'undone', 'outdated', 'cancelled', 'failed')),
  phase         text not null default '',
  progress      real not null default 0,
  cancel_asked  boolean not null default false,
  summary       jsonb,
  fingerprint   text,
  asked_by      text not null,
  asked_at      timestamptz not null default now(),
  changed_at    timestamptz not null default now(),
  primary key (shop_id, id)
);

create table rehearsal_change (
  shop_id       bigint not null,
  rehearsal_id  bigint not null,
  position      integer not null,
  kind          text not null check (kind in ('merge', 'split', 'fields')),
  record_ids    bigint[] not null,
  detail        jsonb not null,
  primary key (shop_id, rehearsal_id, position)
);

create table survivorship_rule (
  shop_id     bigint not null,
  attribute   text not null,
  first       text not null check (first in ('how', 'recent', 'trust')),
  source_id   bigint,
  changed_by  text not null,
  changed_at  timestamptz not null default now(),
  primary key (shop_id, attribute)
);

do $$
declare t text;
begin
  foreach t in array array['matching_rules', 'never_identifies', 'review_answer', 'review_round', 'rehearsal', 'rehearsal_change',
                           'survivorship_rule'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
