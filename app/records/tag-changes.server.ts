import type { Tx } from '#app/platform/db.server.ts';
import { raw, sql } from '#app/platform/sql.ts';
import { CUSTOMER_COLUMNS } from './cleaned.ts';
import { bitOf } from './weigh-statement.ts';

const TAGS = CUSTOMER_COLUMNS.indexOf('tags');

/** SQL: the instant of the full list of tags that a record (alias `r`) holds; changes after it stand. */
export const TAGS_SAID_AT = raw(`case
  when (r.said_columns & ${bitOf('tags')}) <> 0 then coalesce(r.version_at, '-infinity')
  else coalesce(left(r.older_columns ->> '${TAGS}', 24)::timestamptz, '-infinity') end`);

/** A full list of tags is as old as the statement that it came with: single changes after that stand. */
export async function reapplyTagChanges(tx: Tx, recordIds: readonly number[]): Promise<void> {
  if (recordIds.length === 0) {
    return;
  }
  await tx.run(sql`
    update customer_record r set tags = array(
      select t from unnest(r.tags) t where not exists (
        select from jsonb_each(r.tag_changes) c (tag, word)
        where c.tag = t and not (c.word ->> 1)::boolean and (c.word ->> 0)::timestamptz > ${TAGS_SAID_AT})
      union
      select c.tag from jsonb_each(r.tag_changes) c (tag, word)
      where (c.word ->> 1)::boolean and (c.word ->> 0)::timestamptz > ${TAGS_SAID_AT}
      order by 1)
    where r.shop_id = ${tx.shopId} and r.id = any(${[...recordIds]}::bigint[]) and r.tag_changes <> '{}'`);
}
