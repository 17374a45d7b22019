/** Mischief the sender does on demand. Shares are 0..1 of deliveries. */
export type Chaos = {
  /** Sent twice with the same X-Shopify-Webhook-Id. */
  duplicateShare: number;
  /** Never sent at all: only reconciliation finds out. */
  dropShare: number;
  /** Signed with another secret: the app must answer 401. */
  wrongHmacShare: number;
  /** Every delivery waits this long first, ms. */
  delayMs: number;
  /** Every delivery waits a random time up to this, ms, so that order is lost. */
  shuffleMs: number;
  /** Deliveries are held back until released. */
  hold: boolean;
};

export const CALM: Chaos = {
  duplicateShare: 0,
  dropShare: 0,
  wrongHmacShare: 0,
  delayMs: 0,
  shuffleMs: 0,
  hold: false,
};

/** The settings after a change; unknown keys are refused so that a typo in a test is seen. */
export function changeChaos(current: Chaos, change: Record<string, unknown>): Chaos {
  const next: Record<string, unknown> = { ...current };
  for (const [key, value] of Object.entries(change)) {
    if (!(key in CALM)) throw new Error(`Unknown chaos setting: ${key}`);
    next[key] = key === 'hold' ? value === true || value === 'true' : Number(value);
  }
  return next as Chaos;
}
