import { isRefundWord } from '../value-words.ts';
import type { CellReader, RowPlan } from './row-plan.ts';
import type { RowView } from './row-view.ts';
import { SeenContent } from './seen-content.ts';

/** Rows that make one sale, or one refund. */
export type SaleGroup = {
  /** The value that groups them; null = the source gives none and the row stands alone. */
  key: string | null;
  kind: 'sale' | 'refund';
  views: RowView[];
  /** 0 = the first of the sale; n = the nth that comes after an earlier one has been handed on. */
  part: number;
  /** Of a later part: the amounts that the sale's earlier rows told as a whole, and whether those rows were refused. */
  before: number;
};

/** What the rows of a sale told as a whole, so that later parts do not add it again; and that they were refused. */
export const TOLD = { total: 1, gross: 2, discount: 4, tax: 8, refused: 16 } as const;
const PART = 32;

/** Sales open at a time: rows of one sale may stand this many sales apart and still be put together. */
const WINDOW = 250;

/**
 * Puts rows of one sale together as the file goes by, in memory for a fixed number of sales. A sale whose rows come again after it was
 * handed on is a further part of it. In files with one row a sale nothing is held back.
 */
export class SaleGrouper {
  readonly #isRefund: (view: RowView) => boolean;
  readonly #isPerSale: boolean;
  readonly #key: CellReader;
  readonly #date: CellReader;
  readonly #time: CellReader;
  readonly #open = new Map<string, SaleGroup>();
  /** Keys of the open sales in the order they were opened, in a ring. */
  readonly #ring: string[] = [];
  #oldest = 0;
  /** Of each sale that was handed on: what it told, and how many parts it has had. */
  readonly #settled = new SeenContent();
  #last: SaleGroup | null = null;

  constructor(plan: RowPlan) {
    const { rows, groupBy } = plan.mapping.conventions;
    this.#isRefund = refundTest(plan);
    this.#isPerSale = rows === 'record';
    this.#key = plan.text(groupBy);
    this.#date = plan.text('order.placed_at');
    this.#time = plan.text('order.placed_time');
  }

  /** The sale that this row makes ready to be handed on, if any. */
  push(view: RowView): SaleGroup | null {
    const own = this.#key(view) ?? null;
    const kind = this.#isRefund(view) ? 'refund' : 'sale';
    if (this.#isPerSale) return { key: own, kind, views: [view], part: 0, before: 0 };
    if (own === null && this.#last !== null && !this.#date(view)) {
      this.#last.views.push(view);
      return null;
    }
    return this.#place(this.#groupKey(own, kind, view), own, kind, view);
  }

  /** Every sale that is still open. */
  end(): SaleGroup[] {
    const groups = [...this.#open.values()];
    this.#open.clear();
    this.#last = null;
    return groups;
  }

  /** Remembers what came of a group, for the rows of the same sale that are still to come. */
  settle(group: SaleGroup, told: number): void {
    if (this.#isPerSale || group.key === null) return;
    const at = this.#groupKey(group.key, group.kind, group.views[0] as RowView);
    this.#settled.set(at, (group.part + 1) * PART + (group.before | told));
  }

  oldestOpenRow(): number | null {
    return this.#open.get(this.#ring[this.#oldest] ?? '')?.views[0]?.row ?? null;
  }

  #groupKey(own: string | null, kind: SaleGroup['kind'], view: RowView): string {
    if (own === null) return `N|${view.row}`;
    return kind === 'refund' ? `R|${own}|${this.#date(view) ?? ''}|${this.#time(view) ?? ''}` : `S|${own}`;
  }

  #place(at: string, own: string | null, kind: SaleGroup['kind'], view: RowView): SaleGroup | null {
    const known = this.#open.get(at);
    if (known) {
      known.views.push(view);
      this.#last = known;
      return null;
    }
    const ready = this.#open.size >= WINDOW ? this.#closeOldest() : null;
    const before = this.#settled.get(at) ?? standingOf(view);
    this.#last = { key: own, kind, views: [view], part: Math.floor(before / PART), before: before % PART };
    this.#open.set(at, this.#last);
    this.#ring[(this.#oldest + this.#open.size - 1) % WINDOW] = at;
    return ready;
  }

  #closeOldest(): SaleGroup | null {
    const at = this.#ring[this.#oldest] ?? '';
    const group = this.#open.get(at) ?? null;
    this.#open.delete(at);
    this.#oldest = (this.#oldest + 1) % WINDOW;
    return group;
  }
}

/** What a row that was kept aside knows of its sale's first rows, which are in the books. */
function standingOf({ continues }: RowView): number {
  return continues ? continues.part * PART + continues.before : 0;
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
