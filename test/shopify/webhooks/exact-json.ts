declare global {
  interface JSON {
    /** ES2025; in V8 since Node 21. */
    rawJSON(text: string): object;
  }
}

/** An id written into JSON as a bare number with all its digits, though a JavaScript number would round it. */
export function exactNumber(digits: string): object {
  if (!/^-?\d+$/.test(digits)) throw new Error(`Not an integer id: ${digits}`);
  return JSON.rawJSON(digits);
}

export function exactNumberOrNull(digits: string | null): object | null {
  return digits === null ? null : exactNumber(digits);
}
