import { type DragEvent, type ReactNode, useState } from 'react';
import { moveNode, nestNode, placeOf } from '#app/segments/edit-draft.ts';
import type { DraftGroup } from '#app/segments/rule-draft.ts';
import { useBuilder } from './builder-context.ts';

type Side = 'before' | 'inside' | 'after';

/** Where a dragged row may be let go: above and below make it a neighbour, in the middle it joins this one in a group. */
export function DropTarget({ id, children }: { id: string; children: ReactNode }) {
  const { root, change, dragged, drag, announce } = useBuilder();
  const [side, setSide] = useState<Side | null>(null);
  const over = (event: DragEvent<HTMLDivElement>) => {
    if (dragged === null || dragged === id) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    setSide(sideOf(event));
  };
  const drop = (event: DragEvent<HTMLDivElement>) => {
    event.preventDefault();
    event.stopPropagation();
    if (dragged !== null && dragged !== id) {
      const at = sideOf(event);
      change(dropped(root, dragged, id, at));
      announce(at === 'inside' ? 'Put into a group' : 'Moved');
    }
    setSide(null);
    drag(null);
  };
  return (
    <section
      aria-label={side === 'inside' ? 'Let go to make a group' : undefined}
      onDragOver={over}
      onDragLeave={() => setSide(null)}
      onDrop={drop}
      style={{ ...(dragged !== null && side ? marks[side] : {}), borderRadius: 8 }}
    >
      {children}
    </section>
  );
}

function dropped(root: DraftGroup, dragged: string, id: string, side: Side): DraftGroup {
  const place = placeOf(root, id);
  if (side === 'inside' || !place) {
    return nestNode(root, dragged, id);
  }
  return moveNode(root, dragged, place.group.id, place.index + (side === 'after' ? 1 : 0));
}

const BLUE = 'var(--p-color-border-emphasis)';
const marks: Record<Side, object> = {
  before: { boxShadow: `0 -3px 0 ${BLUE}` },
  after: { boxShadow: `0 3px 0 ${BLUE}` },
  inside: { boxShadow: `0 0 0 2px ${BLUE}` },
};

function sideOf(event: DragEvent<HTMLDivElement>): Side {
  const box = event.currentTarget.getBoundingClientRect();
  const edge = Math.min(24, box.height / 4);
  const y = event.clientY - box.top;
  return y < edge ? 'before' : y > box.height - edge ? 'after' : 'inside';
}
