import { InlineStack, Select, TextField } from '@shopify/polaris';
import type { TypedName } from '#app/segments/clause-choices.ts';
import { choicesOfType, formOf } from '#app/segments/condition-forms.ts';
import type { Value } from '#app/segments/types.ts';
import { DateField } from './date-field.tsx';
import { SuggestedText } from './suggested-text.tsx';

type Props = {
  label: string;
  name: string;
  type: TypedName['type'];
  value: Value;
  onChange: (value: Value) => void;
};

/** One value, asked as its type wants it. */
export function ValueField({ label, name, type, value, onChange }: Props) {
  switch (formOf(type)) {
    case 'number':
      return <NumberField label={label} type={type} value={value} onChange={onChange} />;
    case 'date':
      return <DateField label={label} value={value} onChange={onChange} />;
    case 'truth':
      return (
        <Select
          label={label}
          labelHidden
          options={[
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]}
          value={String(value.kind === 'boolean' ? value.is : true)}
          onChange={(next) => onChange({ kind: 'boolean', is: next === 'true' })}
        />
      );
    case 'choice':
      return <ChoiceField label={label} choices={choicesOfType(type)} value={value} onChange={onChange} />;
    case 'point':
      return <PointField label={label} value={value} onChange={onChange} />;
    case 'text':
      return (
        <SuggestedText
          label={label}
          name={name}
          value={value.kind === 'text' ? value.text : value.kind === 'number' ? value.decimal : ''}
          onChange={(text) => onChange({ kind: 'text', text })}
        />
      );
  }
}

function NumberField({ label, type, value, onChange }: Omit<Props, 'name'>) {
  const isShare = type.kind === 'ratio' && type.of === 'share';
  return (
    <div style={{ width: 120 }}>
      <TextField
        label={label}
        labelHidden
        value={value.kind === 'number' ? value.decimal : ''}
        onChange={(text) => onChange({ kind: 'number', decimal: text.replace(',', '.').trim() })}
        inputMode="decimal"
        autoComplete="off"
        placeholder={isShare ? '0 to 1' : 'Number'}
      />
    </div>
  );
}

type ChoiceProps = { label: string; choices: readonly string[]; value: Value; onChange: (value: Value) => void };

function ChoiceField({ label, choices, value, onChange }: ChoiceProps) {
  const chosen = value.kind === 'text' ? value.text : '';
  const options = choices.map((one) => ({ value: one, label: readable(one) }));
  return (
    <Select
      label={label}
      labelHidden
      options={choices.includes(chosen) ? options : [{ value: chosen, label: chosen || 'Choose' }, ...options]}
      value={chosen}
      onChange={(text) => onChange({ kind: 'text', text })}
    />
  );
}

/** `NOT_SUBSCRIBED` as people write it. */
export function readable(choice: string): string {
  return choice.toLowerCase().replaceAll('_', ' ');
}

function PointField({ label, value, onChange }: Pick<Props, 'label' | 'value' | 'onChange'>) {
  const point = value.kind === 'point' ? value : ({ kind: 'point', latitude: '', longitude: '' } as const);
  return (
    <InlineStack gap="200">
      {(['latitude', 'longitude'] as const).map((axis) => (
        <div key={axis} style={{ width: 130 }}>
          <TextField
            label={`${label}: ${axis}`}
            labelHidden
            placeholder={axis === 'latitude' ? 'Latitude 52.52' : 'Longitude 13.40'}
            value={point[axis]}
            onChange={(text) => onChange({ ...point, [axis]: text.replace(',', '.').trim() })}
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
      ))}
    </InlineStack>
  );
}
