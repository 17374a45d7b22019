-- Days on which a person was in a store, or looked around on the web; and what kind of goods the last order was mostly of.
alter table profile_metrics
  add column store_visits integer not null default 0,
  add column web_visits integer not null default 0,
  add column last_category text;

with visit as (
  select m.shop_id, m.profile_id, o.day, true as in_store
  from sales_order o
  join profile_member m on m.shop_id = o.shop_id and m.record_id = o.record_id
  where o.channel = 'pos' and not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided')
  union
  select m.shop_id, m.profile_id, (i.happened_at at time zone s.time_zone)::date, coalesce(i.status, '') not like '%\_viewed'
  from interaction i
  join shop s on s.shop_id = i.shop_id
  join profile_member m on m.shop_id = i.shop_id and m.record_id = i.record_id
  where i.type = 'visit'
),
counted as (
  select shop_id, profile_id, count(*) filter (where in_store) as store_visits, count(*) filter (where not in_store) as web_visits
  from visit group by shop_id, profile_id
)
update profile_metrics pm set store_visits = c.store_visits, web_visits = c.web_visits
from counted c where pm.shop_id = c.shop_id and pm.profile_id = c.profile_id;

with told as (
  select distinct on (m.shop_id, m.profile_id) m.shop_id, m.profile_id, coalesce(nullif(l.category, ''), p.product_type) as category
  from sales_order o
  join shop s on s.shop_id = o.shop_id and s.currency = o.currency
  join profile_member m on m.shop_id = o.shop_id and m.record_id = o.record_id
  join order_line l on l.shop_id = o.shop_id and l.order_id = o.id
  left join product p on p.shop_id = o.shop_id and p.source_id = o.source_id and p.external_id = l.product_external_id
  where not o.is_test and o.deleted_at is null and o.status not in ('cancelled', 'voided') and o.net_minor > 0
    and coalesce(nullif(l.category, ''), p.product_type, '') <> ''
  order by m.shop_id, m.profile_id, o.day desc, l.total_minor - case when o.tax_included then l.tax_minor else 0 end desc, 3
)
update profile_metrics pm set last_category = t.category
from told t where pm.shop_id = t.shop_id and pm.profile_id = t.profile_id;
