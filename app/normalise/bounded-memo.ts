/**
 * Remembers the answers of a pure function of one string, for values that repeat (domains, surnames, cities). Holds
 * at most 2 × `limit` entries in two generations: when the young one is full the old one is dropped, so a stream of
 * values that never repeat costs memory for `limit` entries and no bookkeeping per hit.
 */
export function boundedMemo<Value>(compute: (key: string) => Value, limit: number): (key: string) => Value {
  let young = new Map<string, Value>();
  let old = new Map<string, Value>();

  return function recall(key: string): Value {
    const known = young.get(key);
    if (known !== undefined) return known;

    const aged = old.get(key);
    const value = aged === undefined ? compute(key) : aged;
    if (young.size >= limit) {
      old = young;
      young = new Map();
    }
    young.set(key, value);
    return value;
  };
}
