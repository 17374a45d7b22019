import type { Product, Variant } from './catalogue.ts';

/** An article on a receipt or order, in truth. Its net is unit × quantity − discount. */
export type SaleLine = {
  product: Product;
  variant: Variant;
  quantity: number;
  discountMinor: number;
  taxMinor: number;
  /** The till has only an amount: nobody looked the article up. */
  keyedIn: boolean;
};
