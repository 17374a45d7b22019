/** Who is linked with more people than this lives in a dormitory or works with them: that is no household. */
export const MOST_PEOPLE = 20;

/** Two profiles that are linked as people of one household. */
export type Neighbours = { a: number; b: number };

/**
 * Gathers households around some profiles: whoever is linked, over however many others, is of one household. A group that has grown beyond
 * `MOST_PEOPLE` is looked at no further, so that what is gathered stays small whatever the links. O(links told).
 */
export class Households {
  private readonly head = new Map<number, number>();
  private readonly sizes = new Map<number, number>();
  private readonly asked = new Set<number>();

  constructor(around: readonly number[]) {
    for (const id of around) {
      this.headOf(id);
      this.asked.add(id);
    }
  }

  /** Takes in all links of those asked about last; returns about whom to ask next. */
  reach(links: readonly Neighbours[]): number[] {
    for (const { a, b } of links) {
      this.join(a, b);
    }
    const next = [...new Set(links.flatMap(({ a, b }) => [a, b]))].filter(
      (id) => !this.asked.has(id) && this.sizeOf(id) <= MOST_PEOPLE,
    );
    for (const id of next) {
      this.asked.add(id);
    }
    return next;
  }

  /** All who were met. */
  met(): number[] {
    return [...this.head.keys()];
  }

  /** Each person of a household of two or more, with its first person. */
  found(): { profileId: number; householdId: number }[] {
    return this.met().flatMap((profileId) => {
      const size = this.sizeOf(profileId);
      return size > 1 && size <= MOST_PEOPLE ? [{ profileId, householdId: this.headOf(profileId) }] : [];
    });
  }

  /** The smallest id of a group. */
  private headOf(id: number): number {
    const known = this.head.get(id);
    if (known === undefined) {
      this.head.set(id, id);
      this.sizes.set(id, 1);
      return id;
    }
    if (known === id) {
      return id;
    }
    const head = this.headOf(known);
    this.head.set(id, head);
    return head;
  }

  private sizeOf(id: number): number {
    return this.sizes.get(this.headOf(id))!;
  }

  private join(a: number, b: number): void {
    const [x, y] = [this.headOf(a), this.headOf(b)];
    if (x !== y) {
      this.head.set(Math.max(x, y), Math.min(x, y));
      this.sizes.set(Math.min(x, y), this.sizes.get(x)! + this.sizes.get(y)!);
    }
  }
}
