import type { ValueModelKind } from '../value-model-types.ts';
import type { HistoryTable } from './history-table.ts';

/** Parameters on their natural scale, in the order of `parameterNames`; times in weeks. */
export type Parameters = ArrayLike<number>;

/** What one model of buying and leaving answers. Times in weeks, counts in days with an order. */
export interface ModelFamily {
  readonly kind: ValueModelKind;
  readonly parameterNames: readonly string[];
  /** Where the search for the best parameters begins; the first is a typical shop. */
  readonly starts: readonly (readonly number[])[];
  /** Log-likelihood of a table as a function of the logarithms of the parameters. */
  likelihood(table: HistoryTable): (logParameters: Float64Array) => number;
  /** Probability that a customer with this history is still a customer. */
  aliveProbability(p: Parameters, repeats: number, recency: number, age: number): number;
  /** Mean number of orders in the next `span` weeks of a customer who is alive at `age`. */
  ordersIfAlive(p: Parameters, repeats: number, age: number, span: number): number;
  /** Probabilities of 0, 1, 2, … orders in the next `span` weeks if alive, one after the other. */
  countsIfAlive(p: Parameters, repeats: number, age: number, span: number): CountDistribution;
}

/** Called again and again, gives the probabilities of 0, 1, 2, … in turn. */
export type CountDistribution = () => number;
