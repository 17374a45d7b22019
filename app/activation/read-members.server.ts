import { toDecimal } from '#app/normalise/money.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import { isNotHeldOut } from '#app/segments/goal-people.server.ts';
import type { MemberColumnKey, Reach } from './member-columns.ts';

/** A member of a segment as a file shows them. Money in minor units of the shop's currency, days in the shop's zone. */
export type Member = {
  id: number;
  public_id: string;
  display_name: string;
  given_name: string | null;
  family_name: string | null;
  email: string | null;
  phone: string | null;
  line1: string | null;
  city: string | null;
  region: string | null;
  postal_code: string | null;
  country: string | null;
  language: string | null;
  email_consent: string;
  sms_consent: string;
  orders_count: number;
  net_minor: number;
  first_order_day: string | null;
  last_order_day: string | null;
  channels: string[];
  sources: string[] | null;
  shopify_ids: string[] | null;
  entered_day: string;
};

export type MemberRange = { segmentId: number; reach: Reach; afterId: number; limit: number; timeZone: string };

/** The next members by profile id, but for those left alone for a goal. O(limit) through the keys. */
export function readMembers(tx: Tx, { segmentId, reach, afterId, limit, timeZone }: MemberRange): Promise<Member[]> {
  const { shopId } = tx;
  return tx.rows<Member>(sql`
    select p.id, p.public_id, p.display_name, p.given_name, p.family_name, p.email, p.phone, p.line1, p.city, p.region,
           p.postal_code, p.country, p.language, m.email_consent, m.sms_consent, m.orders_count, m.net_minor,
           m.first_order_day::text, m.last_order_day::text, m.channels,
           (select array_agg(s.name order by s.name) from source s where s.shop_id = ${shopId} and s.id = any(p.sources)) as sources,
           (select array_agg(r.external_id order by r.external_id) from profile_member pm
            join customer_record r on r.shop_id = ${shopId} and r.id = pm.record_id and r.kind = 'customer' and r.deleted_at is null
            join source s on s.shop_id = ${shopId} and s.id = r.source_id and s.kind = 'shopify'
            where pm.shop_id = ${shopId} and pm.profile_id = p.id) as shopify_ids,
           (sm.entered_at at time zone ${timeZone})::date::text as entered_day
    from segment_member sm
    join profile p on p.shop_id = ${shopId} and p.id = sm.profile_id
    join profile_metrics m on m.shop_id = ${shopId} and m.profile_id = p.id
    where sm.shop_id = ${shopId} and sm.segment_id = ${segmentId} and sm.profile_id > ${afterId} ${reached(reach)}
      and ${isNotHeldOut(shopId, raw('sm.segment_id'), raw('sm.profile_id'))}
    order by sm.profile_id limit ${limit}`);
}

function reached(reach: Reach): Sql {
  switch (reach) {
    case 'all':
      return empty;
    case 'email':
      return sql`and p.email is not null and m.email_consent = 'granted'`;
    case 'sms':
      return sql`and p.phone is not null and m.sms_consent = 'granted'`;
  }
}

/** How many members there are, and whom a file for e-mail or SMS would hold. */
export type MemberConsents = {
  members: number;
  email_granted: number;
  email_denied: number;
  email_unknown: number;
  sms_granted: number;
  sms_denied: number;
  sms_unknown: number;
};

/** Consent among those who have the contact at all. One pass over the members. */
export async function readMemberConsents(tx: Tx, segmentId: number): Promise<MemberConsents> {
  const [row] = await tx.rows<MemberConsents>(sql`
    select count(*) as members,
      count(*) filter (where p.email is not null and m.email_consent = 'granted') as email_granted,
      count(*) filter (where p.email is not null and m.email_consent = 'denied') as email_denied,
      count(*) filter (where p.email is not null and m.email_consent not in ('granted', 'denied')) as email_unknown,
      count(*) filter (where p.phone is not null and m.sms_consent = 'granted') as sms_granted,
      count(*) filter (where p.phone is not null and m.sms_consent = 'denied') as sms_denied,
      count(*) filter (where p.phone is not null and m.sms_consent not in ('granted', 'denied')) as sms_unknown
    from segment_member sm
    join profile p on p.shop_id = sm.shop_id and p.id = sm.profile_id
    join profile_metrics m on m.shop_id = sm.shop_id and m.profile_id = sm.profile_id
    where sm.shop_id = ${tx.shopId} and sm.segment_id = ${segmentId}
      and ${isNotHeldOut(tx.shopId, raw('sm.segment_id'), raw('sm.profile_id'))}`);
  return row!;
}

const CELLS: Readonly<Record<MemberColumnKey, (member: Member, currency: string) => string>> = {
  name: (member) => member.display_name,
  given_name: (member) => member.given_name ?? '',
  family_name: (member) => member.family_name ?? '',
  email: (member) => member.email ?? '',
  phone: (member) => member.phone ?? '',
  address: (member) => member.line1 ?? '',
  city: (member) => member.city ?? '',
  region: (member) => member.region ?? '',
  postal_code: (member) => member.postal_code ?? '',
  country: (member) => member.country ?? '',
  language: (member) => member.language ?? '',
  email_consent: (member) => member.email_consent,
  sms_consent: (member) => member.sms_consent,
  orders: (member) => String(member.orders_count),
  net: (member, currency) => toDecimal(member.net_minor, currency),
  first_order: (member) => member.first_order_day ?? '',
  last_order: (member) => member.last_order_day ?? '',
  channels: (member) => member.channels.join(' '),
  sources: (member) => member.sources?.join(', ') ?? '',
  shopify_ids: (member) => member.shopify_ids?.join(' ') ?? '',
  entered: (member) => member.entered_day,
  profile: (member) => member.public_id,
};

/** A member's cells in the order of the columns. */
export function cellsOf(member: Member, keys: readonly MemberColumnKey[], currency: string): string[] {
  return keys.map((key) => CELLS[key](member, currency));
}
