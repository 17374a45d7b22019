import { describe, expect, it } from 'vitest';
import { checkQuality, readFaultsPage } from '#app/pipeline/quality-pages.server.ts';
import {
  askForRepair,
  askToUndo,
  carryOutRepair,
  repairByItself,
  tryRepair,
} from '#app/pipeline/repair-quality.server.ts';
import { snapshotOf } from '#test/integration/pipeline/store-snapshot.ts';
import { useDatabase } from '#test/support/database.ts';
import { plantShop, type Row } from './plant.ts';

type Planted = Awaited<ReturnType<typeof plantShop>>;

/** Rows that a repair mends, and what it makes of the field; `left`: how many it has to leave as they are. */
const CASES: Record<string, { plant: (shop: Planted) => Promise<unknown>; left: number }> = {
  name_letter_case: {
    plant: async (s) => {
      await s.customer(2, { given_name: 'MARIA', family_name: 'VAN DER BERG' });
      await s.customer(3, { given_name: null, family_name: null, full_name: 'bo mcdonald' });
    },
    left: 0,
  },
  name_placeholder: { plant: (s) => s.customer(2, { given_name: 'Test', family_name: 'Test' }), left: 0 },
  name_with_digits: { plant: (s) => s.customer(2, { family_name: 'Lind 0207 555' }), left: 0 },
  name_missing: {
    plant: async (s) => {
      await s.customer(2, { given_name: null, family_name: null, source_id: 1 }, 1);
      await s.customer(3, { given_name: null, family_name: null });
    },
    left: 1,
  },
  address_incomplete: {
    plant: async (s) => {
      await s.customer(2, { city: null, source_id: 1 }, 1);
      await s.customer(3, { city: null, line1: '9 Other Street', source_id: 1 }, 1);
    },
    left: 1,
  },
  postal_code_malformed: {
    plant: async (s) => {
      await s.customer(2, { postal_code: '4101' });
      await s.customer(3, { postal_code: 'PORTLAND' });
      await s.customer(4, { postal_code: '1234ab', country: 'NL' });
      await s.customer(5, { postal_code: '41011234' });
    },
    left: 1,
  },
  country_unknown: { plant: (s) => s.customer(2, { country: 'Wonderland' }), left: 0 },
  birth_date_default: { plant: (s) => s.customer(2, { birth_date: '1900-01-01' }), left: 0 },
  birth_date_impossible: { plant: (s) => s.customer(2, { birth_date: '1899-04-02' }), left: 0 },
  email_placeholder: {
    plant: (s) => s.customer(2, { email: 'none@none.com', email_normal: null }),
    left: 0,
  },
  email_typo_domain: {
    plant: async (s) => {
      const wrong: Row = { email: 'ada@gmial.com', email_normal: 'ada@gmial.com' };
      const identifier = { shop_id: s.shop.shopId, kind: 'email', value_normal: 'ada@gmial.com' };
      await s.customer(2, wrong);
      await s.insert('identifier', { ...identifier, record_id: 2 });
      await s.consent(2, { state: 'denied', contact_normal: 'ada@gmial.com' });
      await s.customer(3, wrong, 2);
      await s.insert('identifier', { ...identifier, record_id: 3, verified: true });
    },
    left: 1,
  },
};

describe('a repair', () => {
  const database = useDatabase();
  /** What is kept of people, without what a rebuilt profile counts anew. */
  const records = async (shopId: number) => {
    const { customer_record, identifier, consent_statement, sales_order } = await snapshotOf(database.owner, shopId);
    return { customer_record, identifier, consent_statement, sales_order };
  };

  it.each(Object.entries(CASES))(
    'of %s gives back the score that was forecast, and taken back leaves every byte as it was',
    async (checkKey, { plant, left }) => {
      const planted = await plantShop(database);
      await planted.customer(1);
      await plant(planted);
      const { shop } = planted;
      const before = await records(shop.shopId);
      const { forecast, shown } = await tryRepair(shop, checkKey, null);
      expect(await records(shop.shopId)).toEqual(before);
      expect(forecast.failingAfter).toBe(left);
      expect(shown.length).toBeGreaterThan(0);
      const repairId = await askForRepair(shop.shopId, { checkKey, sourceId: null, forecast }, 'staff:1');
      await carryOutRepair(shop.shopId, repairId);
      await carryOutRepair(shop.shopId, repairId);
      const page = await readFaultsPage(shop, { checkKey, sourceId: null, page: 1 });
      expect(page?.score).toMatchObject({ total: forecast.total, failing: forecast.failingAfter });
      expect(page?.repairs[0]).toMatchObject({ state: 'applied', result: forecast });
      await askToUndo(shop.shopId, repairId, 'staff:1');
      await carryOutRepair(shop.shopId, repairId);
      expect(await records(shop.shopId)).toEqual(before);
    },
  );

  it('leaves alone what somebody has changed since when it is taken back', async () => {
    const { shop, customer } = await plantShop(database);
    await customer(1, { given_name: 'MARIA', family_name: 'BERG' });
    const repairId = await askForRepair(
      shop.shopId,
      { checkKey: 'name_letter_case', sourceId: null, forecast: null },
      'staff:1',
    );
    await carryOutRepair(shop.shopId, repairId);
    await database.owner.query("update customer_record set given_name = 'Marie' where shop_id = $1", [shop.shopId]);
    await askToUndo(shop.shopId, repairId, 'staff:1');
    await carryOutRepair(shop.shopId, repairId);
    const { rows } = await database.owner.query(
      'select given_name, family_name from customer_record where shop_id = $1',
      [shop.shopId],
    );
    expect(rows).toEqual([{ given_name: 'Marie', family_name: 'BERG' }]);
  });

  it('runs by itself before the checks where the merchant lets it, and never where it could be meant otherwise', async () => {
    const { shop, customer } = await plantShop(database);
    await repairByItself(shop.shopId, 'name_letter_case', true, 'staff:1');
    expect(() => repairByItself(shop.shopId, 'email_typo_domain', true, 'staff:1')).toThrow('otherwise');
    await customer(1, { given_name: 'MARIA', family_name: 'BERG' });
    await checkQuality(shop.shopId);
    const page = await readFaultsPage(shop, { checkKey: 'name_letter_case', sourceId: null, page: 1 });
    expect(page?.score).toMatchObject({ total: 1, failing: 0 });
    expect(page?.repairs).toMatchObject([{ askedBy: 'By itself', state: 'applied', changes: 1 }]);
  });
});
