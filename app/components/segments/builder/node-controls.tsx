import { ActionList, Button, Icon, Popover } from '@shopify/polaris';
import { DragHandleIcon, MenuHorizontalIcon } from '@shopify/polaris-icons';
import { useState } from 'react';
import { moveOut, nestNode, placeOf, removeNode, stepNode } from '#app/segments/edit-draft.ts';
import type { DraftGroup } from '#app/segments/rule-draft.ts';
import { useBuilder } from './builder-context.ts';

type Props = { id: string; name: string };

/** What a mouse takes hold of; keyboards use the menu. */
export function DragHandle({ id, name }: Props) {
  const { drag } = useBuilder();
  return (
    <span
      draggable
      aria-hidden="true"
      title={`Drag this ${name}`}
      data-drag-handle={id}
      onDragStart={(event) => {
        event.dataTransfer.setData('text/plain', id);
        event.dataTransfer.effectAllowed = 'move';
        drag(id);
      }}
      onDragEnd={() => drag(null)}
      style={{ cursor: 'grab', padding: 4, flex: 'none' }}
    >
      <Icon source={DragHandleIcon} tone="subdued" />
    </span>
  );
}

type Step = { content: string; said: string; change: (root: DraftGroup) => DraftGroup };

/** Moves, groups and removes without a mouse. */
export function NodeMenu({ id, name }: Props) {
  const { root, change, announce } = useBuilder();
  const [open, setOpen] = useState(false);
  const items = stepsFor(root, id).map(({ content, said, change: step }) => ({
    content,
    destructive: content === 'Remove',
    onAction: () => {
      change(step(root));
      announce(said);
      setOpen(false);
    },
  }));
  return (
    <Popover
      active={open}
      onClose={() => setOpen(false)}
      activator={
        <Button
          variant="tertiary"
          icon={MenuHorizontalIcon}
          accessibilityLabel={`Move or remove the ${name}`}
          onClick={() => setOpen(!open)}
        />
      }
    >
      <ActionList items={items} />
    </Popover>
  );
}

function stepsFor(root: DraftGroup, id: string): Step[] {
  const place = placeOf(root, id);
  const before = place?.group.children[place.index - 1];
  const isOutermost = place?.group.id === root.id;
  const isFirst = isOutermost && place?.index === 0;
  const isLast = isOutermost && place && place.index === place.group.children.length - 1;
  return [
    ...(isFirst ? [] : [{ content: 'Move up', said: 'Moved up', change: (it: DraftGroup) => stepNode(it, id, 'up') }]),
    ...(isLast
      ? []
      : [{ content: 'Move down', said: 'Moved down', change: (it: DraftGroup) => stepNode(it, id, 'down') }]),
    ...(before
      ? [
          {
            content: before.kind === 'group' ? 'Put into the group above' : 'Group with the one above',
            said: 'Put into a group',
            change: (it: DraftGroup) => nestNode(it, id, before.id),
          },
        ]
      : []),
    ...(isOutermost
      ? []
      : [{ content: 'Take out of its group', said: 'Taken out', change: (it: DraftGroup) => moveOut(it, id) }]),
    { content: 'Remove', said: 'Removed', change: (it: DraftGroup) => removeNode(it, id) },
  ];
}
