/**
 * 53-bit hash of a text (cyrb53 by bryc, public domain): exact in a JavaScript number and in a PostgreSQL bigint.
 * Never 0, so that 0 can mean "no value". Not for secrets.
 */
export function hashText(text: string, seed = 0): number {
  let low = 0xdeadbeef ^ seed;
  let high = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  return finish(low, high);
}

/** 53-bit hash of a few hashes or small integers, in this order. Never 0. */
export function hashNumbers(kind: number, a: number, b: number, c = 0): number {
  let low = 0xdeadbeef ^ Math.imul(kind, 0x9e3779b1);
  let high = 0x41c6ce57 ^ kind;
  low = Math.imul(low ^ (a | 0), 2654435761);
  high = Math.imul(high ^ (a / 4294967296) ^ a, 1597334677);
  low = Math.imul(low ^ (low >>> 15) ^ (b | 0), 2654435761);
  high = Math.imul(high ^ (high >>> 13) ^ (b / 4294967296) ^ b, 1597334677);
  low = Math.imul(low ^ (low >>> 15) ^ (c | 0), 2654435761);
  high = Math.imul(high ^ (high >>> 13) ^ (c / 4294967296) ^ c, 1597334677);
  return finish(low, high);
}

function finish(low: number, high: number): number {
  let a = Math.imul(low ^ (low >>> 16), 2246822507);
  a ^= Math.imul(high ^ (high >>> 13), 3266489909);
  let b = Math.imul(high ^ (high >>> 16), 2246822507);
  b ^= Math.imul(low ^ (low >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0) || 1;
}
