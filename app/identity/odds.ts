/** 1 / (1 + 2^−bits). */
export function probability(bits: number): number {
  return 1 / (1 + powerOfTwo(-bits));
}

/** log2(1 + 2^bits): what either of two explanations weighs, where the other weighs nothing. */
export function bitsOfEither(bits: number): number {
  return Math.log2(1 + powerOfTwo(bits));
}

/** A quarter of the time of `2 ** bits`, which training asks for millions of times. */
function powerOfTwo(bits: number): number {
  return Math.exp(bits * Math.LN2);
}
