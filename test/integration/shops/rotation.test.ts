import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { deriveKey, newDataKey, seal, unwrapDataKey } from '#app/platform/crypto.server.ts';
import { shopDataKey } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';

const BEFORE = 'the secret of last year, of thirty-two characters';
process.env['ONEFOLD_SECRET_PREVIOUS'] = BEFORE;

describe('a shop’s data key after the secret was rotated', () => {
  const database = useDatabase();

  it('opens what it sealed before, and is wrapped by the secret in force from then on', async () => {
    const { shopId, domain } = await database.makeShop();
    const wrapping = deriveKey('wrap-data-keys', BEFORE);
    const keyId = createHash('sha256').update(wrapping).digest('hex').slice(0, 12);
    const key = randomBytes(32);
    await database.owner.query('update shop set data_key_wrapped = $2, data_key_id = $3 where shop_id = $1', [
      shopId,
      seal(wrapping, key, `data-key:${domain}`),
      keyId,
    ]);
    expect(await shopDataKey(shopId)).toEqual(key);
    const { rows } = await database.owner.query(
      'select data_key_wrapped as wrapped, data_key_id as id from shop where shop_id = $1',
      [shopId],
    );
    expect(rows[0].id).toBe(newDataKey(domain).keyId);
    expect(rows[0].id).not.toBe(keyId);
    expect(unwrapDataKey(domain, rows[0].wrapped, rows[0].id)).toEqual(key);
  });
});
