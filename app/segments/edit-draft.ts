import { type DraftGroup, type DraftNode, groupNode } from './rule-draft.ts';

/** Where a node stands: its group and its number there. */
export type Place = { group: DraftGroup; index: number };

/** The place of a node; null for the outermost group and for what is not there. */
export function placeOf(root: DraftGroup, id: string): Place | null {
  const index = root.children.findIndex((child) => child.id === id);
  if (index >= 0) {
    return { group: root, index };
  }
  for (const child of root.children) {
    const found = child.kind === 'group' ? placeOf(child, id) : null;
    if (found) {
      return found;
    }
  }
  return null;
}

/** The draft with one node changed. */
export function changeNode(root: DraftGroup, id: string, change: (node: DraftNode) => DraftNode): DraftGroup {
  return mapNode(root, (node) => (node.id === id ? change(node) : node)) as DraftGroup;
}

function mapNode(node: DraftNode, change: (node: DraftNode) => DraftNode): DraftNode {
  const changed = change(node);
  if (changed !== node || node.kind === 'clause') {
    return changed;
  }
  const children = node.children.map((child) => mapNode(child, change));
  return children.every((child, index) => child === node.children[index]) ? node : { ...node, children };
}

/** The draft without a node; groups that are left empty go with it. */
export function removeNode(root: DraftGroup, id: string): DraftGroup {
  return { ...root, children: without(root.children, id) };
}

function without(children: readonly DraftNode[], id: string): DraftNode[] {
  return children.flatMap((child): DraftNode[] => {
    if (child.id === id) {
      return [];
    }
    if (child.kind === 'clause') {
      return [child];
    }
    const left = without(child.children, id);
    if (left.length === child.children.length && left.every((one, index) => one === child.children[index])) {
      return [child];
    }
    return left.length === 0 ? [] : [{ ...child, children: left }];
  });
}

export function insertNode(root: DraftGroup, groupId: string, index: number, node: DraftNode): DraftGroup {
  return changeNode(root, groupId, (group) =>
    group.kind === 'group' ? { ...group, children: group.children.toSpliced(index, 0, node) } : group,
  );
}

/** Puts a node before the `index`-th child of a group, as counted before the move. A group cannot be put into itself. */
export function moveNode(root: DraftGroup, id: string, groupId: string, index: number): DraftGroup {
  const from = placeOf(root, id);
  const node = from?.group.children[from.index];
  if (!from || !node || contains(node, groupId)) {
    return root;
  }
  // A mark stands for the node until it has its new place: removing it first could take its old group away.
  const marked = changeNode(root, id, () => ({ ...groupNode('and', []), id: 'gone' }));
  return removeNode(insertNode(marked, groupId, index, node), 'gone');
}

/** Makes a group of two nodes at the place of the second; within AND it is an OR, and the reverse. */
export function nestNode(root: DraftGroup, id: string, ontoId: string): DraftGroup {
  const [from, onto] = [placeOf(root, id), placeOf(root, ontoId)];
  const node = from?.group.children[from.index];
  const target = onto?.group.children[onto.index];
  if (!node || !target || !onto || id === ontoId || contains(node, ontoId)) {
    return root;
  }
  if (target.kind === 'group') {
    return moveNode(root, id, target.id, target.children.length);
  }
  const group = groupNode(onto.group.joint === 'and' ? 'or' : 'and', [target, node]);
  return changeNode(removeNode(root, id), ontoId, () => group);
}

/** One step up or down as the eye reads: into a neighbouring group, past a row, out of a group at its edge. */
export function stepNode(root: DraftGroup, id: string, direction: 'up' | 'down'): DraftGroup {
  const place = placeOf(root, id);
  if (!place) {
    return root;
  }
  const { group, index } = place;
  const neighbour = group.children[direction === 'up' ? index - 1 : index + 1];
  if (neighbour?.kind === 'group') {
    return moveNode(root, id, neighbour.id, direction === 'up' ? neighbour.children.length : 0);
  }
  if (neighbour) {
    return moveNode(root, id, group.id, direction === 'up' ? index - 1 : index + 2);
  }
  const outer = placeOf(root, group.id);
  return outer ? moveNode(root, id, outer.group.id, direction === 'up' ? outer.index : outer.index + 1) : root;
}

/** Out of its group, to stand behind it. */
export function moveOut(root: DraftGroup, id: string): DraftGroup {
  const inner = placeOf(root, id);
  const outer = inner && placeOf(root, inner.group.id);
  return outer ? moveNode(root, id, outer.group.id, outer.index + 1) : root;
}

function contains(node: DraftNode, id: string): boolean {
  return node.id === id || (node.kind === 'group' && node.children.some((child) => contains(child, id)));
}
