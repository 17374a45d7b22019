import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { withShop } from '#app/platform/db.server.ts';
import { sql } from '#app/platform/sql.ts';
import { useDatabase } from '#test/support/database.ts';

describe('work that goes on after its transaction’s time', () => {
  const database = useDatabase();

  it('reaches no other shop’s transaction by the connection that it had', async () => {
    const mine = await database.makeShop();
    const theirs = await database.makeShop();
    const told = { isOver: false };
    const answers: string[] = [];
    const late = withShop(
      mine.shopId,
      async (tx) => {
        while (!told.isOver) {
          await sleep(10);
        }
        const asked = [
          () => tx.rows<{ domain: string }>(sql`select domain from shop`),
          () => tx.run(sql`select domain from shop`),
          async () => tx.client.query('select domain from shop'),
        ];
        for (const ask of asked) {
          answers.push(
            await ask().then(
              (found) => `found ${JSON.stringify(found)}`,
              (error: Error) => error.message,
            ),
          );
        }
      },
      { timeoutMs: 50 },
    );
    const ended = expect(late).rejects.toThrow(/expired/);
    await sleep(1000);
    await withShop(theirs.shopId, async (tx) => {
      await tx.rows(sql`select domain from shop`);
      told.isOver = true;
      await ended;
    });
    expect(answers).toEqual(Array(3).fill('the transaction is over: it took longer than it may'));
  });

  it('is ended in the database too: a statement has no more time than its transaction', async () => {
    const shop = await database.makeShop();
    const late = withShop(shop.shopId, (tx) => tx.rows(sql`select pg_sleep(20)`), { timeoutMs: 200 });
    await expect(late).rejects.toThrow();
    const busy = await database.owner.query(
      "select from pg_stat_activity where datname = current_database() and state = 'active' and query like '%pg_sleep(20)%' and pid <> pg_backend_pid()",
    );
    expect(busy.rowCount).toBe(0);
  });
});
