import { BlockStack, Select } from '@shopify/polaris';
import { blankParameter, parametersOfFunction } from '#app/segments/clause-choices.ts';
import type { Clause, FunctionClause } from '#app/segments/types.ts';
import { ParameterList } from './parameter-list.tsx';

type Props = { clause: FunctionClause; onChange: (clause: Clause) => void };

/** A function as a form: whether it happened, and what is asked of it. */
export function FunctionFields({ clause, onChange }: Props) {
  return (
    <BlockStack gap="200">
      <div style={{ maxWidth: 160 }}>
        <Select
          label={`Whether ${clause.name} applies`}
          labelHidden
          options={[
            { value: 'yes', label: 'happened' },
            { value: 'no', label: 'did not happen' },
          ]}
          value={clause.negated ? 'no' : 'yes'}
          onChange={(value) => onChange({ ...clause, negated: value === 'no' })}
        />
      </div>
      <ParameterList
        offered={parametersOfFunction(clause.name)}
        chosen={clause.parameters}
        onChange={(parameters) => onChange({ ...clause, parameters })}
        start={({ name, type }) => blankParameter(clause.name, name, type)}
        prefix={clause.name}
        addLabel="Ask more precisely…"
      />
    </BlockStack>
  );
}
