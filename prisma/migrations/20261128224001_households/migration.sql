-- Who shares a household with others, and what it comes to: a row for each of its people, none for those who are alone.
create table profile_household (
  shop_id       bigint  not null,
  profile_id    bigint  not null,
  -- The profile with the smallest id among its people.
  household_id  bigint  not null,
  people        integer not null,
  -- How many of them have bought.
  buyers        integer not null,
  orders_count  integer not null,
  -- Minor units of the shop's currency, less refunds.
  net_minor     bigint  not null,
  last_order_at timestamptz,
  primary key (shop_id, profile_id)
);
create index profile_household_together on profile_household (shop_id, household_id);

alter table profile_household enable row level security;
create policy tenant on profile_household
  using (shop_id = (select current_shop())) with check (shop_id = (select current_shop()));

-- What shops have so far: whoever is linked, over however many others, has the smallest id among them for a label; groups of more than
-- twenty are no households.
do $$
begin
  create temporary table linked on commit drop as
    select l.shop_id, x.profile_id as a, y.profile_id as b
    from household_link l
    join profile_member x on x.shop_id = l.shop_id and x.record_id = l.record_a
    join profile_member y on y.shop_id = l.shop_id and y.record_id = l.record_b
    where x.profile_id <> y.profile_id
    union
    select l.shop_id, y.profile_id, x.profile_id
    from household_link l
    join profile_member x on x.shop_id = l.shop_id and x.record_id = l.record_a
    join profile_member y on y.shop_id = l.shop_id and y.record_id = l.record_b
    where x.profile_id <> y.profile_id;
  create temporary table label on commit drop as select distinct shop_id, a as profile_id, a as household_id from linked;
  loop
    update label set household_id = lower.least
    from (
      select l.shop_id, l.a, min(n.household_id) as least
      from linked l join label n on n.shop_id = l.shop_id and n.profile_id = l.b
      group by l.shop_id, l.a
    ) lower
    where lower.shop_id = label.shop_id and lower.a = label.profile_id and lower.least < label.household_id;
    exit when not found;
  end loop;
  insert into profile_household
    select l.shop_id, l.profile_id, h.household_id, h.people, h.buyers, h.orders_count, h.net_minor, h.last_order_at
    from label l
    join (
      select g.shop_id, g.household_id, count(*) as people, count(*) filter (where m.orders_count > 0) as buyers,
             coalesce(sum(m.orders_count), 0) as orders_count, coalesce(sum(m.net_minor), 0) as net_minor, max(m.last_order_at) as last_order_at
      from label g left join profile_metrics m on m.shop_id = g.shop_id and m.profile_id = g.profile_id
      group by g.shop_id, g.household_id
      having count(*) between 2 and 20
    ) h on h.shop_id = l.shop_id and h.household_id = l.household_id;
end $$;
