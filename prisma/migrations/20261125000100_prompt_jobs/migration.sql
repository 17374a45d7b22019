-- A waiting job is brought forward when the same is wanted at once: a delivery that failed and waits for its next attempt must
-- not make the next delivery wait with it. One that is wanted later leaves an earlier one as it is.
create or replace function enqueue_job(task text, payload jsonb, dedupe_key text default null, due timestamptz default null,
                                       attempts integer default 12, rank integer default 0) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  if (payload ->> 'shopId')::bigint is distinct from public.current_shop() then
    raise exception 'a job names another shop than the transaction' using errcode = '42501';
  end if;
  perform graphile_worker.add_job(
    identifier => task, payload => payload::json, queue_name => null, run_at => due,
    max_attempts => attempts, job_key => public.current_shop() || ':' || dedupe_key, priority => rank,
    job_key_mode => case when dedupe_key is null then null when due is null then 'replace' else 'preserve_run_at' end);
end $$;
