import { Card, IndexTable, Text, useBreakpoints } from '@shopify/polaris';

type Conflict = {
  subject: string;
  key: string;
  field: string;
  before: string | null;
  imported: string | null;
  kept: string | null;
  keptFrom: string;
};

/** What an import had changed and others have changed since: the undoing leaves it to them. */
export function ConflictList({ conflicts }: { conflicts: readonly Conflict[] }) {
  const { smDown } = useBreakpoints();
  if (conflicts.length === 0) {
    return null;
  }
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'field', plural: 'fields' }}
        itemCount={conflicts.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Kept as others changed it' },
          { title: 'Field' },
          { title: 'Before the import' },
          { title: 'The import said' },
          { title: 'Kept' },
          { title: 'Said by' },
        ]}
      >
        {conflicts.map((one, index) => (
          <IndexTable.Row
            id={`${one.subject}-${one.key}-${one.field}`}
            key={`${one.subject}-${one.key}-${one.field}`}
            position={index}
          >
            <IndexTable.Cell>
              <Text as="span" fontWeight="semibold">
                {`${nameOf(one.subject)} ${one.subject === 'consent' ? '' : one.key}`}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>{one.field.replaceAll('_', ' ')}</IndexTable.Cell>
            <IndexTable.Cell>{shown(one.before)}</IndexTable.Cell>
            <IndexTable.Cell>{shown(one.imported)}</IndexTable.Cell>
            <IndexTable.Cell>{shown(one.kept)}</IndexTable.Cell>
            <IndexTable.Cell>{speakerOf(one.keptFrom)}</IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

const MOST_CHARS = 60;

function shown(value: string | null): string {
  if (value === null) {
    return 'empty';
  }
  return value.length > MOST_CHARS ? `${value.slice(0, MOST_CHARS)}…` : value;
}

function nameOf(subject: string): string {
  return `${subject.slice(0, 1).toUpperCase()}${subject.slice(1)}`;
}

function speakerOf(origin: string): string {
  return origin.startsWith('upload:') ? `Upload ${origin.slice('upload:'.length)}` : 'Shopify';
}
