/** "gid://shopify/Customer/123" from a type and the numeric part. */
export function toGid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Type and numeric part of a GID; null for anything else. A query such as "?model_name=CustomerAddress" is ignored. */
export function parseGid(gid: string): { type: string; id: string } | null {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/([^?]+)(\?.*)?$/.exec(gid);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : null;
}

/** Numeric order of ids that may exceed 2^53. */
export function compareIds(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : Number(left > right);
}

let lastId = 0n;

/** A fresh id beyond 2^53, rising, and distinct from those of an earlier run of the same dataset. */
export function freshId(): string {
  const fromClock = BigInt(Date.now()) * 1_000_000n;
  lastId = fromClock > lastId ? fromClock + 7n : lastId + 13n;
  return lastId.toString();
}
