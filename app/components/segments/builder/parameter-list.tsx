import { BlockStack, Button, InlineStack, Select, Text } from '@shopify/polaris';
import { XIcon } from '@shopify/polaris-icons';
import type { TypedName } from '#app/segments/clause-choices.ts';
import type { Condition, Parameter } from '#app/segments/types.ts';
import { ConditionFields } from './condition-fields.tsx';

type Props = {
  /** What may be asked. */
  offered: readonly TypedName[];
  chosen: readonly Parameter[];
  onChange: (parameters: readonly Parameter[]) => void;
  /** A fresh condition on one of those offered. */
  start: (name: TypedName) => Condition;
  /** Suggestions are asked for under `<prefix>.<parameter>`. */
  prefix: string;
  addLabel: string;
};

/** Conditions on the parts of something that happened, one below the other. */
export function ParameterList({ offered, chosen, onChange, start, prefix, addLabel }: Props) {
  const left = offered.filter((one) => !chosen.some((parameter) => parameter.name === one.name));
  return (
    <BlockStack gap="200">
      {chosen.map((parameter, index) => {
        const known = offered.find((one) => one.name === parameter.name);
        const label = known?.label ?? parameter.name;
        return (
          <InlineStack key={parameter.name} gap="200" blockAlign="start">
            <div style={{ minWidth: 110, paddingTop: 6 }}>
              <Text as="span">{label}</Text>
            </div>
            {known && (
              <ConditionFields
                label={label}
                name={`${prefix}.${parameter.name}`}
                type={known.type}
                condition={parameter.condition}
                onChange={(condition) => onChange(chosen.with(index, { ...parameter, condition }))}
              />
            )}
            <Button
              variant="tertiary"
              icon={XIcon}
              accessibilityLabel={`Remove ${label}`}
              onClick={() => onChange(chosen.toSpliced(index, 1))}
            />
          </InlineStack>
        );
      })}
      {left.length > 0 && (
        <div style={{ maxWidth: 260 }}>
          <Select
            label={addLabel}
            labelHidden
            options={[{ value: '', label: addLabel }, ...left.map(({ name, label }) => ({ value: name, label }))]}
            value=""
            onChange={(name) => {
              const next = left.find((one) => one.name === name);
              if (next) {
                onChange([...chosen, { name, condition: start(next) }]);
              }
            }}
          />
        </div>
      )}
    </BlockStack>
  );
}
