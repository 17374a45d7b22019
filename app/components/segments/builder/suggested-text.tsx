import { Autocomplete } from '@shopify/polaris';
import { useMemo } from 'react';
import { count } from '#app/components/format.ts';
import type { Suggestion } from '#app/segments/catalogue.ts';
import { useBuilder } from './builder-context.ts';

type Props = {
  label: string;
  /** Under this name the shop's own values are asked for; empty for none. */
  name: string;
  value: string;
  onChange: (value: string) => void;
  /** Called when a value was chosen or confirmed, for lists. */
  onChoose?: (value: string) => void;
};

const SHOWN = 50;

/** Text, with the values the shop's data has and how many people or rows have each. */
export function SuggestedText({ label, name, value, onChange, onChoose }: Props) {
  const { suggestionsFor } = useBuilder();
  const suggestions = name === '' ? [] : suggestionsFor(name);
  const options = useMemo(() => optionsFor(suggestions, value), [suggestions, value]);
  const shown = suggestions.find((one) => one.value === value && one.label !== one.value);
  return (
    <div style={{ width: 220 }}>
      <Autocomplete
        options={options}
        selected={[value]}
        onSelect={([chosen = '']) => {
          onChange(chosen);
          onChoose?.(chosen);
        }}
        textField={
          <Autocomplete.TextField
            label={label}
            labelHidden
            value={value}
            onChange={onChange}
            autoComplete="off"
            placeholder={suggestions.length > 0 ? 'Choose or type' : 'Type'}
            {...(shown ? { helpText: shown.label } : {})}
          />
        }
      />
    </div>
  );
}

function optionsFor(suggestions: readonly Suggestion[], typed: string): { value: string; label: string }[] {
  const wanted = typed.toLowerCase();
  const isWhole = suggestions.some((one) => one.value === typed);
  return suggestions
    .filter((one) => isWhole || one.value.toLowerCase().includes(wanted) || one.label.toLowerCase().includes(wanted))
    .slice(0, SHOWN)
    .map(({ value, label, count: many }) => ({ value, label: many === null ? label : `${label} (${count(many)})` }));
}
