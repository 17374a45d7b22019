import { Badge, BlockStack, InlineStack, Select, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import type { Subject } from '#app/sources/fields/field.ts';
import { fieldsFor, findField } from '#app/sources/fields.ts';
import type { ColumnMapping } from '#app/sources/mapping.ts';
import { ColumnValues, ColumnValuesButton } from './column-values.tsx';

type Props = {
  subject: Subject;
  columns: readonly ColumnMapping[];
  names: readonly string[];
  /** Rows of the merchant's own file. */
  sample: readonly (readonly string[])[];
  onEdit: (column: string, change: Partial<ColumnMapping>) => void;
};

const EXAMPLES = 3;
const LEFT_OUT = '';

/** Each column of the file with its own values, and where it goes. */
export function MappingTable({ subject, columns, names, sample, onEdit }: Props) {
  const options = [
    { label: 'Leave out', value: LEFT_OUT },
    ...fieldsFor(subject).map((field) => ({ label: field.label, value: field.key })),
  ];
  return (
    <div style={{ overflowX: 'auto' }}>
      <table style={{ width: '100%', borderCollapse: 'collapse', minWidth: '40rem' }}>
        <caption style={{ textAlign: 'left', padding: '0 0 8px' }}>
          <Text as="span" tone="subdued">
            Every column of your file, with values from it, and the field it goes to.
          </Text>
        </caption>
        <thead>
          <tr>
            {['Column in your file', 'Values in it', 'Goes to', 'Why'].map((heading) => (
              <th
                key={heading}
                scope="col"
                style={{ textAlign: 'left', padding: '8px', borderBottom: '1px solid #ebebeb' }}
              >
                <Text as="span" variant="bodySm" tone="subdued">
                  {heading}
                </Text>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.column}
              column={column}
              options={options}
              names={names}
              sample={sample}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = Omit<Props, 'subject' | 'columns'> & {
  column: ColumnMapping;
  options: { label: string; value: string }[];
};

/** A column of the file; what is done to its values opens below it, over the whole width. */
function ColumnRow({ column, options, names, sample, onEdit }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const panelId = useId();
  const isMapped = column.field !== null;
  return (
    <>
      <tr style={{ borderTop: '1px solid #f1f1f1', verticalAlign: 'top' }}>
        <th scope="row" style={{ textAlign: 'left', padding: '8px' }}>
          <Text as="span" fontWeight="semibold">
            {column.column}
          </Text>
        </th>
        <td style={{ padding: '8px', maxWidth: '16rem', overflowWrap: 'anywhere' }}>
          <Examples values={examples(sample, names.indexOf(column.column))} />
        </td>
        <td style={{ padding: '8px', minWidth: '13rem' }}>
          <BlockStack gap="100">
            <Select
              label={`Field for ${column.column}`}
              labelHidden
              options={options}
              value={column.field ?? LEFT_OUT}
              onChange={(value) => onEdit(column.column, chosen(value))}
            />
            {isMapped && (
              <ColumnValuesButton column={column} isOpen={isOpen} panelId={panelId} onToggle={() => setOpen(!isOpen)} />
            )}
          </BlockStack>
        </td>
        <td style={{ padding: '8px', maxWidth: '18rem' }}>
          <Why column={column} />
        </td>
      </tr>
      {isMapped && isOpen && (
        <tr>
          <td id={panelId} colSpan={4} style={{ padding: '0 8px 16px' }}>
            <ColumnValues
              column={column}
              names={names}
              sample={sample}
              onChange={(change) => onEdit(column.column, change)}
            />
          </td>
        </tr>
      )}
    </>
  );
}

function chosen(value: string): Partial<ColumnMapping> {
  return { field: value === LEFT_OUT ? null : value, confidence: 1, reason: 'You chose it.' };
}

function Examples({ values }: { values: readonly string[] }) {
  return (
    <BlockStack>
      {values.map((value) => (
        <Text as="span" key={value} tone="subdued" variant="bodySm">
          {value.length > 60 ? `${value.slice(0, 60)}…` : value}
        </Text>
      ))}
      {values.length === 0 && (
        <Text as="span" tone="subdued" variant="bodySm">
          empty
        </Text>
      )}
    </BlockStack>
  );
}

function Why({ column }: { column: ColumnMapping }) {
  const sure = column.confidence >= 0.85 ? 'success' : column.confidence >= 0.6 ? 'attention' : undefined;
  return (
    <BlockStack gap="100">
      {column.field && (
        <InlineStack gap="100">
          <Badge {...(sure ? { tone: sure } : {})}>{`${Math.round(column.confidence * 100)}% sure`}</Badge>
          <Text as="span" tone="subdued" variant="bodySm">
            {findField(column.field)?.description}
          </Text>
        </InlineStack>
      )}
      <Text as="span" tone="subdued" variant="bodySm">
        {column.reason}
      </Text>
    </BlockStack>
  );
}

function examples(sample: readonly (readonly string[])[], index: number): string[] {
  const values = sample.map((row) => row[index] ?? '').filter((value) => value.trim() !== '');
  return [...new Set(values)].slice(0, EXAMPLES);
}
