import { BlockStack, Button, InlineStack, Tag } from '@shopify/polaris';
import { useState } from 'react';
import type { TypedName } from '#app/segments/clause-choices.ts';
import { choicesOfType, formOf } from '#app/segments/condition-forms.ts';
import type { Value } from '#app/segments/types.ts';
import { SuggestedText } from './suggested-text.tsx';
import { readable, ValueField } from './value-field.tsx';

type Props = {
  label: string;
  name: string;
  type: TypedName['type'];
  values: readonly Value[];
  onChange: (values: readonly Value[]) => void;
};

/** Several values: those chosen as tags, and a field for the next. */
export function ListField({ label, name, type, values, onChange }: Props) {
  const [typed, setTyped] = useState<Value>(blankOf(type));
  const chosen = values.filter((value) => textOf(value) !== '');
  const add = (value: Value) => {
    if (textOf(value) !== '' && !chosen.some((one) => textOf(one) === textOf(value))) {
      onChange([...chosen, value]);
    }
    setTyped(blankOf(type));
  };
  const remove = (value: Value) => {
    const left = chosen.filter((one) => one !== value);
    onChange(left.length > 0 ? left : [blankOf(type)]);
  };
  const isFreeText = formOf(type) === 'text';
  return (
    <BlockStack gap="100">
      {chosen.length > 0 && (
        <InlineStack gap="100">
          {chosen.map((value) => (
            <Tag key={textOf(value)} onRemove={() => remove(value)}>
              {choicesOfType(type).length > 0 ? readable(textOf(value)) : textOf(value)}
            </Tag>
          ))}
        </InlineStack>
      )}
      <InlineStack gap="200" blockAlign="start">
        {isFreeText ? (
          <SuggestedText
            label={`Add a value for ${label}`}
            name={name}
            value={textOf(typed)}
            onChange={(text) => setTyped({ kind: 'text', text })}
            onChoose={(text) => add({ kind: 'text', text })}
          />
        ) : (
          <ValueField label={`Add a value for ${label}`} name={name} type={type} value={typed} onChange={setTyped} />
        )}
        <Button onClick={() => add(typed)} disabled={textOf(typed) === ''}>
          Add value
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function blankOf(type: TypedName['type']): Value {
  return formOf(type) === 'number' ? { kind: 'number', decimal: '' } : { kind: 'text', text: '' };
}

function textOf(value: Value): string {
  return value.kind === 'text' ? value.text : value.kind === 'number' ? value.decimal : '';
}
