import { Button, Checkbox, FormLayout, InlineStack, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { type AttributeChoice, attributeChoices, literal, operatorsFor } from '#app/segments/attribute-choices.ts';

type Props = { rule: string; onChange: (rule: string) => void };

const CHOICES = attributeChoices();

/** Adds a condition to the rule without writing: attribute, comparison, value; joined by AND or OR, turned round by NOT. */
export function ConditionAdder({ rule, onChange }: Props) {
  const [name, setName] = useState('amount_spent');
  const [operator, setOperator] = useState('>=');
  const [value, setValue] = useState('');
  const [joint, setJoint] = useState('AND');
  const [negated, setNegated] = useState(false);
  const choice = CHOICES.find((one) => one.name === name) ?? CHOICES[0]!;
  const operators = operatorsFor(choice);
  const known = operators.some((one) => one.value === operator) ? operator : operators[0]!.value;
  const needsValue = !known.startsWith('IS');
  const add = () => {
    const clause = `${name} ${known}${needsValue ? ` ${literal(choice, value)}` : ''}`;
    onChange(joined(rule, joint, negated ? `NOT (${clause})` : clause));
    setValue('');
  };
  return (
    <FormLayout>
      <FormLayout.Group condensed>
        <Select
          label="Who has"
          options={CHOICES.map((one) => ({ label: one.label, value: one.name }))}
          value={name}
          onChange={setName}
          helpText={choice.description}
        />
        <Select label="Comparison" options={operators} value={known} onChange={setOperator} />
        {needsValue && <ValueField choice={choice} value={value} onChange={setValue} />}
      </FormLayout.Group>
      <InlineStack gap="300" blockAlign="center" align="end">
        <Checkbox label="Turn round (NOT)" checked={negated} onChange={setNegated} />
        {rule.trim() !== '' && (
          <Select
            label="Joined by"
            labelInline
            options={[
              { label: 'and', value: 'AND' },
              { label: 'or', value: 'OR' },
            ]}
            value={joint}
            onChange={setJoint}
          />
        )}
        <Button onClick={add} disabled={needsValue && value.trim() === ''}>
          Add condition
        </Button>
      </InlineStack>
    </FormLayout>
  );
}

/** The rule with one more condition; parentheses only where AND and OR would otherwise meet. */
function joined(rule: string, joint: string, added: string): string {
  if (rule.trim() === '') {
    return added;
  }
  const mixes = joint === 'AND' ? /\bOR\b/.test(rule) : /\bAND\b/.test(rule);
  return mixes ? `(${rule}) ${joint} ${added}` : `${rule} ${joint} ${added}`;
}

function ValueField({
  choice,
  value,
  onChange,
}: {
  choice: AttributeChoice;
  value: string;
  onChange: (value: string) => void;
}) {
  if (choice.values.length > 0) {
    const options = [
      { label: 'Choose', value: '' },
      ...choice.values.map((one) => ({ label: one.toLowerCase().replaceAll('_', ' '), value: one })),
    ];
    return <Select label="Value" options={options} value={value} onChange={onChange} />;
  }
  return (
    <TextField
      label="Value"
      value={value}
      onChange={onChange}
      autoComplete="off"
      {...(choice.kind === 'date'
        ? { placeholder: '-30d or 2026-01-31' }
        : choice.kind === 'number'
          ? { inputMode: 'decimal' as const }
          : {})}
    />
  );
}
