-- What the value models need to know of each profile, the models themselves, and what they say of each profile.

-- Purchases as the models count them: days with an order that was not given back whole. Kept with the other figures, so that
-- a million profiles are scored without reading their orders.
alter table profile_metrics
  add column purchase_days integer not null default 0,
  add column first_purchase_day date,
  add column last_purchase_day date,
  add column repeat_mean_minor bigint,
  add column gap_median_days real,
  add column gap_log_spread real,
  add column last_online_day date;

create table value_model (
  shop_id      bigint not null,
  version      bigint generated always as identity,
  active       boolean not null default false,
  state        text not null default 'scoring' check (state in ('scoring', 'ready')),
  as_of_day    date not null,
  customers    bigint not null,
  scored       bigint not null default 0,
  to_score     bigint not null default 0,
  body         jsonb not null,
  fitted_at    timestamptz not null default now(),
  finished_at  timestamptz,
  primary key (shop_id, version)
);
create unique index value_model_active on value_model (shop_id) where active;

create table value_score (
  shop_id                bigint not null,
  profile_id             bigint not null,
  rfm_group              text,
  recency_score          integer,
  frequency_score        integer,
  monetary_score         integer,
  online_rfm_group       text,
  probability_alive      double precision,
  churn_risk             double precision,
  churn_level            text,
  silence_ratio          real,
  next_order_day         date,
  next_order_from        date,
  next_order_until       date,
  expected_orders        real,
  orders_low             integer,
  orders_high            integer,
  order_value_minor      bigint,
  predicted_value_minor  bigint,
  predicted_low_minor    bigint,
  predicted_high_minor   bigint,
  predicted_36_minor     bigint,
  predicted_36_low_minor  bigint,
  predicted_36_high_minor bigint,
  worth_minor            bigint,
  worth_36_minor         bigint,
  spend_tier             text,
  stake_minor            bigint not null default 0,
  model_version          bigint not null default 0,
  scored_on              date,
  primary key (shop_id, profile_id)
);
create index value_score_predicted on value_score (shop_id, predicted_value_minor desc nulls last, profile_id);
create index value_score_stake on value_score (shop_id, churn_level, stake_minor desc, profile_id);
create index value_score_group on value_score (shop_id, rfm_group, predicted_value_minor desc nulls last, profile_id);

do $$
declare t text;
begin
  foreach t in array array['value_model', 'value_score'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy tenant on %I using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()))', t);
  end loop;
end $$;
