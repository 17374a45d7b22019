import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import type { CleanConsent, Origin } from './cleaned.ts';
import { keepStatements } from './statement-history.server.ts';
import { recordIds } from './store-customers.server.ts';

const STRICTEST_FIRST = ['denied', 'pending', 'unknown', 'granted'];

/** A day of slack for clocks that are ahead; a yes of the further future proves nothing. */
const SLACK_MS = 86_400_000;

/** The instant from which a word counts. A no without one counts from when it came: only a yes after that undoes it. */
const saidAt = (word: string, cameAt: string) =>
  raw(`coalesce(${word}.stated_at, ${word}.version_at, case when ${word}.state = 'denied' then ${cameAt} end)`);

/**
 * Keeps each record's latest word on each contact point, channel and purpose. Of two words of one instant the stricter
 * counts; a word without an instant can narrow but never widen, and "unknown" takes nothing back. What a file grants
 * without saying when is kept as not known. Returns the records whose consent changed, with those that share what it is
 * about. Idempotent; the same words in any batches come to the same.
 */
export async function storeConsents(tx: Tx, origin: Origin, consents: readonly CleanConsent[]): Promise<number[]> {
  if (consents.length === 0) {
    return [];
  }
  const records = await recordIds(
    tx,
    origin,
    consents.map((consent) => consent.customerExternalId),
  );
  const rows = consents.map((consent) => ({
    record_id: records.get(consent.customerExternalId),
    channel: consent.channel,
    purpose: consent.purpose,
    contact: consent.contact,
    state: provenState(consent, origin),
    stated_at: consent.statedAt,
    version_at: consent.versionAt,
    method: consent.method,
    evidence: consent.evidence,
  }));
  await keepStatements(tx, origin, 'consent', sql`t.record_id = any(${[...records.values()]}::bigint[])`, () =>
    rows.map(({ contact, ...row }) => ({
      key: [row.record_id, row.channel, row.purpose, contact].join('|'),
      recordId: row.record_id ?? null,
      body: { ...row, contact_normal: contact, recorded_at: new Date() },
    })),
  );
  const changed = await tx.rows<{ record_id: number }>(sql`
    with said as (
      select distinct on (record_id, channel, purpose, contact) *
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as s (
        record_id bigint, channel text, purpose text, contact text, state text, stated_at timestamptz, version_at timestamptz,
        method text, evidence text)
      order by record_id, channel, purpose, contact, state = 'unknown', coalesce(${saidAt('s', 'now()')}, '-infinity') desc,
               array_position(${STRICTEST_FIRST}::text[], state), version_at desc nulls last, method desc nulls last
    )
    insert into consent_statement as c
      (shop_id, record_id, channel, purpose, contact_normal, state, stated_at, version_at, method, evidence, origin)
    select ${tx.shopId}, record_id, channel, purpose, contact, state, stated_at, version_at, method, evidence, ${origin.origin} from said
    on conflict (shop_id, record_id, channel, purpose, contact_normal) do update set
      state = excluded.state, stated_at = excluded.stated_at, version_at = excluded.version_at, method = excluded.method,
      evidence = excluded.evidence, origin = excluded.origin, recorded_at = now()
    where case
      when excluded.state = 'unknown' and c.state <> 'unknown' then false
      when c.state = 'unknown' and excluded.state <> 'unknown' and coalesce(excluded.stated_at, excluded.version_at) is not null then true
      when coalesce(excluded.stated_at, excluded.version_at) is null then excluded.state = 'denied' and c.state <> 'denied'
      when ${saidAt('excluded', 'now()')} = ${saidAt('c', 'c.recorded_at')} then
        (-array_position(${STRICTEST_FIRST}::text[], excluded.state), coalesce(excluded.version_at, '-infinity'), coalesce(excluded.method, ''))
        > (-array_position(${STRICTEST_FIRST}::text[], c.state), coalesce(c.version_at, '-infinity'), coalesce(c.method, ''))
      else ${saidAt('excluded', 'now()')} > coalesce(${saidAt('c', 'c.recorded_at')}, '-infinity')
    end
    returning c.record_id`);
  return withSharers(tx, [...new Set(changed.map((row) => row.record_id))]);
}

/**
 * These records, and all that have an address or a number of which they speak: what is opted out is so for every one of them. Probe by
 * probe, whatever the planner knows of the tables: in a shop that was empty a moment ago it would compare each with each.
 */
async function withSharers(tx: Tx, recordIds: readonly number[]): Promise<number[]> {
  const sharing = await tx.rows<{ id: number }>(sql`
    with point as materialized (
      select distinct case c.channel when 'email' then 'email' else 'phone' end as kind,
             coalesce(nullif(c.contact_normal, ''), case c.channel when 'email' then r.email_normal else r.phone_e164 end) as contact
      from unnest(${[...recordIds]}::bigint[]) k (id)
      cross join lateral (
        select channel, contact_normal from consent_statement where shop_id = ${tx.shopId} and record_id = k.id offset 0) c
      cross join lateral (
        select email_normal, phone_e164 from customer_record where shop_id = ${tx.shopId} and id = k.id offset 0) r
    )
    select distinct i.record_id as id
    from point p cross join lateral (
      select record_id from identifier where shop_id = ${tx.shopId} and kind = p.kind and value_normal = p.contact offset 0) i`);
  return [...new Set([...recordIds, ...sharing.map((row) => row.id)])];
}

/** A yes in a file proves itself by its instant; Shopify vouches for its own. */
function provenState({ state, statedAt }: CleanConsent, { origin }: Origin): CleanConsent['state'] {
  const isProven = statedAt !== null && statedAt.getTime() < Date.now() + SLACK_MS;
  return state === 'granted' && origin.startsWith('upload:') && !isProven ? 'unknown' : state;
}
