import { readWorth, type WorthTerms } from '#app/metrics/read-worth.server.ts';
import type { ValueScorePart } from '#app/metrics/value-score.ts';
import type { Tx } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';

export type WorthLine = { publicId: string; name: string; score: number; parts: readonly ValueScorePart[] };

const PAGE_SIZE = 50;

/** People by their score, the highest first, with what it is made of. One index scan a page. */
export async function readWorthPeople(
  tx: Tx,
  terms: WorthTerms,
  page: number,
): Promise<{ lines: WorthLine[]; hasNext: boolean }> {
  const rows = await tx.rows<{ profileId: number; publicId: string; name: string; score: number }>(sql`
    with chosen as (
      select profile_id, customer_score from value_score where shop_id = ${tx.shopId} and customer_score is not null
      order by customer_score desc nulls last, profile_id limit ${PAGE_SIZE + 1} offset ${(page - 1) * PAGE_SIZE}
    )
    select c.profile_id as "profileId", p.public_id as "publicId", p.display_name as name, c.customer_score as score
    from chosen c join profile p on p.shop_id = ${tx.shopId} and p.id = c.profile_id
    order by c.customer_score desc, c.profile_id`);
  const shown = rows.slice(0, PAGE_SIZE);
  const worth = await readWorth(
    tx,
    shown.map((row) => row.profileId),
    terms,
  );
  return {
    lines: shown.map(({ profileId, ...line }) => ({ ...line, parts: worth.get(profileId)?.parts ?? [] })),
    hasNext: rows.length > PAGE_SIZE,
  };
}
