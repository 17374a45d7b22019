import { BlockStack, Box, Checkbox, InlineError, InlineStack, Select } from '@shopify/polaris';
import { choiceKeyOf, typeOfClause } from '#app/segments/clause-choices.ts';
import { isCompleteRow, problemsOfRow } from '#app/segments/condition-forms.ts';
import { changeNode } from '#app/segments/edit-draft.ts';
import type { DraftClause } from '#app/segments/rule-draft.ts';
import type { Clause } from '#app/segments/types.ts';
import { AggregateFields } from './aggregate-fields.tsx';
import { useBuilder } from './builder-context.ts';
import { ChoicePicker } from './choice-picker.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { DropTarget } from './drop-target.tsx';
import { FunctionFields } from './function-fields.tsx';
import { DragHandle, NodeMenu } from './node-controls.tsx';

/** One condition: what it is about, how it is compared, with what. */
export function ConditionRow({ row }: { row: DraftClause }) {
  const { root, change, choices, catalogue, segments } = useBuilder();
  const { clause } = row;
  const choice = choices.find((one) => one.key === choiceKeyOf(clause));
  const label = choice?.label ?? nameOf(clause);
  const set = (next: Partial<DraftClause>) =>
    change(changeNode(root, row.id, (node) => (node.kind === 'clause' ? { ...node, ...next } : node)));
  const problems = isCompleteRow(row)
    ? problemsOfRow(
        clause,
        catalogue,
        segments.map((one) => one.handle),
      )
    : [];
  return (
    <DropTarget id={row.id}>
      <Box background="bg-surface" borderColor="border" borderWidth="025" borderRadius="200" padding="200">
        <BlockStack gap="100">
          <div style={{ display: 'flex', alignItems: 'flex-start', gap: 4 }}>
            <DragHandle id={row.id} name="condition" />
            <div style={{ flex: '1 1 auto', minWidth: 0 }}>
              <InlineStack gap="200" blockAlign="start">
                <ChoicePicker
                  isRow
                  label={label}
                  accessibilityLabel={`Condition on ${label}; press to change`}
                  onChoose={(next) => set({ clause: next.start(), negated: false })}
                />
                <ClauseFields clause={clause} label={label} onChange={(next) => set({ clause: next })} />
              </InlineStack>
              {row.negated && (
                <Checkbox label="Turned round: not so" checked onChange={() => set({ negated: false, origin: null })} />
              )}
            </div>
            <NodeMenu id={row.id} name={`condition on ${label}`} />
          </div>
          {problems.map((problem) => (
            <InlineError key={problem} message={problem} fieldID={row.id} />
          ))}
        </BlockStack>
      </Box>
    </DropTarget>
  );
}

function nameOf(clause: Clause): string {
  switch (clause.kind) {
    case 'attribute':
    case 'function':
      return clause.name;
    case 'anniversary':
      return `anniversary of ${clause.of}`;
    case 'aggregate':
      return clause.relation;
    case 'segment':
      return 'in another segment';
  }
}

type FieldsProps = { clause: Clause; label: string; onChange: (clause: Clause) => void };

function ClauseFields({ clause, label, onChange }: FieldsProps) {
  const { catalogue } = useBuilder();
  const type = typeOfClause(clause, catalogue);
  switch (clause.kind) {
    case 'attribute':
      return type ? (
        <ConditionFields
          label={label}
          name={clause.name}
          type={type}
          condition={clause.condition}
          onChange={(condition) => onChange({ ...clause, condition })}
        />
      ) : null;
    case 'anniversary':
      return (
        <ConditionFields
          label={label}
          name=""
          type={{ kind: 'day' }}
          operators={['=', '!=', 'BETWEEN', 'IS NULL', 'IS NOT NULL']}
          condition={clause.condition}
          onChange={(condition) => onChange({ ...clause, condition })}
        />
      );
    case 'function':
      return <FunctionFields clause={clause} onChange={onChange} />;
    case 'aggregate':
      return <AggregateFields clause={clause} onChange={onChange} />;
    case 'segment':
      return <SegmentFields clause={clause} onChange={onChange} />;
  }
}

type SegmentFieldsProps = {
  clause: Extract<Clause, { kind: 'segment' }>;
  onChange: (clause: Clause) => void;
};

function SegmentFields({ clause, onChange }: SegmentFieldsProps) {
  const { segments } = useBuilder();
  const known = segments.some((one) => one.handle === clause.handle);
  const options = segments.map(({ handle, name }) => ({ value: handle, label: name }));
  return (
    <InlineStack gap="200">
      <Select
        label="Whether in it"
        labelHidden
        options={[
          { value: 'in', label: 'is in' },
          { value: 'out', label: 'is not in' },
        ]}
        value={clause.negated ? 'out' : 'in'}
        onChange={(value) => onChange({ ...clause, negated: value === 'out' })}
      />
      <Select
        label="Segment"
        labelHidden
        options={known ? options : [...options, { value: clause.handle, label: clause.handle }]}
        value={clause.handle}
        onChange={(handle) => onChange({ ...clause, handle })}
      />
    </InlineStack>
  );
}
