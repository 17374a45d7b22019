import { type Sql, sql } from '#app/platform/sql.ts';
import type { Check } from '../check.ts';

/** The words of all records on one contact point: where sources say yes and no of the same. O(consent statements). */
function contradicted(shopId: number): Sql {
  return sql`
    select word.record_id from (
      select c.record_id, min(c.state) over point <> max(c.state) over point as differ,
             min(q.source_id) over point <> max(q.source_id) over point as between_sources
      from consent_statement c
      join customer_record q on q.shop_id = ${shopId} and q.id = c.record_id and q.deleted_at is null
      where c.shop_id = ${shopId} and c.state in ('granted', 'denied')
      window point as (partition by c.channel, c.purpose, coalesce(nullif(c.contact_normal, ''),
        case c.channel when 'email' then q.email_normal else q.phone_e164 end, 'record:' || q.id))
    ) word where word.differ and word.between_sources`;
}

export const consentContradictory = {
  key: 'consent_contradictory',
  dimension: 'consistency',
  subject: 'customer',
  field: 'Consent',
  label: 'One source says yes, another no',
  sentence:
    'The same e-mail address or phone number may be written to here and not there. Until it is settled, the later word counts, and a no wins a tie.',
  formula: 'Records whose consent agrees with all other sources’ ÷ records with a yes or a no.',
  remedy: 'Open the profile, see which word is newer, and set the older source right.',
  severity: 'high',
  among: ({ shopId }) => sql`r.id in (
    select c.record_id from consent_statement c where c.shop_id = ${shopId} and c.state in ('granted', 'denied'))`,
  fails: ({ shopId }) => sql`r.id in (${contradicted(shopId)})`,
  found: ({ shopId }) => sql`(
    select string_agg(distinct c.channel || ': ' || c.state, ', ') from consent_statement c
    where c.shop_id = ${shopId} and c.record_id = r.id and c.state in ('granted', 'denied'))`,
} as const satisfies Check;
