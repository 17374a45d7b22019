import { RFM_GROUPS, type RfmGroup, rfmGroup } from './rfm.ts';

/** People with the same three scores and the same group by online orders alone. Money in minor units. */
export interface RfmCount {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly onlineGroup: string;
  readonly people: number;
  readonly netMinor: number;
  readonly predictedMinor: number;
}

export interface RfmSum {
  readonly people: number;
  readonly netMinor: number;
  readonly predictedMinor: number;
}

export interface RfmView {
  /** Rows of the grid, best first: level 4 to 1 of frequency and amount together; five cells by recency 1 to 5. */
  readonly grid: readonly {
    readonly level: number;
    readonly cells: readonly (RfmSum & { readonly group: RfmGroup })[];
  }[];
  readonly groups: readonly (RfmSum & { readonly group: RfmGroup })[];
  /** Of each group those who would be in another one without the till, most people first. */
  readonly withoutTill: readonly (RfmSum & { readonly group: RfmGroup; readonly online: string })[];
}

const NONE: RfmSum = { people: 0, netMinor: 0, predictedMinor: 0 };

/** Lays the counts out as grid, groups and differences. Each person is in exactly one cell and one group. O(counts). */
export function viewRfm(counts: readonly RfmCount[]): RfmView {
  const cells = new Map<string, RfmSum>();
  const groups = new Map<RfmGroup, RfmSum>();
  const moved = new Map<string, RfmSum & { group: RfmGroup; online: string }>();
  for (const one of counts) {
    const group = rfmGroup(one.recency, one.frequency, one.monetary);
    const cell = `${levelOf(one)} ${one.recency}`;
    cells.set(cell, add(cells.get(cell) ?? NONE, one));
    groups.set(group, add(groups.get(group) ?? NONE, one));
    if (one.onlineGroup !== group) {
      const key = `${group} ${one.onlineGroup}`;
      moved.set(key, { group, online: one.onlineGroup, ...add(moved.get(key) ?? NONE, one) });
    }
  }
  return {
    grid: [4, 3, 2, 1].map((level) => ({
      level,
      cells: [1, 2, 3, 4, 5].map((recency) => ({
        group: rfmGroup(recency, level + 1, level + 1),
        ...(cells.get(`${level} ${recency}`) ?? NONE),
      })),
    })),
    groups: RFM_GROUPS.flatMap((group) => (groups.has(group) ? [{ group, ...groups.get(group)! }] : [])),
    withoutTill: [...moved.values()].sort((left, right) => right.people - left.people),
  };
}

/** 1 to 4: the row of the grid, by the mean of frequency and amount. */
function levelOf({ frequency, monetary }: RfmCount): number {
  return 1 + Math.min(3, Math.max(0, Math.ceil((frequency + monetary) / 2) - 2));
}

function add(left: RfmSum, right: RfmSum): RfmSum {
  return {
    people: left.people + right.people,
    netMinor: left.netMinor + right.netMinor,
    predictedMinor: left.predictedMinor + right.predictedMinor,
  };
}
