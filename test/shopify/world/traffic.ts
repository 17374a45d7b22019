import type { LiveShop } from './live-shop.ts';

export type Event = (shop: LiveShop) => void;

/** Keeps shops moving: events at a chosen mean pace, at random intervals. */
export class Traffic {
  #event: Event;
  #paces = new Map<LiveShop, number>();
  #timers = new Map<LiveShop, NodeJS.Timeout>();

  constructor(event: Event) {
    this.#event = event;
  }

  /** Events a minute; 0 stops. */
  set(shop: LiveShop, perMinute: number): void {
    clearTimeout(this.#timers.get(shop));
    this.#timers.delete(shop);
    this.#paces.set(shop, perMinute);
    if (perMinute > 0) this.#next(shop, perMinute);
  }

  pace(shop: LiveShop): number {
    return this.#paces.get(shop) ?? 0;
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  /** Arrivals of a Poisson process: exponential gaps. */
  #next(shop: LiveShop, perMinute: number): void {
    const wait = (-Math.log(1 - Math.random()) * 60_000) / perMinute;
    const timer = setTimeout(() => {
      this.#event(shop);
      this.#next(shop, perMinute);
    }, wait);
    timer.unref();
    this.#timers.set(shop, timer);
  }
}
