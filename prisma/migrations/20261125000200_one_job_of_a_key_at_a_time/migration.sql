-- Jobs of one key stand in a queue of their own, so that one of them runs at a time and the next waits in the table. Without
-- it a worker's places filled up with jobs that waited for one another's lock, and other shops' deliveries waited behind them.
create or replace function enqueue_job(task text, payload jsonb, dedupe_key text default null, due timestamptz default null,
                                       attempts integer default 12, rank integer default 0) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
declare own_key text := public.current_shop() || ':' || dedupe_key;
begin
  if (payload ->> 'shopId')::bigint is distinct from public.current_shop() then
    raise exception 'a job names another shop than the transaction' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, queue_name => own_key, run_at => due,
    max_attempts => attempts, job_key => own_key, priority => rank,
    job_key_mode => case when dedupe_key is null then null when due is null then 'replace' else 'preserve_run_at' end);
end $$;
