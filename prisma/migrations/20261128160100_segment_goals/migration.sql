-- What a segment is to reach, and who of its people is left alone for comparison.

create table segment_goal (
  shop_id         bigint not null,
  segment_id      bigint not null,
  measure         text not null,
  target          double precision not null,
  baseline        double precision,
  window_days     integer not null,
  holdout_percent integer not null check (holdout_percent between 0 and 50),
  salt            text not null,
  most_minor      bigint,
  due_day         date not null,
  due_at          timestamptz not null,
  created_by      text not null,
  started_at      timestamptz not null default now(),
  primary key (shop_id, segment_id)
);

create table segment_goal_person (
  shop_id     bigint not null,
  segment_id  bigint not null,
  profile_id  bigint not null,
  is_held_out boolean not null,
  joined_at   timestamptz not null default now(),
  primary key (shop_id, segment_id, profile_id)
);
create index segment_goal_person_profile on segment_goal_person (shop_id, profile_id);

alter table segment_goal enable row level security;
create policy tenant on segment_goal using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
alter table segment_goal_person enable row level security;
create policy tenant on segment_goal_person
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
