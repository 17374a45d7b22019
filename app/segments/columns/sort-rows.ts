/** Which row comes where: rows person by person, of each in the order of time; rows of nobody are left out. */
export type RowOrder = { starts: Uint32Array; order: Uint32Array };

/** So many rows of one person are put in order by going through them again and again. */
const FEW_ROWS = 40;

/**
 * Puts rows in order by counting, in O(rows). `person` is each row's place among `people`, or `people` for nobody; rows without a time (NaN)
 * come last of their person's; `tie` tells apart what happened at the same time.
 */
export function orderRows(person: Uint32Array, people: number, at: Float64Array, tie: Float64Array): RowOrder {
  const starts = startsOf(person, people);
  const next = starts.slice();
  const order = new Uint32Array(person.length);
  for (let row = 0; row < person.length; row++) {
    const of = person[row]!;
    order[next[of]!] = row;
    next[of]! += 1;
  }
  const times = at.map((time) => (Number.isNaN(time) ? Infinity : time));
  const compare = (a: number, b: number) => times[a]! - times[b]! || tie[a]! - tie[b]!;
  for (let place = 0; place < people; place++) {
    sortPart(order, starts[place]!, starts[place + 1]!, compare);
  }
  return { starts: starts.slice(0, people + 1), order: order.slice(0, starts[people]!) };
}

/** Where the rows of each begin; those of nobody at the end. */
function startsOf(person: Uint32Array, people: number): Uint32Array {
  const starts = new Uint32Array(people + 2);
  for (let row = 0; row < person.length; row++) {
    starts[person[row]! + 1]! += 1;
  }
  for (let place = 1; place < starts.length; place++) {
    starts[place]! += starts[place - 1]!;
  }
  return starts;
}

/** A sort of many small parts: making a list of each to sort it would cost more than sorting. */
function sortPart(order: Uint32Array, from: number, to: number, compare: (a: number, b: number) => number): void {
  if (to - from > FEW_ROWS) {
    order.subarray(from, to).sort(compare);
    return;
  }
  for (let next = from + 1; next < to; next++) {
    const row = order[next]!;
    let place = next;
    while (place > from && compare(order[place - 1]!, row) > 0) {
      order[place] = order[place - 1]!;
      place -= 1;
    }
    order[place] = row;
  }
}
