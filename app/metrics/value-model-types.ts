/** The models of buying and dropping out that a shop's history is tried on. */
export type ValueModelKind = 'bg_nbd' | 'mbg_nbd' | 'pareto_nbd' | 'nbd';

/** One customer's buying, counted in days with an order; several orders on a day count once. */
export interface BuyingHistory {
  /** Days with an order after the first one; 0 for a one-time buyer. */
  readonly repeats: number;
  /** Days from the first to the last day with an order; 0 for a one-time buyer. */
  readonly recencyDays: number;
  /** Days from the first day with an order to the end of what is known; at least `recencyDays`. */
  readonly ageDays: number;
}

/** Many histories as columns: one row per customer, or per distinct history with its number of customers in `weight`. */
export interface BuyingHistories {
  readonly repeats: Int32Array;
  readonly recencyDays: Int32Array;
  readonly ageDays: Int32Array;
  /** Customers per row; null means one each. */
  readonly weight: Float64Array | null;
}

/**
 * Whether the history shows that customers leave for good. `not_identifiable`: a model in which nobody ever leaves explains
 * the history as well, so a silent customer cannot be told from a lost one.
 */
export type DropoutVerdict = 'identified' | 'not_identifiable';

/** A fitted model as plain data: it can be kept as JSON and used again. All rates and times are per week. */
export interface FittedValueModel {
  readonly kind: ValueModelKind;
  /** By name: r, alpha, then a, b (bg_nbd, mbg_nbd) or s, beta (pareto_nbd); alpha and beta in weeks. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Of the customers it was fitted on, time in weeks; without the prior's share. */
  readonly logLikelihood: number;
  /** Customers and those among them who came back, in the whole history (the fit may use a sample of them). */
  readonly customers: number;
  readonly repeatCustomers: number;
  /** Covariance of the logarithms of the parameters in the order of `parameters`, row by row; null when flat. */
  readonly covariance: readonly number[] | null;
  readonly dropout: DropoutVerdict;
  /** `own`: this shop's history alone. `pooled`: too little of it, so other shops' history leans in. */
  readonly basis: 'own' | 'pooled';
  /** Sentences for the merchant. */
  readonly warnings: readonly string[];
}

/** A fitted Gamma-Gamma model of order values: p, q and gamma, the latter in the unit of the amounts. */
export interface FittedSpendModel {
  readonly parameters: { readonly p: number; readonly q: number; readonly gamma: number };
  readonly logLikelihood: number;
  /** Customers with at least one repeat order of positive value. */
  readonly customers: number;
  /** Correlation of number of orders and mean value, which the model takes to be zero; null when it has no spread. */
  readonly correlation: number | null;
  readonly warnings: readonly string[];
}

/** A model, or the sentence that tells the merchant why there is none. */
export type Fit<Model> =
  | { readonly kind: 'fitted'; readonly model: Model }
  | { readonly kind: 'not_enough_data'; readonly sentence: string };
