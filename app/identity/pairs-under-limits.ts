import { KEY_KINDS } from './blocking-keys.ts';
import { type CandidatePairs, collectPairs, decodePairs, keysOfKind } from './candidate-pairs.ts';
import { DoubleList } from './int-list.ts';
import type { RecordSet } from './record-set.ts';

/** All pairs of a set that share a key which is not crowded by these limits, by kind of key: what the limits were learned for. */
export function pairsUnderLimits(set: RecordSet, limits: readonly number[]): CandidatePairs {
  const codes = new DoubleList(set.size * 2);
  KEY_KINDS.forEach((_, kind) => {
    collectPairs(keysOfKind(set, kind), limits[kind] ?? 0, kind, set.size, codes);
  });
  return decodePairs(codes.trimmed().sort(), set.size);
}
