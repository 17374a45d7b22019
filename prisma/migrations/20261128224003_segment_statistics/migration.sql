-- All tables that a shop's history fills in bulk and that rules are asked of: of a shop that statistics do not know the planner takes all
-- rows for one, and joins them by looking at each for each.
create or replace function refresh_statistics() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  analyze public.customer_record, public.identifier, public.profile_member, public.sales_order, public.order_line, public.refund,
          public.profile, public.profile_metrics, public.consent_statement, public.blocking_key, public.match_edge, public.household_link,
          public.profile_household, public.interaction, public.feedback, public.loyalty_entry;
end $$;

-- Memberships come by the hundred thousand when a rule is saved, long after all else.
create function membership_statistics() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public as $$
begin
  analyze public.segment, public.segment_member, public.segment_event, public.segment_goal_person;
end $$;
