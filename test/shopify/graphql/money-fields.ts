import { fromCents, graphqlDecimal } from '../world/money.ts';

export type MoneyV2 = { amount: string; currencyCode: string };
export type MoneyBag = { shopMoney: MoneyV2; presentmentMoney: MoneyV2 };

export function moneyV2(amount: string, currencyCode: string): MoneyV2 {
  return { amount: graphqlDecimal(amount), currencyCode };
}

/** A MoneyBag: the stand-in's shops sell in their own currency, so both sides are the same. */
export function moneyBag(amount: string, currencyCode: string): MoneyBag {
  const money = moneyV2(amount, currencyCode);
  return { shopMoney: money, presentmentMoney: money };
}

export function centsBag(cents: number, currencyCode: string): MoneyBag {
  return moneyBag(fromCents(cents), currencyCode);
}
