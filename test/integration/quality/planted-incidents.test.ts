import { beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '#app/platform/db.server.ts';
import { addClosure, changeIncident, findIncident, listIncidents, readEvents } from '#app/quality/incidents.server.ts';
import { watchShop } from '#app/quality/watch-shop.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { useDatabase } from '#test/support/database.ts';
import { plantYear, TODAY, tryOut, unsolved, YESTERDAY } from './plant-year.ts';

/** The last three days of a source. */
const LATELY = `shop_id = $shop and day > date '${YESTERDAY}' - 3`;
const LATE_CUSTOMERS = `shop_id = $shop and created_at_source > date '${YESTERDAY}' - 2`;

/** What happens to the retailer's last three days, and the incident that must come of it. */
const FAULTS: Record<string, { fault: string; what: string }> = {
  'the web shop’s orders stop': {
    fault: `delete from sales_order where ${LATELY} and source_id = 1`,
    what: 'volume Shopify',
  },
  'a store is silent': {
    fault: `delete from sales_order where ${LATELY} and store_id = 1`,
    what: 'volume Till Harbour',
  },
  'more than half of the till’s sales is lost': {
    fault: `delete from sales_order where ${LATELY} and source_id = 2 and id % 5 < 3`,
    what: 'volume Till',
  },
  'sign-ups stop': {
    fault: `delete from customer_record where ${LATE_CUSTOMERS} and source_id = 3`,
    what: 'volume Newsletter',
  },
  'an export is sent twice': {
    fault: `insert into sales_order (shop_id, source_id, external_id, record_id, channel, store_id, staff, placed_at, day, currency, total_minor, net_minor, first_seen_at)
      select shop_id, source_id, external_id || '-again', record_id, channel, store_id, staff, placed_at, day, currency, total_minor, net_minor, first_seen_at
      from sales_order where ${LATELY} and source_id = 2;
      insert into order_line (shop_id, order_id, position, title, total_minor) select shop_id, id, 1, 'Jumper', total_minor from sales_order where ${LATELY} and external_id like '%-again'`,
    what: 'duplicates Till',
  },
  'staff ask nobody': {
    fault: `update sales_order set record_id = null where ${LATELY} and source_id = 2`,
    what: 'missing Till',
  },
  'the staff field is lost': {
    fault: `update sales_order set staff = null where ${LATELY} and source_id = 2`,
    what: 'missing Till',
  },
  'the file of lines is missing': {
    fault: `delete from order_line where shop_id = $shop and order_id in (select id from sales_order where ${LATELY} and source_id = 2)`,
    what: 'missing Till',
  },
  'prices are lost': {
    fault: `update sales_order set total_minor = 0, net_minor = 0 where ${LATELY} and source_id = 2 and id % 2 = 0`,
    what: 'amounts Till',
  },
  'the decimal mark is lost': {
    fault: `update sales_order set total_minor = total_minor * 100 where ${LATELY} and source_id = 2`,
    what: 'amounts Till',
  },
  'every sale is discounted': {
    fault: `update sales_order set discount_minor = 500 where ${LATELY} and source_id = 1`,
    what: 'amounts Shopify',
  },
  'refunds are counted twice over': {
    fault: `update sales_order set refunded_minor = total_minor where ${LATELY} and source_id = 1 and id % 3 = 0`,
    what: 'amounts Shopify',
  },
  'a till’s clock is ahead': {
    fault: `update sales_order set placed_at = placed_at + interval '40 days', day = day + 40 where ${LATELY} and store_id = 2`,
    what: 'wrong Till',
  },
  'the e-mail field is dropped': {
    fault: `update customer_record set email = null, email_normal = null where ${LATE_CUSTOMERS} and source_id = 1`,
    what: 'missing Shopify',
  },
  'the phone column is lost': {
    fault: `update customer_record set phone = null, phone_e164 = null where ${LATE_CUSTOMERS} and source_id = 3`,
    what: 'missing Newsletter',
  },
  'names are lost': {
    fault: `update customer_record set given_name = null, family_name = null where ${LATE_CUSTOMERS} and source_id = 1 and id % 2 = 0`,
    what: 'missing Shopify',
  },
  'addresses are lost': {
    fault: `update customer_record set line1 = null, city = null where ${LATE_CUSTOMERS} and source_id = 1`,
    what: 'missing Shopify',
  },
  'staff make addresses up': {
    fault: `update customer_record set email = 'none@none.com', email_normal = null where ${LATE_CUSTOMERS} and source_id = 2 and email is not null`,
    what: 'wrong Till',
  },
  'a spreadsheet cuts phone numbers': {
    fault: `update customer_record set phone = '1.2E+10', phone_e164 = null where ${LATE_CUSTOMERS} and source_id = 3 and phone is not null`,
    what: 'wrong Newsletter',
  },
  'letters are broken': {
    fault: `update customer_record set family_name = 'MÃ¼ller' || id where ${LATE_CUSTOMERS} and source_id = 3 and id % 2 = 0`,
    what: 'wrong Newsletter',
  },
  'a form fills in a date of birth': {
    fault: `update customer_record set birth_date = '1900-01-01' where ${LATE_CUSTOMERS} and source_id = 1 and id % 2 = 0`,
    what: 'wrong Shopify',
  },
  'countries are written in words': {
    fault: `update customer_record set country = 'The States' where ${LATE_CUSTOMERS} and source_id = 3 and id % 2 = 0`,
    what: 'wrong Newsletter',
  },
  'one town is typed for everybody': {
    fault: `update customer_record set city = 'Gorham' where ${LATE_CUSTOMERS} and source_id = 2`,
    what: 'values Till',
  },
  'one provider signs up by machine': {
    fault: `update customer_record set email = id || '@robot.example', email_normal = id || '@robot.example' where ${LATE_CUSTOMERS} and source_id = 3 and email is not null`,
    what: 'values Newsletter',
  },
  'the same people are entered again': {
    fault: `update profile_member m set profile_id = m.record_id % 400 + 1 from customer_record r
      where r.shop_id = m.shop_id and r.id = m.record_id and r.${LATE_CUSTOMERS} and r.source_id = 1`.replaceAll(
      ' and created',
      ' and r.created',
    ),
    what: 'duplicates Shopify',
  },
  'everybody seems to say yes': {
    fault: `insert into consent_statement (shop_id, record_id, channel, state, stated_at)
      select shop_id, id, 'email', 'granted', created_at_source from customer_record where ${LATE_CUSTOMERS} and source_id = 1 on conflict do nothing`,
    what: 'consent Shopify',
  },
  'nobody seems to say yes': {
    fault:
      `delete from consent_statement c using customer_record r where c.shop_id = $shop and c.record_id = r.id and r.${LATE_CUSTOMERS} and r.source_id = 3`.replaceAll(
        ' and created',
        ' and r.created',
      ),
    what: 'consent Newsletter',
  },
  'yes here and no there': {
    fault: `insert into customer_record (shop_id, source_id, external_id, email, email_normal, given_name, created_at_source, first_seen_at)
        select shop_id, 2, 'no' || id, email, email_normal, given_name, date '2026-01-01', date '2026-01-01' from customer_record where ${LATE_CUSTOMERS} and source_id = 3 and email is not null;
      insert into consent_statement (shop_id, record_id, channel, state, stated_at)
        select shop_id, id, 'email', 'denied', created_at_source from customer_record where shop_id = $shop and external_id like 'no%'`,
    what: 'consent Newsletter',
  },
  'consents lose their dates': {
    fault:
      `update consent_statement c set stated_at = null from customer_record r where c.shop_id = $shop and c.record_id = r.id and r.${LATE_CUSTOMERS} and r.source_id = 1`.replaceAll(
        ' and created',
        ' and r.created',
      ),
    what: 'consent Shopify',
  },
  'a source falls silent': {
    fault: `delete from upload where shop_id = $shop and source_id = 3 and finished_at > '2026-07-07'; update source set last_heard_at = '2026-07-07' where shop_id = $shop and id = 3`,
    what: 'silence Newsletter',
  },
  'sales come without tax': {
    fault: `update sales_order set total_minor = total_minor * 0.7 where ${LATELY} and source_id = 1`,
    what: 'amounts Shopify',
  },
};

describe('the monitors over a planted retailer', () => {
  const database = useDatabase();
  let shop: Shop;
  beforeAll(async () => {
    shop = (await plantYear(database)).shop;
  }, 120_000);

  const bend = (tx: Tx, fault: string) => tx.client.query(fault.replaceAll('$shop', String(shop.shopId)));
  const watch = (tx: Tx) => watchShop(tx, shop, TODAY);

  it('raise nothing where nothing is wrong, however often they look', async () => {
    const found = await tryOut(shop, async (tx) => {
      await watch(tx);
      await watch(tx);
      return unsolved(tx);
    });
    expect(found).toEqual([]);
  });

  it.each(Object.entries(FAULTS))(
    '%s: one incident, in the right place, with what it costs',
    async (_name, { fault, what }) => {
      const found = await tryOut(shop, async (tx) => {
        await bend(tx, fault);
        await watch(tx);
        return unsolved(tx);
      });
      expect(found.map((one) => one.what)).toEqual([what]);
      expect(found[0]!.costMinor).toBeGreaterThan(0);
    },
  );

  it('tell the same fault once, and are over when its rows are put right', async () => {
    const seen = await tryOut(shop, async (tx) => {
      await bend(tx, `update sales_order set staff = null where ${LATELY} and source_id = 2`);
      await watch(tx);
      await watch(tx);
      const [line, ...more] = await listIncidents(tx, 'unsolved');
      await changeIncident(tx, line!.id, { state: 'repairing', owner: 'Ada' }, BY);
      await bend(tx, `update sales_order set staff = 'Staff 1' where shop_id = $shop and source_id = 2`);
      await watch(tx);
      const events = await readEvents(tx, line!.id);
      return { more, line: await findIncident(tx, line!.id), kinds: events.map((event) => event.kind) };
    });
    expect(seen.more).toEqual([]);
    expect(seen.line).toMatchObject({ state: 'solved', solvedBy: 'figures', owner: 'Ada' });
    expect(seen.kinds).toEqual(['noticed', 'repairing', 'owner', 'gone']);
  });

  it('are quiet about what is ignored, which takes a reason and a day', async () => {
    const found = await tryOut(shop, async (tx) => {
      await bend(tx, `update sales_order set discount_minor = 500 where ${LATELY} and source_id = 1`);
      await watch(tx);
      const [line] = await listIncidents(tx, 'unsolved');
      const ignored = { state: 'ignored', reason: 'Summer sale', until: '2026-07-31' } as const;
      await expect(changeIncident(tx, line!.id, { ...ignored, reason: ' ' }, BY)).rejects.toThrow('why');
      await expect(changeIncident(tx, line!.id, { ...ignored, until: '2026-07-14' }, BY)).rejects.toThrow('until');
      await changeIncident(tx, line!.id, ignored, BY);
      await watch(tx);
      return unsolved(tx);
    });
    expect(found).toEqual([]);
  });

  it.each([
    ['more than half of the till’s sales is lost', 2],
    ['a source falls silent', 3],
  ])('miss nothing of a source in quarantine: %s', async (fault, sourceId) => {
    const found = await tryOut(shop, async (tx) => {
      await bend(tx, FAULTS[fault]!.fault);
      await bend(
        tx,
        `insert into source_quarantine (shop_id, source_id, reason, began_at) values ($shop, ${sourceId}, 'Prices are wrong', '2026-07-12T09:00Z')`,
      );
      await watch(tx);
      return unsolved(tx);
    });
    expect(found).toEqual([]);
  });

  it('do not judge a store on days on which it is closed', async () => {
    const found = await tryOut(shop, async (tx) => {
      await bend(tx, FAULTS['a store is silent']!.fault);
      await addClosure(tx, { storeId: 1, fromDay: '2026-07-11', toDay: YESTERDAY, reason: 'Painting' }, 'staff:1');
      await watch(tx);
      return unsolved(tx);
    });
    expect(found).toEqual([]);
  });
});

const BY = { actor: 'staff:1', now: TODAY, today: '2026-07-15' };
