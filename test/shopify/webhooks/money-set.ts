type Json = Record<string, unknown>;

/** `{shop_money, presentment_money}`: the stand-in's shops sell in their own currency only. */
export function moneySet(amount: string, currency: string): Json {
  const money = { amount, currency_code: currency };
  return { shop_money: money, presentment_money: money };
}

/** A price beside its set: `{subtotal_price, subtotal_price_set}`. */
export function priceWithSet(name: string, amount: string, currency: string): Json {
  return { [name]: amount, [`${name}_set`]: moneySet(amount, currency) };
}
