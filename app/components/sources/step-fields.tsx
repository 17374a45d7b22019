import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { Condition, Transform } from '#app/sources/transforms.ts';

/** Columns that a step may look at: name → label. */
export type ColumnChoices = readonly { label: string; value: string }[];

type Props<Kind extends Transform['kind']> = {
  step: Extract<Transform, { kind: Kind }>;
  columns: ColumnChoices;
  onChange: (step: Transform) => void;
};

/** The settings of one step. */
export function StepFields({ step, columns, onChange }: Props<Transform['kind']>) {
  switch (step.kind) {
    case 'trim':
      return null;
    case 'case':
      return (
        <Select
          label="To"
          options={[
            { label: 'lower case', value: 'lower' },
            { label: 'UPPER CASE', value: 'upper' },
            { label: 'Title Case', value: 'title' },
          ]}
          value={step.to}
          onChange={(to) => onChange({ kind: 'case', to: to as 'lower' })}
        />
      );
    case 'split':
      return <SplitFields step={step} columns={columns} onChange={onChange} />;
    case 'join':
      return <JoinFields step={step} columns={columns} onChange={onChange} />;
    case 'replace':
      return (
        <InlineStack gap="200">
          <Short label="Find" value={step.find} onChange={(find) => onChange({ ...step, find })} />
          <Short label="Put in its place" value={step.with} onChange={(value) => onChange({ ...step, with: value })} />
        </InlineStack>
      );
    case 'lookup':
      return <LookupFields step={step} columns={columns} onChange={onChange} />;
    case 'units':
      return (
        <TextField
          label="Multiply by"
          type="number"
          step={0.01}
          value={String(step.factor)}
          onChange={(factor) => onChange({ kind: 'units', factor: Number(factor) })}
          helpText="0.01 makes euros of cents."
          autoComplete="off"
        />
      );
    case 'default':
      return (
        <Short label="If empty, write" value={step.value} onChange={(value) => onChange({ kind: 'default', value })} />
      );
    case 'condition':
      return <ConditionFields step={step} columns={columns} onChange={onChange} />;
  }
}

function Short({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return <TextField label={label} value={value} onChange={onChange} autoComplete="off" maxLength={200} />;
}

function SplitFields({ step, onChange }: Props<'split'>) {
  return (
    <InlineStack gap="200">
      <Short label="At" value={step.separator} onChange={(separator) => onChange({ ...step, separator })} />
      <Select
        label="Keep"
        options={[
          { label: 'the first part', value: '1' },
          { label: 'the second part', value: '2' },
          { label: 'the third part', value: '3' },
          { label: 'the last part', value: '-1' },
        ]}
        value={String(step.part)}
        onChange={(part) => onChange({ ...step, part: Number(part) })}
      />
    </InlineStack>
  );
}

function JoinFields({ step, columns, onChange }: Props<'join'>) {
  return (
    <InlineStack gap="200">
      <Select
        label="Append"
        options={[{ label: 'Choose a column', value: '' }, ...columns]}
        value={step.columns[0] ?? ''}
        onChange={(column) => onChange({ ...step, columns: column === '' ? [] : [column] })}
      />
      <Short label="With between" value={step.separator} onChange={(separator) => onChange({ ...step, separator })} />
    </InlineStack>
  );
}

function LookupFields({ step, onChange }: Props<'lookup'>) {
  return (
    <>
      <TextField
        label="Values, one a line"
        multiline={3}
        value={Object.entries(step.table)
          .map(([from, to]) => `${from} = ${to}`)
          .join('\n')}
        onChange={(text) => onChange({ ...step, table: readTable(text) })}
        helpText="As it stands = as it should be, e.g. UK = GB"
        autoComplete="off"
      />
      <Select
        label="All other values"
        options={[
          { label: 'stay', value: 'keep' },
          { label: 'become empty', value: 'empty' },
        ]}
        value={step.otherwise}
        onChange={(otherwise) => onChange({ ...step, otherwise: otherwise as 'keep' })}
      />
    </>
  );
}

function readTable(text: string): Record<string, string> {
  const pairs = text.split('\n').map((line) => {
    const at = line.indexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return Object.fromEntries(pairs.filter(([from]) => from !== '')) as Record<string, string>;
}

const TESTS: readonly { label: string; value: Condition['test'] }[] = [
  { label: 'is', value: 'is' },
  { label: 'is not', value: 'is_not' },
  { label: 'contains', value: 'contains' },
  { label: 'starts with', value: 'starts_with' },
  { label: 'ends with', value: 'ends_with' },
  { label: 'is empty', value: 'empty' },
  { label: 'is filled', value: 'filled' },
];

/** If a column is so, the value becomes that; else it stays. */
function ConditionFields({ step, columns, onChange }: Props<'condition'>) {
  const { when } = step;
  const then = step.apply[0]?.kind === 'lookup' ? Object.values(step.apply[0].table)[0] : undefined;
  const replacement = step.apply.find((one) => one.kind === 'default')?.value ?? then ?? '';
  const change = (part: Partial<Condition>) => onChange({ ...step, when: { ...when, ...part } });
  return (
    <InlineStack gap="200">
      <Select
        label="If"
        options={[{ label: 'the value itself', value: '' }, ...columns]}
        value={when.column ?? ''}
        onChange={(column) => {
          const { column: _own, ...rest } = when;
          onChange({ ...step, when: column === '' ? rest : { ...rest, column } });
        }}
      />
      <Select label="Test" options={[...TESTS]} value={when.test} onChange={(test) => change({ test: test as 'is' })} />
      {when.test !== 'empty' && when.test !== 'filled' && (
        <Short label="Compared with" value={when.value ?? ''} onChange={(value) => change({ value })} />
      )}
      <Short
        label="it becomes"
        value={replacement}
        onChange={(value) => onChange({ ...step, apply: becomes(value) })}
      />
    </InlineStack>
  );
}

/** Whatever it was, it is this now: a look-up that knows no value empties it, the default fills it. */
export function becomes(value: string): Transform[] {
  return [
    { kind: 'lookup', table: {}, otherwise: 'empty' },
    { kind: 'default', value },
  ];
}
