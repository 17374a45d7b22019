import type { Family } from './figures.ts';
import type { Alarm, Scope } from './judge-day.ts';

/** What one thing went wrong: alarms of one source that point the same way are one cause. */
export type Cause = {
  /** Names the cause while it lasts: the same one on the next day is the same incident. */
  key: string;
  family: Family;
  sourceId: number;
  /** The only store that it shows in; null: several, or the source as a whole. */
  storeId: number | null;
  alarms: Alarm[];
};

/** Families that one cause shows in together. A till that swaps columns leaves fields empty, wrong and all alike. */
const KINDS: Readonly<Record<Family, string>> = {
  silence: 'volume',
  volume: 'volume',
  missing: 'fields',
  wrong: 'fields',
  values: 'fields',
  schema: 'fields',
  amounts: 'amounts',
  duplicates: 'duplicates',
  consent: 'consent',
};

/** Of one source's kinds on one day, what explains the others comes first: twice the sales because each came twice. */
const EXPLAINS: Readonly<Record<string, readonly string[]>> = {
  duplicates: ['volume', 'amounts'],
  volume: [],
  fields: ['consent', 'amounts'],
  amounts: [],
  consent: [],
};

/** The causes behind a day's alarms: one per source and kind, and none that another one explains. O(alarms). */
export function groupAlarms(alarms: readonly Alarm[], open: ReadonlySet<string> = new Set()): Cause[] {
  const groups = new Map<string, Alarm[]>();
  for (const alarm of withoutBoom(alarms)) {
    const key = causeKey(KINDS[alarm.family], alarm.scope);
    groups.set(key, [...(groups.get(key) ?? []), alarm]);
  }
  for (const [key, mine] of groups) {
    for (const other of EXPLAINS[kindOf(key)] ?? []) {
      const explained = causeKey(other, mine[0]!.scope);
      // What was there before is a cause of its own.
      if (groups.has(explained) && !open.has(explained)) {
        mine.push(...groups.get(explained)!);
        groups.delete(explained);
      }
    }
  }
  return [...groups].map(([key, mine]) => toCause(key, mine));
}

/** Faults strike one source; customers who come to several at once are business, not bad data. */
function withoutBoom(alarms: readonly Alarm[]): readonly Alarm[] {
  const rises = alarms.filter(({ family, z }) => family === 'volume' && z > 0);
  const isBoom = new Set(rises.map(({ scope }) => scope.sourceId)).size > 1;
  return isBoom ? alarms.filter((alarm) => !rises.includes(alarm)) : alarms;
}

function causeKey(kind: string, { sourceId }: Scope): string {
  return `${kind}:${sourceId}`;
}

function kindOf(key: string): string {
  return key.split(':')[0] ?? '';
}

function toCause(key: string, alarms: Alarm[]): Cause {
  const kind = kindOf(key);
  const [worst] = alarms.filter((alarm) => KINDS[alarm.family] === kind).sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
  const stores = new Set(alarms.map((alarm) => alarm.scope.storeId).filter((id) => id !== null));
  const wide = alarms.some((alarm) => alarm.scope.storeId === null && alarm.family !== 'duplicates');
  return {
    key,
    family: worst!.family,
    sourceId: worst!.scope.sourceId,
    storeId: stores.size === 1 && !wide ? [...stores][0]! : null,
    alarms,
  };
}
