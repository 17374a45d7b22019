/** Shopify's GraphQL spelling of an instant: UTC, whole seconds. Such strings compare as the instants do. */
export function toInstant(value: string | number | Date): string {
  if (typeof value === 'string' && value.length === 20 && value.endsWith('Z')) return value;
  return `${new Date(value).toISOString().slice(0, 19)}Z`;
}

export function now(): string {
  return toInstant(Date.now());
}

/**
 * The instant a record gets when it changes now. Two changes within one second share an instant, as they do at Shopify:
 * a reader must not take equal instants for equal content.
 */
export function changedAt(previous: string): string {
  const current = now();
  return current > previous ? current : previous;
}
