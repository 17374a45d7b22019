import {
  type Decomposition,
  decomposeChange,
  decomposeProduct,
  type GroupFigure,
  roundToSum,
} from './decompose-change.ts';

/** Sums of one group (a channel, a store …) in one period. Money in minor units, net of returns unless it says gross. */
export interface KpiSums {
  readonly key: string;
  readonly orders: number;
  readonly netMinor: number;
  readonly grossMinor: number;
  readonly refundedMinor: number;
  /** Orders whose buyer is known. */
  readonly knownOrders: number;
  readonly knownNetMinor: number;
  readonly knownGrossMinor: number;
  /** Known buyers, each in the group of the first order of the period, and those of them who had bought before it. */
  readonly customers: number;
  readonly returning: number;
}

/** Figures that are one sum divided by another, which is never negative: a group cannot weigh less than nothing. */
export const KPIS = {
  order_value: { label: 'Average order', unit: 'money', better: 'up', ratio: (s) => [s.netMinor, s.orders] },
  returning_share: {
    label: 'Buyers who had bought before',
    unit: 'share',
    better: 'up',
    ratio: (s) => [s.returning, s.customers],
  },
  orders_each: { label: 'Orders per buyer', unit: 'number', better: 'up', ratio: (s) => [s.knownOrders, s.customers] },
  return_rate: { label: 'Given back', unit: 'share', better: 'down', ratio: (s) => [s.refundedMinor, s.grossMinor] },
  known_share: {
    label: 'Sales to known buyers',
    unit: 'share',
    better: 'up',
    ratio: (s) => [s.knownGrossMinor, s.grossMinor],
  },
} as const satisfies Record<string, Kpi>;

interface Kpi {
  readonly label: string;
  readonly unit: 'money' | 'share' | 'number';
  readonly better: 'up' | 'down';
  readonly ratio: (sums: KpiSums) => readonly [number, number];
}

export type KpiName = keyof typeof KPIS;
export const KPI_NAMES = Object.keys(KPIS) as KpiName[];

export interface KpiChange {
  readonly kpi: KpiName;
  readonly before: number | null;
  readonly after: number | null;
  /** Null where either period has nothing to divide by. Its parts sum to the change exactly. */
  readonly causes: Decomposition | null;
}

/**
 * Each figure in two periods, its change taken apart by groups into mix and behaviour. `before` as it was told then; `restated` as
 * today's profiles see the same orders, where people were merged or split since.
 */
export function changesOf(
  before: readonly KpiSums[],
  after: readonly KpiSums[],
  restated: readonly KpiSums[] = before,
): KpiChange[] {
  return KPI_NAMES.map((kpi) => {
    const [told, past, fresh] = [figuresOf(kpi, before), figuresOf(kpi, restated), figuresOf(kpi, after)];
    return { kpi, before: wholeOf(told), after: wholeOf(fresh), causes: decomposeChange(told, fresh, past) };
  });
}

/** One figure over all groups; null with nothing to divide by. */
export function kpiValue(kpi: KpiName, sums: readonly KpiSums[]): number | null {
  return wholeOf(figuresOf(kpi, sums));
}

function figuresOf(kpi: KpiName, sums: readonly KpiSums[]): GroupFigure[] {
  return sums.map((one) => {
    const [numerator, denominator] = KPIS[kpi].ratio(one);
    return { key: one.key, numerator, denominator };
  });
}

function wholeOf(groups: readonly GroupFigure[]): number | null {
  const weight = groups.reduce((sum, group) => sum + group.denominator, 0);
  return weight > 0 ? groups.reduce((sum, group) => sum + group.numerator, 0) / weight : null;
}

export interface RevenueChange {
  readonly beforeMinor: number;
  readonly afterMinor: number;
  /** Minor units; they sum to the change to the cent. */
  readonly parts: readonly { readonly cause: 'buyers' | 'orders' | 'value' | 'unknown'; readonly minor: number }[];
}

/** The change of revenue: more or fewer known buyers, orders of each, value of each order, and what unknown buyers bring. */
export function revenueChange(before: readonly KpiSums[], after: readonly KpiSums[]): RevenueChange {
  const [old, fresh] = [add(before), add(after)];
  const [buyers, orders, value] = decomposeProduct(factorsOf(old), factorsOf(fresh));
  const unknown = fresh.netMinor - fresh.knownNetMinor - (old.netMinor - old.knownNetMinor);
  const minor = roundToSum([buyers!, orders!, value!, unknown], fresh.netMinor - old.netMinor);
  const causes = ['buyers', 'orders', 'value', 'unknown'] as const;
  return {
    beforeMinor: old.netMinor,
    afterMinor: fresh.netMinor,
    parts: causes.map((cause, at) => ({ cause, minor: minor[at]! })),
  };
}

/** Buyers, orders of each, value of each order: their product is the revenue of known buyers. */
function factorsOf(sums: KpiSums): number[] {
  return [
    sums.customers,
    sums.customers > 0 ? sums.knownOrders / sums.customers : 0,
    sums.knownOrders > 0 ? sums.knownNetMinor / sums.knownOrders : 0,
  ];
}

function add(groups: readonly KpiSums[]): KpiSums {
  const total = (field: Exclude<keyof KpiSums, 'key'>): number => groups.reduce((sum, one) => sum + one[field], 0);
  return {
    key: '',
    orders: total('orders'),
    netMinor: total('netMinor'),
    grossMinor: total('grossMinor'),
    refundedMinor: total('refundedMinor'),
    knownOrders: total('knownOrders'),
    knownNetMinor: total('knownNetMinor'),
    knownGrossMinor: total('knownGrossMinor'),
    customers: total('customers'),
    returning: total('returning'),
  };
}

/** Where a goal stands: reached, on the straight way from start to target, behind it, or its day gone by. */
export type GoalState = 'reached' | 'on_track' | 'behind' | 'missed';

export function goalState(
  goal: {
    readonly kpi: KpiName;
    readonly target: number;
    readonly startValue: number | null;
    readonly startDay: string;
    readonly dueDay: string;
  },
  value: number | null,
  today: string,
): GoalState {
  const start = goal.startValue ?? 0;
  const isUp = KPIS[goal.kpi].better === 'up';
  const reaches = (mark: number): boolean => value !== null && (isUp ? value >= mark : value <= mark);
  if (reaches(goal.target)) return 'reached';
  if (today > goal.dueDay) return 'missed';
  const [from, until, now] = [goal.startDay, goal.dueDay, today].map((day) => Date.parse(day)) as [
    number,
    number,
    number,
  ];
  const passed = until > from ? Math.min(1, (now - from) / (until - from)) : 1;
  return reaches(start + (goal.target - start) * passed) ? 'on_track' : 'behind';
}
