-- How the shop's data is kept clean: when repairs run by themselves, and what a contact costs in the tools that charge for it.
create table upkeep (
  shop_id         bigint primary key,
  rhythm          text not null default 'each_run' check (rhythm in ('each_run', 'weekly', 'monthly')),
  repaired_on     date,
  -- A month, for a thousand contacts, in minor units of the shop's currency; null: nobody has said.
  thousand_minor  bigint check (thousand_minor >= 0)
);

alter table upkeep enable row level security;
create policy tenant on upkeep
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));
