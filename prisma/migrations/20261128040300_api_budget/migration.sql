-- What Shopify still lets this shop's calls cost, shared by all processes: each call takes its points before it is sent.
create table api_budget (
  shop_id      bigint not null,
  available    double precision not null,
  maximum      double precision not null,
  restore_rate double precision not null,
  at           timestamptz not null default clock_timestamp(),
  primary key (shop_id)
);
alter table api_budget enable row level security;
create policy tenant on api_budget
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
