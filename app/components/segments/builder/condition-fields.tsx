import { InlineStack, Select, Text } from '@shopify/polaris';
import type { TypedName } from '#app/segments/clause-choices.ts';
import { operatorChoices, operatorIn, valuesIn, withOperator, withValues } from '#app/segments/condition-forms.ts';
import type { Condition } from '#app/segments/types.ts';
import { ListField } from './list-field.tsx';
import { ValueField } from './value-field.tsx';

type Props = {
  label: string;
  /** Under this name the shop's own values are offered; empty for none. */
  name: string;
  type: TypedName['type'];
  operators?: Parameters<typeof operatorChoices>[1];
  condition: Condition;
  onChange: (condition: Condition) => void;
};

/** Comparison and values of one condition. */
export function ConditionFields({ label, name, type, operators, condition, onChange }: Props) {
  const operator = operatorIn(condition);
  const values = valuesIn(condition);
  const choices = operatorChoices(type, operators);
  const options = choices.some((one) => one.value === operator)
    ? choices
    : [...choices, { value: operator, label: operator }];
  const setValue = (index: number) => (value: (typeof values)[number]) =>
    onChange(withValues(condition, values.with(index, value), type));
  return (
    <InlineStack gap="200" blockAlign="start">
      <Select
        label={`Comparison for ${label}`}
        labelHidden
        options={options}
        value={operator}
        onChange={(next) => onChange(withOperator(condition, next as typeof operator, type))}
      />
      {condition.kind === 'one_of' ? (
        <ListField
          label={label}
          name={name}
          type={type}
          values={values}
          onChange={(next) => onChange(withValues(condition, next, type))}
        />
      ) : (
        values.map((value, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the ends of a range have no other name than their place
          <InlineStack key={index} gap="200" blockAlign="center">
            {index > 0 && <Text as="span">and</Text>}
            <ValueField
              label={index > 0 ? `End for ${label}` : `Value for ${label}`}
              name={name}
              type={type}
              value={value}
              onChange={setValue(index)}
            />
          </InlineStack>
        ))
      )}
    </InlineStack>
  );
}
