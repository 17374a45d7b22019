import { describe, expect, it } from 'vitest';
import { sql } from '#app/platform/sql.ts';
import { CHECK_LIST } from '#app/quality/check-list.ts';
import { useDatabase } from '#test/support/database.ts';
import { findAll, plantShop, type Row } from './plant.ts';

type Planted = Awaited<ReturnType<typeof plantShop>>;

/**
 * Beside customer 1 and order 1, which are clean: per check, rows with that fault, with the ids that it must name, and the
 * checks that the same fault cannot but fail as well.
 */
const FAULTS: Record<string, { plant: (shop: Planted) => Promise<unknown>; names: string[]; also?: string[] }> = {
  email_missing: { plant: (s) => s.customer(2, { email: null, email_normal: null }), names: ['c2'] },
  phone_missing: { plant: (s) => s.customer(2, { phone: null, phone_e164: null }), names: ['c2'] },
  name_missing: { plant: (s) => s.customer(2, { given_name: null, family_name: null }), names: ['c2'] },
  address_incomplete: { plant: (s) => s.customer(2, { city: null }), names: ['c2'] },
  consent_without_time: { plant: (s) => s.consent(1, { stated_at: null }), names: ['c1'] },
  order_without_person: { plant: (s) => s.order(2, { record_id: null }), names: ['o2'] },
  email_unreadable: { plant: (s) => s.customer(2, { email: 'ada at home', email_normal: null }), names: ['c2'] },
  email_placeholder: { plant: (s) => s.customer(2, { email: 'none@none.com', email_normal: null }), names: ['c2'] },
  email_typo_domain: {
    plant: (s) => s.customer(2, { email: 'ada@gmial.com', email_normal: 'ada@gmial.com' }),
    names: ['c2'],
  },
  phone_unusable: { plant: (s) => s.customer(2, { phone: '1111111111', phone_e164: null }), names: ['c2'] },
  name_placeholder: { plant: (s) => s.customer(2, { given_name: 'Test', family_name: 'Test' }), names: ['c2'] },
  postal_code_malformed: { plant: (s) => s.customer(2, { postal_code: '4101' }), names: ['c2'] },
  birth_date_default: { plant: (s) => s.customer(2, { birth_date: '1900-01-01' }), names: ['c2'] },
  birth_date_impossible: {
    plant: async (s) => {
      await s.customer(2, { birth_date: '2026-07-16' });
      await s.customer(3, { birth_date: '1899-04-02' });
      await s.customer(4, { birth_date: '2026-07-15' });
      await s.customer(5, { birth_date: '--02-29' });
    },
    names: ['c2', 'c3'],
  },
  order_in_future: {
    plant: (s) => s.order(2, { placed_at: new Date('2026-07-17T00:00:00Z'), day: '2026-07-17' }),
    names: ['o2'],
  },
  name_letter_case: {
    plant: async (s) => {
      await s.customer(2, { given_name: 'MARIA', family_name: 'BERG' });
      await s.customer(3, { given_name: 'maria', family_name: 'berg' });
      await s.customer(4, { given_name: null, family_name: null, full_name: '山田太郎' });
      await s.customer(5, { given_name: null, family_name: null, full_name: 'Bo' });
    },
    names: ['c2', 'c3'],
  },
  consent_contradictory: {
    plant: async (s) => {
      await s.customer(2, { source_id: 1, email_normal: 'ada.lind1@harbour.example' }, 1);
      await s.consent(1);
      await s.consent(2, { state: 'denied', contact_normal: 'ada.lind1@harbour.example' });
      await s.customer(3, { source_id: 1 });
      await s.consent(3, { state: 'denied' });
    },
    names: ['c1', 'c2'],
  },
  order_total_differs: {
    plant: async (s) => {
      await s.order(2, { total_minor: 1999 });
      await s.order(3, { tax_included: true, total_minor: 1000 });
      await s.order(4, { shipping_minor: 500, total_minor: 1555 });
      await s.order(5, { discount_minor: 100, total_minor: 955 });
    },
    names: ['o2'],
  },
  refund_above_order: {
    plant: async (s) => {
      await s.order(2, { refunded_minor: 1056 });
      await s.order(3, { refunded_minor: 1055 });
    },
    names: ['o2'],
  },
  shopify_totals_differ: {
    plant: async (s) => {
      await s.customer(2, { source_id: 1, totals: { ordersCount: 2 } });
      await s.customer(3, { source_id: 1, totals: { ordersCount: 1 } });
      await s.order(2, { source_id: 1, record_id: 2 });
      await s.order(3, { source_id: 1, record_id: 3 });
    },
    names: ['c2'],
  },
  email_in_two_profiles: {
    plant: async (s) => {
      await s.customer(2, {
        source_id: 1,
        email: 'ADA.LIND1@harbour.example',
        email_normal: 'ada.lind1@harbour.example',
      });
      await s.customer(3, { email_normal: 'info@harbour.example' });
      await s.customer(4, { source_id: 1, email_normal: 'info@harbour.example' });
    },
    names: ['c1', 'c2'],
  },
  twice_in_source: {
    plant: async (s) => {
      await s.customer(2, {}, 1);
      await s.customer(3, { source_id: 1 }, 1);
      await s.customer(4, { kind: 'guest' }, 1);
    },
    names: ['c1', 'c2'],
  },
  source_late: {
    plant: async (s) => {
      await s.run(
        sql`update source set last_heard_at = '2026-07-13T23:00:00Z' where shop_id = ${s.shop.shopId} and id = 1`,
      );
      await s.run(
        sql`update source set last_heard_at = '2026-07-06T12:00:00Z' where shop_id = ${s.shop.shopId} and id = 2`,
      );
    },
    names: ['Shopify'],
  },
  contact_stale: {
    plant: async (s) => {
      await s.customer(2, { version_at: new Date('2024-07-14T00:00:00Z') });
      await s.customer(3, { version_at: new Date('2024-07-14T00:00:00Z') });
      await s.order(2, { record_id: 3 });
      await s.consent(2);
    },
    names: ['c2'],
  },
  country_unknown: { plant: (s) => s.customer(2, { country: 'Wonderland' }), names: ['c2'] },
  name_with_digits: { plant: (s) => s.customer(2, { family_name: 'Lind 0207' }), names: ['c2'] },
  email_of_many: {
    plant: async (s) => {
      for (const id of [2, 3, 4, 5, 6]) {
        await s.customer(
          id,
          { email_normal: 'till@harbour.example', family_name: `Other${String.fromCharCode(64 + id)}` },
          2,
        );
      }
    },
    names: ['c2', 'c3', 'c4', 'c5', 'c6'],
    also: ['twice_in_source'],
  },
  phone_of_many: {
    plant: async (s) => {
      for (const id of [2, 3, 4, 5, 6]) {
        await s.customer(id, { phone_e164: '+12075550000', family_name: `Other${String.fromCharCode(64 + id)}` });
      }
      for (const id of [12, 13, 14, 15]) {
        await s.customer(id, { phone_e164: '+12075550001', family_name: `Kin${String.fromCharCode(64 + id)}` });
      }
    },
    names: ['c2', 'c3', 'c4', 'c5', 'c6'],
  },
  consent_without_contact: {
    plant: async (s) => {
      await s.customer(2, { phone: null, phone_e164: null });
      await s.consent(2, { channel: 'sms' });
    },
    names: ['c2'],
    also: ['phone_missing'],
  },
  consent_in_future: {
    plant: (s) => s.consent(1, { stated_at: new Date('2026-12-07T00:00:00Z') }),
    names: ['c1'],
  },
  dead_weight: {
    plant: (s) => s.customer(2, { version_at: new Date('2024-07-14T00:00:00Z') }),
    names: ['c2'],
    also: ['contact_stale'],
  },
  order_without_lines: {
    plant: async (s) => {
      await s.order(2);
      await s.run(sql`delete from order_line where shop_id = ${s.shop.shopId} and order_id = 2`);
    },
    names: ['o2'],
  },
  order_without_store: { plant: (s) => s.order(2, { store_id: null }), names: ['o2'] },
  line_without_product: { plant: (s) => s.order(2, {}, { title: '' }), names: ['o2'] },
  order_negative: {
    plant: (s) => s.order(2, { total_minor: -1055, tax_minor: -55 }, { total_minor: -1000 }),
    names: ['o2'],
  },
  order_out_of_proportion: {
    plant: async (s) => {
      for (let id = 2; id < 60; id++) {
        await s.order(id, { placed_at: new Date(`2026-06-01T10:${String(id).padStart(2, '0')}:01Z`) });
      }
      await s.order(60, { total_minor: 1_050_055 }, { total_minor: 1_050_000 });
    },
    names: ['o60'],
  },
  order_twice: {
    plant: async (s) => {
      const at = new Date('2026-07-02T10:12:13Z');
      await s.order(2, { placed_at: at });
      await s.order(3, { placed_at: at });
      await s.order(4, { placed_at: at, store_id: 2 });
      await s.order(5, { placed_at: new Date('2026-07-02T10:12:14Z') });
    },
    names: ['o3'],
  },
  refund_without_order: {
    plant: async (s) => {
      const refund = { shop_id: s.shop.shopId, source_id: 2, amount_minor: 500, currency: 'USD' };
      await s.insert('refund', { ...refund, external_id: 'r1', order_external_id: 'o1' });
      await s.insert('refund', { ...refund, external_id: 'r2', order_external_id: 'o999' });
    },
    names: ['r2'],
  },
  profile_contradicts: {
    plant: async (s) => {
      await s.customer(2, { source_id: 1, birth_date: '1990-05-06' }, 1);
      await s.run(sql`update profile set records_count = 2 where shop_id = ${s.shop.shopId} and id = 1`);
    },
    names: ['2 records'],
  },
};

describe('the checks', () => {
  const database = useDatabase();
  const plant = async () => {
    const planted = await plantShop(database);
    await planted.customer(1);
    await planted.order(1);
    return planted;
  };

  it('are all planted for here', () => {
    expect(Object.keys(FAULTS).sort()).toEqual(CHECK_LIST.map((check) => check.key).sort());
  });

  it('find nothing in clean data', async () => {
    const planted = await plant();
    await planted.consent(1);
    await planted.customer(2, { source_id: 1 }, 1);
    await planted.customer(3, { line1: null, city: null, postal_code: null, country: null, birth_date: null });
    expect(await findAll(planted.shop)).toEqual({});
  });

  it.each(Object.entries(FAULTS))(
    '%s finds its own fault, and no other check does',
    async (key, { plant: fault, names, also = [] }) => {
      const planted = await plant();
      await fault(planted);
      const found = await findAll(planted.shop);
      expect(found[key]).toEqual(names);
      expect(Object.keys(found).sort()).toEqual([key, ...also].sort());
    },
  );

  it.each<[string, Row]>([
    ['deleted in its source', { deleted_at: new Date() }],
    ['merged away', { merged_into: 'c1' }],
    ['known only from a card payment', { kind: 'instant' }],
  ])('leave out a customer who is %s', async (_case, given) => {
    const planted = await plant();
    await planted.customer(2, { email: null, email_normal: null, postal_code: '1', ...given });
    expect(await findAll(planted.shop)).toEqual({});
  });

  it('do not compare with Shopify’s count where Shopify shows recent orders only', async () => {
    const planted = await plant();
    await planted.customer(2, { source_id: 1, totals: { ordersCount: 2 } });
    expect(await findAll({ ...planted.shop, scopes: ['read_orders'] })).toEqual({});
  });
});
