/** Hundredths of a decimal string: "12.5" is 1250. Money is added as integers so that sums are exact. */
export function toCents(amount: string): number {
  return Math.round(Number(amount) * 100);
}

/** "12.50" */
export function fromCents(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** How GraphQL spells a decimal: "12.5", "10.0", "9.99" (no trailing zero beyond the first place). */
export function graphqlDecimal(amount: string): string {
  return Number(amount).toFixed(2).replace(/0$/, '');
}
