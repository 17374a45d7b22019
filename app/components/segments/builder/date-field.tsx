import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { Value } from '#app/segments/types.ts';

type Props = { label: string; value: Value; onChange: (value: Value) => void };

const UNITS = [
  { value: 'd', label: 'days' },
  { value: 'w', label: 'weeks' },
  { value: 'm', label: 'months' },
  { value: 'y', label: 'years' },
] as const;

const FORMS = [
  { value: 'ago', label: 'ago' },
  { value: 'ahead', label: 'from today' },
  { value: 'today', label: 'today' },
  { value: 'yesterday', label: 'yesterday' },
  { value: 'day', label: 'a certain day' },
  { value: 'moment', label: 'a certain time' },
];

/** A day counted from today, or one of the calendar. */
export function DateField({ label, value, onChange }: Props) {
  const form = formOf(value);
  return (
    <InlineStack gap="100" blockAlign="start">
      {value.kind === 'offset' && <OffsetFields label={label} value={value} onChange={onChange} />}
      {value.kind === 'day' && (
        <TextField
          label={label}
          labelHidden
          type="date"
          value={value.day}
          onChange={(day) => onChange({ kind: 'day', day })}
          autoComplete="off"
        />
      )}
      {value.kind === 'moment' && (
        <TextField
          label={label}
          labelHidden
          type="datetime-local"
          value={value.local.slice(0, 16)}
          onChange={(local) => onChange({ kind: 'moment', local: local === '' ? '' : `${local}:00`.slice(0, 19) })}
          autoComplete="off"
        />
      )}
      <Select
        label={`Kind of date, ${label}`}
        labelHidden
        options={FORMS}
        value={form}
        onChange={(next) => onChange(startOf(next, value))}
      />
    </InlineStack>
  );
}

function OffsetFields({ label, value, onChange }: Props & { value: Extract<Value, { kind: 'offset' }> }) {
  return (
    <>
      <div style={{ width: 104 }}>
        <TextField
          label={label}
          labelHidden
          type="number"
          min={0}
          max={99_999}
          value={String(value.amount)}
          onChange={(text) =>
            onChange({ ...value, amount: Math.min(99_999, Math.max(0, Math.trunc(Number(text)) || 0)) })
          }
          autoComplete="off"
        />
      </div>
      <Select
        label={`Unit, ${label}`}
        labelHidden
        options={[...UNITS]}
        value={value.unit}
        onChange={(unit) => onChange({ ...value, unit: unit as typeof value.unit })}
      />
    </>
  );
}

function formOf(value: Value): string {
  switch (value.kind) {
    case 'offset':
      return value.sign === '-' ? 'ago' : 'ahead';
    case 'named_day':
      return value.name;
    case 'moment':
      return 'moment';
    default:
      return 'day';
  }
}

function startOf(form: string, before: Value): Value {
  const { amount, unit } = before.kind === 'offset' ? before : { amount: 30, unit: 'd' as const };
  switch (form) {
    case 'ago':
      return { kind: 'offset', sign: '-', amount, unit };
    case 'ahead':
      return { kind: 'offset', sign: '+', amount, unit };
    case 'today':
    case 'yesterday':
      return { kind: 'named_day', name: form };
    case 'moment':
      return { kind: 'moment', local: '' };
    default:
      return { kind: 'day', day: before.kind === 'day' ? before.day : '' };
  }
}
