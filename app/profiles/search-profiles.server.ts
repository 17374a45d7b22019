import type { Tx } from '#app/platform/db.server.ts';
import { empty, raw, type Sql, sql } from '#app/platform/sql.ts';
import type { ProfileQuery, ProfileSort } from './profile-query.ts';

/** A profile as a line of a list. Money in minor units of the shop's currency. */
export type ProfileLine = {
  id: number;
  publicId: string;
  name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  country: string | null;
  recordsCount: number;
  sources: string[];
  ordersCount: number;
  netMinor: number;
  channels: string[];
  lastOrderAt: Date | null;
  emailConsent: string;
};

export type ProfilePage = { lines: ProfileLine[]; hasNext: boolean; total: number | null };

/** Lines on a page. */
const PAGE_SIZE = 50;
/** Counting stops here: nobody reads on, and a count of a million rows would make the list wait. */
const COUNT_LIMIT = 10_000;

const ORDER: Readonly<Record<ProfileSort, string>> = {
  'value desc': 'm.net_minor desc, p.id',
  'value asc': 'm.net_minor, p.id',
  'orders desc': 'm.orders_count desc, p.id',
  'last_order desc': 'm.last_order_at desc nulls last, p.id',
  'name asc': 'p.display_name, p.id',
  'seen desc': 'p.first_seen_at desc, p.id desc',
};

type Row = {
  id: number;
  public_id: string;
  display_name: string;
  email: string | null;
  phone: string | null;
  city: string | null;
  country: string | null;
  records_count: number;
  sources: string[] | null;
  orders_count: number;
  net_minor: number;
  channels: string[];
  last_order_at: Date | null;
  email_consent: string;
};

/**
 * One page of profiles, and how many there are (null beyond COUNT_LIMIT). Cost: one index scan per page; a search reads its
 * matches by the trigram index, and where there are more than COUNT_LIMIT the list in its order, which meets them soon.
 */
export async function searchProfiles(tx: Tx, query: ProfileQuery): Promise<ProfilePage> {
  const where = sql`${await search(tx, query.search)} ${conditions(tx, query)}`;
  const from = sql`
    from profile p join profile_metrics m on m.shop_id = p.shop_id and m.profile_id = p.id
    where p.shop_id = ${tx.shopId} ${where}`;
  const rows = await tx.rows<Row>(sql`
    select p.id, p.public_id, p.display_name, p.email, p.phone, p.city, p.country, p.records_count,
           (select array_agg(s.name order by s.name) from source s where s.shop_id = ${tx.shopId} and s.id = any(p.sources)) as sources,
           m.orders_count, m.net_minor, m.channels, m.last_order_at, m.email_consent
    ${from}
    order by ${raw(ORDER[query.sort])}
    limit ${PAGE_SIZE + 1} offset ${(query.page - 1) * PAGE_SIZE}`);
  const [counted] = await tx.rows<{ n: number }>(
    sql`select count(*) as n from (select ${from} limit ${COUNT_LIMIT + 1}) capped`,
  );
  const total = counted?.n ?? 0;
  return {
    lines: rows.slice(0, PAGE_SIZE).map(toLine),
    hasNext: rows.length > PAGE_SIZE,
    total: total > COUNT_LIMIT ? null : total,
  };
}

function conditions(tx: Tx, query: ProfileQuery): Sql {
  const channel =
    query.channel === 'both'
      ? sql`and m.channels @> array['online', 'pos']`
      : query.channel === 'none'
        ? sql`and m.orders_count = 0`
        : query.channel
          ? sql`and m.channels = array[${query.channel}]::text[]`
          : empty;
  const source = query.sourceId ? sql`and p.sources @> array[${query.sourceId}]::bigint[]` : empty;
  const consent = query.consent ? sql`and m.email_consent = ${query.consent}` : empty;
  const segment = query.segmentId
    ? sql`and exists (select from segment_member sm where sm.shop_id = ${tx.shopId} and sm.segment_id = ${query.segmentId} and sm.profile_id = p.id)`
    : empty;
  const merged = query.merged ? sql`and p.records_count > 1` : empty;
  return sql`${channel} ${source} ${consent} ${segment} ${merged}`;
}

/** Every word has to occur; % and _ are themselves. */
async function search(tx: Tx, text: string): Promise<Sql> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 6);
  const patterns = words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`);
  if (patterns.length === 0) {
    return empty;
  }
  const found = await tx.rows<{ id: number }>(
    sql`select profiles_found(${patterns}::text[], ${COUNT_LIMIT + 1}::integer) as id`,
  );
  return found.length <= COUNT_LIMIT
    ? sql`and p.id = any(${found.map((row) => row.id)}::bigint[])`
    : patterns.reduce<Sql>((all, pattern) => sql`${all} and p.search_text like ${pattern}`, empty);
}

function toLine(row: Row): ProfileLine {
  return {
    id: row.id,
    publicId: row.public_id,
    name: row.display_name,
    email: row.email,
    phone: row.phone,
    city: row.city,
    country: row.country,
    recordsCount: row.records_count,
    sources: row.sources ?? [],
    ordersCount: row.orders_count,
    netMinor: row.net_minor,
    channels: row.channels,
    lastOrderAt: row.last_order_at,
    emailConsent: row.email_consent,
  };
}
