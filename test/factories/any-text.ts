import * as fc from 'fast-check';

/** Any string a program can be handed: all of Unicode, lone surrogates, control characters, plain ASCII. */
export function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string(),
    fc.array(fc.nat(0x10ffff), { maxLength: 12 }).map((codes) => String.fromCodePoint(...codes)),
    fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
    fc.array(fc.nat(0x24ff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes)),
  );
}

/** Text put together of the pieces a parser looks for, with anything between: reaches the branches that random text never does. */
export function textOf(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...pieces) },
    { weight: 1, arbitrary: fc.string({ maxLength: 3 }) },
  );
  return fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
}
