import { BlockStack, InlineStack, Select } from '@shopify/polaris';
import {
  blankOfType,
  fieldsOfMeasure,
  fieldsOfRelation,
  measureChoices,
  typeOfClause,
} from '#app/segments/clause-choices.ts';
import type { AggregateClause, Clause, MeasureName } from '#app/segments/types.ts';
import { useBuilder } from './builder-context.ts';
import { ConditionFields } from './condition-fields.tsx';
import { ParameterList } from './parameter-list.tsx';

type Props = { clause: AggregateClause; onChange: (clause: Clause) => void };

/** A number, date or text worked out of many rows: which measure, of what, among which rows, compared with what. */
export function AggregateFields({ clause, onChange }: Props) {
  const { catalogue } = useBuilder();
  const fields = fieldsOfMeasure(clause.measure, clause.relation);
  const type = typeOfClause(clause, catalogue);
  const ask = (next: AggregateClause) => {
    const outcome = typeOfClause(next, catalogue);
    const isSameType = outcome !== null && JSON.stringify(outcome) === JSON.stringify(type);
    onChange(outcome === null || isSameType ? next : { ...next, condition: blankOfType(outcome) });
  };
  const setMeasure = (measure: MeasureName) => {
    const offered = fieldsOfMeasure(measure, clause.relation);
    const needsField = measureChoices(clause.relation).find((one) => one.name === measure)?.needsField;
    const kept = offered.some((one) => one.name === clause.field) ? clause.field : null;
    ask({ ...clause, measure, field: kept ?? (needsField ? (offered[0]?.name ?? null) : null) });
  };
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="start">
        <Select
          label="Measure"
          labelHidden
          options={measureChoices(clause.relation).map(({ name, label }) => ({ value: name, label }))}
          value={clause.measure}
          onChange={(measure) => setMeasure(measure as MeasureName)}
        />
        {fields.length > 0 && (
          <Select
            label="Of which field"
            labelHidden
            options={[
              ...(measureChoices(clause.relation).find((one) => one.name === clause.measure)?.needsField
                ? []
                : [{ value: '', label: 'of the rows' }]),
              ...fields.map(({ name, label }) => ({ value: name, label: `of ${label}` })),
            ]}
            value={clause.field ?? ''}
            onChange={(field) => ask({ ...clause, field: field === '' ? null : field })}
          />
        )}
        {type && (
          <ConditionFields
            label="the outcome"
            name={clause.field ? `${clause.relation}.${clause.field}` : ''}
            type={type}
            condition={clause.condition}
            onChange={(condition) => onChange({ ...clause, condition })}
          />
        )}
      </InlineStack>
      <ParameterList
        offered={fieldsOfRelation(clause.relation)}
        chosen={clause.where}
        onChange={(where) => onChange({ ...clause, where })}
        start={({ type: own }) => blankOfType(own)}
        prefix={clause.relation}
        addLabel="Only where…"
      />
    </BlockStack>
  );
}
