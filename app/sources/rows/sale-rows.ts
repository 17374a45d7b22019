import { isRefundWord } from '../value-words.ts';
import type { RowPlan } from './row-plan.ts';
import type { RowView } from './row-view.ts';
import { SeenIds } from './seen-content.ts';

/** Rows that make one sale, or one refund. */
export type SaleGroup = {
  /** The value that groups them; null = the source gives none and the row stands alone. */
  key: string | null;
  kind: 'sale' | 'refund';
  views: RowView[];
  /** An earlier part of the same sale has already been handed on. */
  continues: boolean;
};

/** Sales open at a time: rows of one sale may stand this many sales apart and still be put together. */
const WINDOW = 250;

/**
 * Puts rows of one sale together as the file goes by, in memory for a fixed number of sales. A sale whose rows come again after it was
 * handed on is marked `continues`. In files with one row a sale nothing is held back.
 */
export function saleGrouper(plan: RowPlan): {
  push(view: RowView): SaleGroup | null;
  end(): SaleGroup[];
  oldestOpenRow(): number | null;
} {
  const isRefund = refundTest(plan);
  const { rows, groupBy } = plan.mapping.conventions;
  const key = plan.text(groupBy);
  const date = plan.text('order.placed_at');
  const time = plan.text('order.placed_time');
  const open = new Map<string, SaleGroup>();
  /** Keys of the open sales in the order they were opened, in a ring. */
  const ring: string[] = [];
  let oldest = 0;
  const closed = new SeenIds();
  let last: SaleGroup | null = null;

  /** The sale that this row makes ready to be handed on, if any. */
  function push(view: RowView): SaleGroup | null {
    const own = key(view) ?? null;
    const kind = isRefund(view) ? 'refund' : 'sale';
    if (rows === 'record') return { key: own, kind, views: [view], continues: false };
    if (own === null && last !== null && !date(view)) {
      last.views.push(view);
      return null;
    }
    return place(groupKey(own, kind, view), own, kind, view);
  }

  function groupKey(own: string | null, kind: SaleGroup['kind'], view: RowView): string {
    if (own === null) return `N|${view.row}`;
    return kind === 'refund' ? `R|${own}|${date(view) ?? ''}|${time(view) ?? ''}` : `S|${own}`;
  }

  function place(at: string, own: string | null, kind: SaleGroup['kind'], view: RowView): SaleGroup | null {
    const known = open.get(at);
    if (known) {
      known.views.push(view);
      last = known;
      return null;
    }
    const ready = open.size >= WINDOW ? closeOldest() : null;
    last = { key: own, kind, views: [view], continues: closed.has(at) };
    open.set(at, last);
    ring[(oldest + open.size - 1) % WINDOW] = at;
    return ready;
  }

  function closeOldest(): SaleGroup | null {
    const at = ring[oldest] ?? '';
    const group = open.get(at) ?? null;
    open.delete(at);
    closed.add(at);
    oldest = (oldest + 1) % WINDOW;
    return group;
  }

  function end(): SaleGroup[] {
    const groups = [...open.values()];
    open.clear();
    return groups;
  }

  function oldestOpenRow(): number | null {
    return open.get(ring[oldest] ?? '')?.views[0]?.row ?? null;
  }

  return { push, end, oldestOpenRow };
}

/** Money going back: the booking says so, or without such a word, the quantity or the sum of the row is negative. */
function refundTest(plan: RowPlan): (view: RowView) => boolean {
  const event = plan.word('order.event');
  const signed = ['line.quantity', 'order.total'].filter((field) => plan.has(field)).map((field) => plan.text(field));
  const { refundWords } = plan.mapping.conventions;
  const hasQuantity = plan.has('line.quantity');
  const lineSum = plan.text(plan.has('line.total') ? 'line.total' : 'line.gross');
  return (view) => {
    const word = event(view);
    if (word && isRefundWord(word, refundWords)) return true;
    if (signed.some((read) => isNegative(read(view)))) return true;
    return !hasQuantity && isNegative(lineSum(view));
  };
}

function isNegative(text: string | null | undefined): boolean {
  if (!text || !/[-−(]/.test(text)) return false;
  return /^\s*[-−(]/.test(text) ? /[1-9]/.test(text) : /^[^\d-]{0,4}[-−]\s*[\d.,]*[1-9]|[1-9][\d.,]*\s*-$/.test(text);
}
