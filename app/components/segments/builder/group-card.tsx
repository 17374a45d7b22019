import { BlockStack, Box, Button, InlineStack, Select, Text } from '@shopify/polaris';
import { changeNode, insertNode } from '#app/segments/edit-draft.ts';
import { clauseNode, type DraftGroup, groupNode } from '#app/segments/rule-draft.ts';
import { useBuilder } from './builder-context.ts';
import { ChoicePicker } from './choice-picker.tsx';
import { ConditionRow } from './condition-row.tsx';
import { DropTarget } from './drop-target.tsx';
import { DragHandle, NodeMenu } from './node-controls.tsx';

const JOINTS = [
  { value: 'and', label: 'all of these hold' },
  { value: 'or', label: 'any of these holds' },
  { value: 'not-or', label: 'none of these holds' },
  { value: 'not-and', label: 'not all of these hold' },
];

/** A group: how its rows are joined, the rows, and what may be added. */
export function GroupCard({ group, isRoot = false }: { group: DraftGroup; isRoot?: boolean }) {
  const { root, change, announce } = useBuilder();
  const add = (node: Parameters<typeof insertNode>[3]) =>
    change(insertNode(root, group.id, group.children.length, node));
  const body = (
    <Box
      background={isRoot ? 'bg-surface' : 'bg-surface-secondary'}
      borderColor="border"
      borderWidth={isRoot ? '0' : '025'}
      borderRadius="200"
      padding={isRoot ? '0' : '300'}
    >
      <BlockStack gap="200">
        <GroupHead group={group} isRoot={isRoot} />
        {group.children.map((child, index) => (
          <BlockStack gap="200" key={child.id}>
            {index > 0 && <Joint joint={group.joint} />}
            {child.kind === 'group' ? <GroupCard group={child} /> : <ConditionRow row={child} />}
          </BlockStack>
        ))}
        <InlineStack gap="200">
          <ChoicePicker
            label="Add condition"
            accessibilityLabel={isRoot ? 'Add condition' : 'Add condition to this group'}
            onChoose={(choice) => {
              add(clauseNode(choice.start()));
              announce(`Condition on ${choice.label} added`);
            }}
          />
          <Button
            variant="tertiary"
            onClick={() => {
              add(groupNode(group.joint === 'and' ? 'or' : 'and', []));
              announce('Group added');
            }}
          >
            Add group
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
  return isRoot ? body : <DropTarget id={group.id}>{body}</DropTarget>;
}

function GroupHead({ group, isRoot }: { group: DraftGroup; isRoot: boolean }) {
  const { root, change } = useBuilder();
  const value = group.negated ? `not-${group.joint}` : group.joint;
  return (
    <InlineStack gap="200" blockAlign="center" wrap={false}>
      {!isRoot && <DragHandle id={group.id} name="group" />}
      <div style={{ flex: '1 1 auto' }}>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span">{isRoot ? 'People of whom' : 'Of whom'}</Text>
          <Select
            label={isRoot ? 'How the conditions are joined' : 'How the conditions of this group are joined'}
            labelHidden
            options={JOINTS}
            value={value}
            onChange={(next) =>
              change(
                changeNode(root, group.id, (node) =>
                  node.kind === 'group'
                    ? { ...node, joint: next.endsWith('or') ? 'or' : 'and', negated: next.startsWith('not') }
                    : node,
                ),
              )
            }
          />
        </InlineStack>
      </div>
      {!isRoot && <NodeMenu id={group.id} name="group" />}
    </InlineStack>
  );
}

function Joint({ joint }: { joint: 'and' | 'or' }) {
  return (
    <Text as="span" tone="subdued" variant="bodySm">
      {joint}
    </Text>
  );
}
