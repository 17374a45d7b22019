import { readWorthPeople, type WorthLine } from '#app/analytics/read-worth-people.server.ts';
import { audit } from '#app/governance/audit.server.ts';
import { readWorthTerms, type WorthTerms } from '#app/metrics/read-worth.server.ts';
import { VALUE_PARTS } from '#app/metrics/value-score.ts';
import { readMerchantTerms, saveMerchantTerms } from '#app/metrics/value-terms.server.ts';
import { type GoodsSums, type MerchantTerms, marginOf, readTerms, type TypedTerms } from '#app/metrics/value-terms.ts';
import { withShop } from '#app/platform/db.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { enqueue } from './enqueue.server.ts';
import { readFigure } from './figures.server.ts';

type WorthPage = {
  /** As saved; scores follow with the next fit. */
  terms: MerchantTerms;
  /** What the scores shown are made by; null before the first fit. */
  inForce: Pick<WorthTerms, 'goodsMargin' | 'requestCostMinor'> | null;
  isFollowing: boolean;
  lines: WorthLine[];
  hasNext: boolean;
  goods: GoodsSums;
  /** Share of revenue that forecasts count with; 1: revenue itself. */
  margin: number;
};

/** People by their score with its parts, and the terms that make it. */
export async function readWorthPage(shop: Shop, page: number): Promise<WorthPage> {
  const { body: goods } = await readFigure(shop, 'goods');
  return withShop(shop.shopId, async (tx) => {
    const terms = await readMerchantTerms(tx);
    const inForce = await readWorthTerms(tx);
    const people = inForce ? await readWorthPeople(tx, inForce, page) : { lines: [], hasNext: false };
    const told = inForce && { goodsMargin: inForce.goodsMargin, requestCostMinor: inForce.requestCostMinor };
    return {
      terms,
      inForce: told,
      isFollowing: inForce !== null && VALUE_PARTS.some((part) => inForce.weights![part] !== terms.weights[part]),
      ...people,
      goods,
      margin: marginOf(goods, terms.defaultMargin).all,
    };
  });
}

/** Keeps the merchant's terms and has all people scored by them. Throws a Refusal that names the field. */
export async function keepTerms(shopId: number, typed: TypedTerms, actor: string): Promise<void> {
  const terms = readTerms(typed);
  await withShop(shopId, async (tx) => {
    await saveMerchantTerms(tx, terms, actor);
    await audit(tx, actor, 'value.terms_kept', String(shopId), {
      ...terms.weights,
      margin: terms.defaultMargin ?? 'not told',
      discount: terms.yearlyDiscount,
      requestCostMinor: terms.requestCostMinor ?? 'not told',
    });
    await enqueue(tx, 'value-fit', { shopId });
  });
}
