import type { Tx } from '#app/platform/db.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { sql } from '#app/platform/sql.ts';

export type UpkeepRhythm = 'each_run' | 'weekly' | 'monthly';

export type Upkeep = {
  /** How often repairs run by themselves, and when they last did. */
  rhythm: UpkeepRhythm;
  repairedOn: string | null;
  /** What a thousand contacts cost a month elsewhere, minor units; null: nobody has said. */
  thousandMinor: number | null;
};

const DEFAULT: Upkeep = { rhythm: 'each_run', repairedOn: null, thousandMinor: null };

export async function readUpkeep(tx: Tx): Promise<Upkeep> {
  const [row] = await tx.rows<Upkeep>(sql`
    select rhythm, repaired_on::text as "repairedOn", thousand_minor as "thousandMinor" from upkeep where shop_id = ${tx.shopId}`);
  return row ?? DEFAULT;
}

/** Keeps the rhythm and the price; `perThousand` as typed, in whole units of the shop's currency. Throws a Refusal for no number. */
export async function keepUpkeep(tx: Tx, rhythm: UpkeepRhythm, thousandMinor: number | null): Promise<void> {
  if (thousandMinor !== null && !(Number.isSafeInteger(thousandMinor) && thousandMinor >= 0 && thousandMinor < 1e12)) {
    throw new Refusal('quality.contact_price', 'The price is a number, such as 12.50, or empty.', { field: 'price' });
  }
  await tx.run(sql`
    insert into upkeep (shop_id, rhythm, thousand_minor) values (${tx.shopId}, ${rhythm}, ${thousandMinor})
    on conflict (shop_id) do update set rhythm = excluded.rhythm, thousand_minor = excluded.thousand_minor`);
}

const DAYS = { each_run: 0, weekly: 7, monthly: 28 } as const;

/** Whether repairs are due on this day; notes that they run if so. */
export async function takeTurn(tx: Tx, today: string): Promise<boolean> {
  const { rhythm, repairedOn } = await readUpkeep(tx);
  const since =
    repairedOn === null ? Number.POSITIVE_INFINITY : (Date.parse(today) - Date.parse(repairedOn)) / 86_400_000;
  if (since < DAYS[rhythm]) {
    return false;
  }
  await tx.run(sql`
    insert into upkeep (shop_id, repaired_on) values (${tx.shopId}, ${today}::date)
    on conflict (shop_id) do update set repaired_on = excluded.repaired_on`);
  return true;
}

/** Customers by how long ago anything confirmed them: a change in their source, or a purchase. */
export type DecayLine = { source: string; half: number; year: number; two: number; older: number };

/** By source: confirmed within six, twelve, twenty-four months, or before. O(records + orders). */
export function readDecay(tx: Tx, now: Date): Promise<DecayLine[]> {
  return tx.rows<DecayLine>(sql`
    select s.name as source, count(*) filter (where c.at >= ${now}::timestamptz - interval '6 months') as half,
      count(*) filter (where c.at < ${now}::timestamptz - interval '6 months' and c.at >= ${now}::timestamptz - interval '12 months') as year,
      count(*) filter (where c.at < ${now}::timestamptz - interval '12 months' and c.at >= ${now}::timestamptz - interval '24 months') as two,
      count(*) filter (where c.at < ${now}::timestamptz - interval '24 months') as older
    from (
      select r.source_id, greatest(coalesce(r.version_at, r.created_at_source, r.first_seen_at), b.last_at) as at
      from customer_record r
      left join (
        select record_id, max(placed_at) as last_at from sales_order
        where shop_id = ${tx.shopId} and record_id is not null and deleted_at is null and not is_test group by record_id) b on b.record_id = r.id
      where r.shop_id = ${tx.shopId} and r.deleted_at is null and r.merged_into is null and r.kind <> 'instant'
        and (r.email_normal is not null or r.phone_e164 is not null)) c
    join source s on s.shop_id = ${tx.shopId} and s.id = c.source_id
    group by s.name order by s.name`);
}
