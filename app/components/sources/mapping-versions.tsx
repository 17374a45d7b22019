import { BlockStack, Box, Card, IndexTable, Text, useBreakpoints } from '@shopify/polaris';
import { count, type Formatting, instant } from '#app/components/format.ts';
import type { Subject } from '#app/sources/fields/field.ts';
import { SUBJECTS } from '#app/sources/fields.ts';

type Version = { subject: Subject; version: number; createdAt: Date; mapped: number; columns: number };

/** The mappings that a source's files were read with; the newest is proposed for the next file. */
export function MappingVersions({ versions, format }: { versions: readonly Version[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Mappings
          </Text>
          <Text as="p" tone="subdued">
            {versions.length === 0
              ? 'None yet: a mapping is kept when a file of this source is imported.'
              : 'The newest is taken over by the next file like it; what is different in that file is shown first.'}
          </Text>
        </BlockStack>
      </Box>
      {versions.length > 0 && (
        <IndexTable
          resourceName={{ singular: 'mapping', plural: 'mappings' }}
          itemCount={versions.length}
          selectable={false}
          condensed={smDown}
          headings={[
            { title: 'About' },
            { title: 'Version', alignment: 'end' },
            { title: 'Columns that go to a field', alignment: 'end' },
            { title: 'Since' },
          ]}
        >
          {versions.map((one, index) => (
            <IndexTable.Row id={`${one.subject}${one.version}`} key={`${one.subject}${one.version}`} position={index}>
              {smDown ? (
                <Box padding="300" width="100%">
                  <Text as="p" fontWeight="semibold">{`${SUBJECTS[one.subject].label}, version ${one.version}`}</Text>
                  <Text as="p" tone="subdued" variant="bodySm">
                    {`${count(one.mapped)} of ${count(one.columns)} columns, ${instant(one.createdAt, format)}`}
                  </Text>
                </Box>
              ) : (
                <>
                  <IndexTable.Cell>{SUBJECTS[one.subject].label}</IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="span" alignment="end" numeric>
                      {one.version}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <Text as="span" alignment="end" numeric>
                      {`${count(one.mapped)} of ${count(one.columns)}`}
                    </Text>
                  </IndexTable.Cell>
                  <IndexTable.Cell>{instant(one.createdAt, format)}</IndexTable.Cell>
                </>
              )}
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  );
}
