import { describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { useDatabase } from '#test/support/database.ts';

describe('a test file’s own database', () => {
  const database = useDatabase();

  it('is a migrated clone with nothing in it', async () => {
    const { rows } = await database.owner.query('select count(*)::int as shops from shop');
    expect(rows).toEqual([{ shops: 0 }]);
  });

  it('installs a shop as the app does', async () => {
    const shop = await database.makeShop({ timeZone: 'Europe/Berlin', settings: { a: 1 } });
    const rows = await withShop(shop.shopId, (tx) =>
      tx.rows(sql`select domain, time_zone, currency, settings from shop`),
    );
    expect(rows).toEqual([{ domain: shop.domain, time_zone: 'Europe/Berlin', currency: 'USD', settings: { a: 1 } }]);
    expect(shop.dataKey).toHaveLength(32);
  });
});
