import { describe, expect, it } from 'vitest';
import { gateSecret, withShop } from '#app/platform/db.server.ts';
import { migrate } from '#app/platform/migrate.server.ts';
import { sql } from '#app/platform/sql.ts';
import { useDatabase } from '#test/support/database.ts';

describe('the gate between tenants', () => {
  const database = useDatabase();

  it('opens no more to a secret that was rotated away', async () => {
    const shop = await database.makeShop();
    const leaked = gateSecret('a secret of last year, thirty-two characters long');
    await database.owner.query('insert into tenant_gate (secret) values ($1)', [leaked]);
    await migrate(database.url);
    const { rows } = await database.owner.query('select secret from tenant_gate');
    expect(rows).toEqual([{ secret: gateSecret() }]);
    expect(await withShop(shop.shopId, (tx) => tx.rows(sql`select domain from shop`))).toEqual([
      { domain: shop.domain },
    ]);
  });
});
