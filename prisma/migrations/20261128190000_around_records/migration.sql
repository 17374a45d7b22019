-- One event's decision looks at a handful of rows in a dozen tables: what it asks is gathered here into one call each, since going to the
-- database costs more than the looking.

create index identity_decision_b on identity_decision (shop_id, record_b);

-- Takes a shop's turn and says whether the shop is still there: seen after the wait, as each statement in a volatile function sees anew.
create function lock_shop(turn bigint, wanted bigint) returns boolean
language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock(turn);
  return exists (select from shop where shop_id = wanted);
end $$;

-- These records and all that edges, profiles, decisions or merges at the source connect with them, one round a step of distance, as far as
-- `most_rounds` reach. Eight index probes a record and round.
create function connected_records(shop bigint, start bigint[], least_bits real, most_rounds integer) returns bigint[]
language plpgsql stable as $$
declare
  seen bigint[] := array(select distinct s from unnest(start) s);
  frontier bigint[] := seen;
begin
  for round in 1..most_rounds loop
    exit when cardinality(frontier) = 0;
    frontier := array(
      select n.id from (
        select e.record_b as id from public.match_edge e
        where e.shop_id = shop and e.record_a = any(frontier) and (e.bits >= least_bits or e.rule <> 'scored')
        union
        select e.record_a from public.match_edge e
        where e.shop_id = shop and e.record_b = any(frontier) and (e.bits >= least_bits or e.rule <> 'scored')
        union
        select other.record_id from public.profile_member m
        join public.profile_member other on other.shop_id = m.shop_id and other.profile_id = m.profile_id
        where m.shop_id = shop and m.record_id = any(frontier)
        union
        select d.record_b from public.identity_decision d where d.shop_id = shop and d.record_a = any(frontier)
        union
        select d.record_a from public.identity_decision d where d.shop_id = shop and d.record_b = any(frontier)
        union
        select k.id from public.customer_record r
        join public.customer_record k on k.shop_id = r.shop_id and k.source_id = r.source_id and k.external_id = r.merged_into
        where r.shop_id = shop and r.id = any(frontier) and r.merged_into is not null
        union
        select r.id from public.customer_record k
        join public.customer_record r on r.shop_id = k.shop_id and r.source_id = k.source_id and r.merged_into = k.external_id
        where k.shop_id = shop and k.id = any(frontier)
      ) n
      where n.id <> all(seen));
    seen := seen || frontier;
  end loop;
  return seen;
end $$;

-- What one decision needs of the neighbourhood of `start`: its whole components (`inside`) and those next door, which a household may join;
-- and whether anything was decided about any of them and anything is noted of any. It reads as its owner, so that the proof of the
-- tenant is checked once and not with each of its tables; it shows that tenant's rows only. Its plans are kept: arrays of another length
-- would have each of them made anew, which takes ten times as long as to run it.
create function around_records(start bigint[], least_bits real, most_rounds integer)
returns table (id bigint, inside boolean, decided boolean, noted boolean)
language plpgsql stable security definer set search_path = pg_catalog, public set plan_cache_mode = force_generic_plan as $$
declare
  shop constant bigint := public.current_shop();
  component bigint[];
  next_door bigint[];
  around bigint[];
begin
  if shop is null then
    return;
  end if;
  component := public.connected_records(shop, start, least_bits, most_rounds);
  next_door := array(
    select record_b from public.match_edge where shop_id = shop and record_a = any(component) and bits < least_bits
    union
    select record_a from public.match_edge where shop_id = shop and record_b = any(component) and bits < least_bits);
  next_door := array(select n from unnest(next_door) n where n <> all(component));
  around := case when cardinality(next_door) = 0 then component
                 else public.connected_records(shop, component || next_door, least_bits, most_rounds) end;
  return query
    select a, a = any(component),
           exists (select from public.identity_decision d where d.shop_id = shop and d.record_a = any(around))
             or exists (select from public.customer_record r where r.shop_id = shop and r.id = any(around) and r.merged_into is not null),
           exists (select from public.review_item i where i.shop_id = shop and i.record_a = any(around))
             or exists (select from public.review_item i where i.shop_id = shop and i.record_b = any(around))
             or exists (select from public.household_link l where l.shop_id = shop and l.record_a = any(around))
             or exists (select from public.household_link l where l.shop_id = shop and l.record_b = any(around))
    from unnest(around) as a
    order by 1;
end $$;

-- A shop's keys and links grow in bulk like its records do.
create or replace function refresh_statistics() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  analyze public.customer_record, public.identifier, public.profile_member, public.sales_order, public.order_line, public.refund,
          public.profile, public.profile_metrics, public.consent_statement, public.blocking_key, public.match_edge;
end $$;
