-- While an import goes on, statistics have to be right to the order of magnitude only: a fifth of the sample is a fifth of the work.
create function rough_statistics() returns void
language plpgsql volatile set search_path = pg_catalog, public set default_statistics_target = 20 as $$
begin
  perform public.refresh_statistics();
end $$;
