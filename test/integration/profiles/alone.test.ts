import { expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { projectProfiles } from '#app/profiles/project-profiles.server.ts';
import { ensureSource } from '#app/sources/source.server.ts';
import { useDatabase } from '#test/support/database.ts';

const database = useDatabase();

/** One profile a record, each saying and leaving out other things. */
const MAKE = (shopId: number, sourceId: number) => sql`
  with made as (
    insert into customer_record (shop_id, source_id, external_id, given_name, family_name, full_name, company, email, email_normal, phone,
      phone_e164, line1, line2, city, region, postal_code, country, birth_date, language, tags, created_at_source, deleted_at)
    select ${shopId}, ${sourceId}, 'odd-' || n,
      (array[null, '', 'Ada', ' Mo '])[1 + n % 4], (array[null, '', 'Quill'])[1 + n % 3], (array[null, 'Ada Quill, MSc'])[1 + n % 2],
      (array[null, '', 'Lantern Ltd'])[1 + n / 3 % 3], (array[null, '', 'ADA@Lake.example'])[1 + n / 2 % 3],
      (array[null, 'ada@lake.example'])[1 + n / 5 % 2], (array[null, '', '207 555 01'])[1 + n / 7 % 3], (array[null, '+12075550100'])[1 + n / 4 % 2],
      (array[null, '1 Pier'])[1 + n / 6 % 2], (array[null, 'Flat 2'])[1 + n / 3 % 2], (array[null, 'Portland'])[1 + n / 11 % 2],
      'ME', (array[null, '04101'])[1 + n / 9 % 2], 'US', (array[null, '', '1990-01-02'])[1 + n / 8 % 3], (array[null, 'en'])[1 + n % 2],
      (array['{}', '{vip,b,vip}', '{"",a}', '{Z,a,Ä}'])[1 + n % 4]::text[],
      case when n % 3 = 0 then timestamptz '2025-01-01' + n * interval '1 day' end, case when n % 10 = 0 then now() end
    from generate_series(0, 239) n
    returning id
  )
  insert into profile_member (shop_id, record_id, profile_id) select ${shopId}, id, id from made returning profile_id as id`;

it('says of a person with one record the same among many as by himself', async () => {
  const { shopId } = await database.makeShop();
  const rows = await withShop(shopId, async (tx) => {
    const source = await ensureSource(tx, {
      kind: 'csv',
      name: 'Odd',
      provenance: 'imported',
      trustRank: 50,
      expectedRhythmHours: null,
    });
    const ids = (await tx.rows<{ id: number }>(MAKE(tx.shopId, source.id))).map((row) => row.id);
    const all = () =>
      tx.rows<{ row: string }>(
        sql`select (to_jsonb(p) - 'changed_at')::text as row from profile p where shop_id = ${tx.shopId} and id = any(${ids}::bigint[]) order by id`,
      );
    await projectProfiles(tx, ids);
    const together = await all();
    for (const id of ids) {
      await projectProfiles(tx, [id]);
    }
    return { together, singly: await all() };
  });
  expect(rows.together).toHaveLength(240);
  expect(rows.together).toEqual(rows.singly);
});
