/** A customer bought an item on a day (days since 1970-01-01). */
export interface ItemDay {
  readonly customer: number;
  readonly item: number;
  readonly day: number;
}

/** An item that runs out: how often its buyers come back for it. */
export interface Replenishable {
  readonly item: number;
  readonly buyers: number;
  /** Share of the buyers who bought it again. */
  readonly rebuyShare: number;
  readonly medianGapDays: number;
}

const FEWEST_BUYERS = 10;
const FEWEST_GAPS = 10;
const REBUY_SHARE = 0.2;

/**
 * Which items are bought again and again: at least a fifth of ten buyers or more came back for the same item, ten times in all. A gap
 * is counted between different days. O(n log n).
 */
export function findReplenishables(purchases: readonly ItemDay[]): Map<number, Replenishable> {
  const items = new Map<number, { buyers: number; again: number; gaps: number[] }>();
  for (const { item, days } of historiesOf(purchases)) {
    const seen = items.get(item) ?? { buyers: 0, again: 0, gaps: [] };
    seen.buyers += 1;
    if (days.length > 1) seen.again += 1;
    seen.gaps.push(...days.slice(1).map((day, i) => day - days[i]!));
    items.set(item, seen);
  }
  const found = new Map<number, Replenishable>();
  for (const [item, { buyers, again, gaps }] of items) {
    if (buyers < FEWEST_BUYERS || gaps.length < FEWEST_GAPS || again / buyers < REBUY_SHARE) continue;
    found.set(item, { item, buyers, rebuyShare: again / buyers, medianGapDays: median(gaps) });
  }
  return found;
}

export interface DueRefill {
  readonly customer: number;
  readonly item: number;
  readonly lastDay: number;
  readonly dueDay: number;
  /** The gap it rests on: the customer's own median, drawn to the item's. */
  readonly gapDays: number;
  /** Times this customer bought it. */
  readonly times: number;
}

/** From this much of the gap on a refill is worth speaking of, up to that much: later the customer has found another way. */
const WINDOW = { from: 0.8, to: 2 } as const;

/** Refills due on `today`, the most overdue last. */
export function dueRefills(
  purchases: readonly ItemDay[],
  replenishables: ReadonlyMap<number, Replenishable>,
  today: number,
): DueRefill[] {
  const due = historiesOf(purchases).flatMap(({ customer, item, days }) => {
    const usual = replenishables.get(item);
    if (usual === undefined) return [];
    const gaps = days.slice(1).map((day, i) => day - days[i]!);
    const own = gaps.length === 0 ? usual.medianGapDays : median(gaps);
    const share = gaps.length / (gaps.length + 2);
    const gapDays = Math.exp(share * Math.log(own) + (1 - share) * Math.log(usual.medianGapDays));
    const lastDay = days.at(-1)!;
    const passed = (today - lastDay) / gapDays;
    if (passed < WINDOW.from || passed > WINDOW.to) return [];
    return [{ customer, item, lastDay, dueDay: Math.round(lastDay + gapDays), gapDays, times: days.length }];
  });
  return due.sort(
    (left, right) => right.dueDay - left.dueDay || left.customer - right.customer || left.item - right.item,
  );
}

function historiesOf(purchases: readonly ItemDay[]): { customer: number; item: number; days: number[] }[] {
  const sorted = [...purchases].sort(
    (left, right) => left.customer - right.customer || left.item - right.item || left.day - right.day,
  );
  const histories: { customer: number; item: number; days: number[] }[] = [];
  for (const { customer, item, day } of sorted) {
    const last = histories.at(-1);
    if (last?.customer !== customer || last.item !== item) histories.push({ customer, item, days: [day] });
    else if (last.days.at(-1) !== day) last.days.push(day);
  }
  return histories;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
