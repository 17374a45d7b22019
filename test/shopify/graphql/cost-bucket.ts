export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** A shop's leaky bucket of query points: full at start, refilled each second. */
export class CostBucket {
  #maximum: number;
  #restoreRate: number;
  #available: number;
  #at = Date.now();

  constructor({ maximum, restoreRate }: { maximum: number; restoreRate: number }) {
    this.#maximum = maximum;
    this.#restoreRate = restoreRate;
    this.#available = maximum;
  }

  /** Takes the points if they are there; the requested cost is held until the actual one is known. */
  take(points: number): boolean {
    this.#refill();
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  giveBack(points: number): void {
    this.#available = Math.min(this.#maximum, this.#available + points);
  }

  /** Leaves this many points, to force throttling. */
  setAvailable(points: number): void {
    this.#refill();
    this.#available = Math.min(this.#maximum, points);
  }

  status(): ThrottleStatus {
    this.#refill();
    return {
      maximumAvailable: this.#maximum,
      currentlyAvailable: Math.floor(this.#available),
      restoreRate: this.#restoreRate,
    };
  }

  #refill(): void {
    const now = Date.now();
    this.#available = Math.min(this.#maximum, this.#available + ((now - this.#at) / 1_000) * this.#restoreRate);
    this.#at = now;
  }
}
