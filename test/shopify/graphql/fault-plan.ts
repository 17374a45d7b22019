/** A fault the Admin API answers with instead of working. `throttle` is THROTTLED inside a 200; numbers are HTTP statuses. */
export type Fault = 'throttle' | 429 | 500 | 502 | 503 | 'reset';

/** Faults planned for the next calls. */
export class FaultPlan {
  #planned: Fault[] = [];

  plan(fault: Fault, calls: number): void {
    for (let call = 0; call < calls; call += 1) this.#planned.push(fault);
  }

  next(): Fault | null {
    return this.#planned.shift() ?? null;
  }

  clear(): void {
    this.#planned = [];
  }
}
