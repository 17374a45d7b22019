-- Profiles whose text holds all of these patterns, up to so many. Under row-level security PostgreSQL asks no index for LIKE,
-- which it does not know to keep silent about the rows it looks at, and reads every profile of the shop; this function's owner
-- stands outside of it and names the shop itself.
create function profiles_found(patterns text[], most integer) returns setof bigint
language plpgsql stable security definer set search_path = pg_catalog, public as $$
declare
  target bigint := public.current_shop();
  wanted text;
begin
  select string_agg(format('p.search_text like $2[%s]', nth), ' and ') into wanted
  from generate_series(1, cardinality(patterns)) nth;
  if wanted is not null then
    return query execute format('select p.id from public.profile p where p.shop_id = $1 and %s limit $3', wanted)
      using target, patterns, most;
  end if;
end $$;
