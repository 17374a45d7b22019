import type { PairEdges } from './pair-edges.ts';

/** Rows that edges or decisions connect, with the indexes of those edges and decisions. Single rows are left out. */
export type Component = { rows: number[]; edges: number[]; mustLinks: number[] };

/** Splits the rows into connected components along edges of at least `floor` bits, vetoed or not, and along must-links. */
export function connectedRows(
  size: number,
  edges: Pick<PairEdges, 'a' | 'b' | 'bits' | 'deterministic'>,
  mustLinks: readonly { a: number; b: number }[],
  floor: number,
): Component[] {
  const parent = Int32Array.from({ length: size }, (_, row) => row);
  const connects = (at: number) => (edges.bits[at] as number) >= floor || edges.deterministic[at] === 1;
  for (let at = 0; at < edges.a.length; at += 1) {
    if (connects(at)) unite(parent, edges.a[at] as number, edges.b[at] as number);
  }
  for (const { a, b } of mustLinks) unite(parent, a, b);
  const components = new Map<number, Component>();
  const componentOf = (row: number): Component => {
    const root = rootOf(parent, row);
    let component = components.get(root);
    if (component === undefined) {
      component = { rows: [], edges: [], mustLinks: [] };
      components.set(root, component);
    }
    return component;
  };
  for (let at = 0; at < edges.a.length; at += 1) if (connects(at)) componentOf(edges.a[at] as number).edges.push(at);
  mustLinks.forEach(({ a }, at) => {
    componentOf(a).mustLinks.push(at);
  });
  for (let row = 0; row < size; row += 1) components.get(rootOf(parent, row))?.rows.push(row);
  return [...components.values()];
}

function unite(parent: Int32Array, a: number, b: number): void {
  const x = rootOf(parent, a);
  const y = rootOf(parent, b);
  if (x !== y) parent[Math.max(x, y)] = Math.min(x, y);
}

/** The root, halving the path on the way so that later walks are short. */
function rootOf(parent: Int32Array, row: number): number {
  let at = row;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] as number] as number;
    at = parent[at] as number;
  }
  return at;
}
