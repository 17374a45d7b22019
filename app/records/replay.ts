/** Kinds of rows that several may have a word on. */
export type Subject = 'customer' | 'order' | 'refund' | 'interaction' | 'feedback' | 'loyalty' | 'consent';

/** A row's own words of one statement: column → value, as JSON has it. */
export type StatementBody = Record<string, unknown>;

/** One entry of a row's history. The base is the row as it stood before several had a word on it. */
export type Entry = {
  key: string;
  seq: number;
  origin: string;
  isBase: boolean;
  recordId: number | null;
  body: StatementBody;
};

/** What a later statement does to the row that stands, for rows that are said whole. */
type Fold = (standing: StatementBody, later: StatementBody) => StatementBody;

const instantOf = (value: unknown): number | null => {
  const at = typeof value === 'string' && value !== '-infinity' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? null : at;
};

/**
 * The higher version counts, then the greater digest; without versions the later arrival, unless it says the same again. As
 * store-orders has it in SQL. What was added to an order is kept as the order stood with it.
 */
function laterOrder(standing: StatementBody, later: StatementBody): StatementBody {
  if (later['content_hash'] === standing['content_hash'] && later['is_sum'] !== true) {
    return standing;
  }
  const [a, b] = [instantOf(standing['version_at']), instantOf(later['version_at'])];
  const isOlder =
    a !== null &&
    b !== null &&
    (b < a || (b === a && String(later['content_hash']) < String(standing['content_hash'])));
  const [top, under] = isOlder ? [standing, later] : [later, standing];
  const deleted = [standing['deleted_at'], later['deleted_at']].filter((one) => typeof one === 'string').sort();
  return { ...top, lines: top['lines'] ?? under['lines'] ?? null, deleted_at: deleted[0] ?? null };
}

function laterByVersion(standing: StatementBody, later: StatementBody): StatementBody {
  const [a, b] = [instantOf(standing['version_at']), instantOf(later['version_at'])];
  return a !== null && b !== null && b < a ? standing : later;
}

const STRICTNESS = ['granted', 'unknown', 'pending', 'denied'];

/** When a consent was said, if its source tells. */
function saidAt(word: StatementBody): number | null {
  return instantOf(word['stated_at']) ?? instantOf(word['version_at']);
}

/** From when it counts: an undated no from when it came. */
function countsFrom(word: StatementBody): number {
  const cameAt = word['state'] === 'denied' ? instantOf(word['recorded_at']) : null;
  return saidAt(word) ?? cameAt ?? Number.NEGATIVE_INFINITY;
}

function strictness(word: StatementBody): number {
  return STRICTNESS.indexOf(String(word['state']));
}

/** As store-consents has it: what is not known takes nothing back, and what is not dated only narrows. */
function laterConsent(standing: StatementBody, later: StatementBody): StatementBody {
  const [isKnown, wasKnown] = [later['state'] !== 'unknown', standing['state'] !== 'unknown'];
  if (!isKnown && wasKnown) {
    return standing;
  }
  if (saidAt(later) === null) {
    return later['state'] === 'denied' && standing['state'] !== 'denied' ? later : standing;
  }
  if (isKnown && !wasKnown) {
    return later;
  }
  const [a, b] = [countsFrom(standing), countsFrom(later)];
  return b > a || (a === b && strictness(later) > strictness(standing)) ? later : standing;
}

const last: Fold = (_standing, later) => later;

/** How statements about a subject come together; customers are folded column by column (replay-customer.ts). */
const FOLDS: Record<Exclude<Subject, 'customer'>, Fold> = {
  order: laterOrder,
  refund: laterByVersion,
  interaction: last,
  feedback: last,
  loyalty: laterByVersion,
  consent: laterConsent,
};

/** What these entries come to; null if there are none. O(entries). */
export function replay(subject: Exclude<Subject, 'customer'>, entries: readonly Entry[]): StatementBody | null {
  return entries
    .map((entry) => ({ ...entry.body, origin: entry.origin }))
    .reduce<StatementBody | null>((standing, later) => (standing ? FOLDS[subject](standing, later) : later), null);
}
