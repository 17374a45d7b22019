import { describe, expect, it } from 'vitest';
import { readQualityPage } from '#app/pipeline/quality-dashboard.server.ts';
import { checkQuality, letPass, letPassNoMore, readFaultsPage } from '#app/pipeline/quality-pages.server.ts';
import { scoresFile } from '#app/pipeline/quality-scores-file.server.ts';
import { readStandardsPage, removeOwnCheck, setOwnCheck, setStandard } from '#app/pipeline/standards-page.server.ts';
import { sql } from '#app/platform/sql.ts';
import { useDatabase } from '#test/support/database.ts';
import { plantShop } from './plant.ts';

const EVERYTHING = { sourceId: 0, storeId: 0 };
const asked = { ...EVERYTHING, severity: 'low', owner: 'Ada', targetPercent: '', isActive: true } as const;

describe('a standard', () => {
  const database = useDatabase();

  it('is what the merchant makes of it: grave or not, whose, how much, and of which source', async () => {
    const { shop, customer } = await plantShop(database);
    await customer(1);
    await customer(2, { email: null, email_normal: null, source_id: 1 });
    await checkQuality(shop.shopId);
    const line = async (scope = EVERYTHING) =>
      (await readStandardsPage(shop, scope)).lines.find((one) => one.key === 'email_missing');
    await setStandard(shop.shopId, { ...asked, checkKey: 'email_missing', targetPercent: '50' }, 'staff:1');
    await setStandard(
      shop.shopId,
      { ...asked, checkKey: 'email_missing', sourceId: 1, targetPercent: '99,5' },
      'staff:1',
    );
    expect(await line()).toMatchObject({ severity: 'low', owner: 'Ada', target: 0.5, score: { total: 2, failing: 1 } });
    expect(await line({ sourceId: 1, storeId: 0 })).toMatchObject({ target: 0.995, score: { total: 1, failing: 1 } });
    const page = await readQualityPage(shop);
    expect(page.run?.checks.find((one) => one.key === 'email_missing')).toMatchObject({
      isMet: false,
      severity: 'low',
    });
    await expect(
      setStandard(shop.shopId, { ...asked, checkKey: 'email_missing', targetPercent: 'most' }, 'staff:1'),
    ).rejects.toThrow('0 to 100');
    await setStandard(shop.shopId, { ...asked, checkKey: 'email_missing', isActive: false }, 'staff:1');
    expect((await readQualityPage(shop)).run?.checks.map((one) => one.key)).not.toContain('email_missing');
  });

  it('can be let pass until a day, and counts again', async () => {
    const { shop, customer } = await plantShop(database);
    await customer(1, { email: null, email_normal: null });
    await checkQuality(shop.shopId);
    const failing = async () => (await readQualityPage(shop)).run?.overall.failing;
    const all = (await failing())!;
    const pass = { checkKey: 'email_missing', sourceId: 2, reason: 'Nobody asks there', until: '2099-01-01' };
    await expect(letPass(shop, { ...pass, reason: ' ' }, 'staff:1')).rejects.toThrow('why');
    await letPass(shop, pass, 'staff:1');
    expect(await failing()).toBe(all - 1);
    await letPassNoMore(shop.shopId, 'email_missing', 2, 'staff:1');
    expect(await failing()).toBe(all);
  });

  it('can be the merchant’s own: a rule of the segment language, counted and opened like the others', async () => {
    const { shop, customer, run } = await plantShop(database);
    for (const id of [1, 2, 3]) {
      await customer(id);
      const country = id === 3 ? 'CA' : 'US';
      await run(
        sql`update profile set country = ${country}, city = ${id === 1 ? 'Portland' : null} where shop_id = ${shop.shopId} and id = ${id}`,
      );
    }
    const draft = {
      name: 'Americans without a town',
      dimension: 'completeness',
      amongText: "country = 'US'",
      ruleText: 'city IS NULL',
      remedy: '',
    };
    await expect(setOwnCheck(shop.shopId, null, { ...draft, ruleText: 'town of IS' }, 'staff:1')).rejects.toThrow();
    await expect(setOwnCheck(shop.shopId, null, { ...draft, name: ' ' }, 'staff:1')).rejects.toThrow('name');
    const id = await setOwnCheck(shop.shopId, null, draft, 'staff:1');
    await checkQuality(shop.shopId);
    const page = await readQualityPage(shop);
    expect(page.run?.checks.find((one) => one.key === `own_${id}`)).toMatchObject({
      label: draft.name,
      score: { total: 2, failing: 1 },
      isMet: false,
    });
    const faults = await readFaultsPage(shop, { checkKey: `own_${id}`, sourceId: null, page: 1 });
    expect(faults?.faults.map((fault) => fault.id)).toEqual([2]);
    expect(await scoresFile(shop, 'staff:1')).toContain('Americans without a town,completeness,,,,2,1,0.5000,1.0000');
    await removeOwnCheck(shop.shopId, id, 'staff:1');
    expect((await readQualityPage(shop)).run?.checks.map((one) => one.key)).not.toContain(`own_${id}`);
  });
});
