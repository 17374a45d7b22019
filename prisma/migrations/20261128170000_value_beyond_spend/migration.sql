-- What a customer is worth beside what was paid: goods and what they cost, categories, vendors, discounts, referrals; the
-- merchant's weights and terms; and the score of it all, by which people can be listed.
alter table profile_metrics
  add column goods_minor bigint not null default 0,
  add column costed_goods_minor bigint not null default 0,
  add column goods_cost_minor bigint not null default 0,
  add column discount_minor bigint not null default 0,
  add column categories_count integer not null default 0,
  add column vendors_count integer not null default 0,
  add column referrals_count integer not null default 0;

alter table value_score add column customer_score real;
create index value_score_customer on value_score (shop_id, customer_score desc nulls last, profile_id);

-- When a product's type or a cost of its variants was last told otherwise: whoever bought it is reckoned anew at night.
alter table product add column goods_changed_at timestamptz not null default now();

create table value_terms (
  shop_id            bigint not null primary key,
  weights            jsonb not null,
  default_margin     double precision check (default_margin between 0 and 1),
  yearly_discount    double precision not null check (yearly_discount >= 0 and yearly_discount < 1),
  request_cost_minor bigint check (request_cost_minor >= 0),
  changed_by         text not null,
  changed_at         timestamptz not null default now()
);
alter table value_terms enable row level security;
create policy tenant on value_terms using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));

-- Models fitted before know no scales: they score nobody until the next fit, the same night.
update value_model set body = body || '{"scales": null, "weights": null, "goodsMargin": null, "requestCostMinor": null}'::jsonb;
