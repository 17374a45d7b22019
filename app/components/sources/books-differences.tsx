import { Badge, Box, Button, Card, IndexTable, InlineStack, Text, useBreakpoints } from '@shopify/polaris';
import { day, type Formatting } from '#app/components/format.ts';
import { type DifferenceView, KIND_WORDS, nameOfDifference, STATE_WORDS, sayDifference } from './books-words.ts';

type Props = { differences: readonly DifferenceView[]; chosen: string | null; sourceId: number; format: Formatting };

/** What differed, each by name, with what became of it. */
export function BooksDifferences({ differences, chosen, sourceId, format }: Props) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {chosen ? `What differed on ${day(chosen)}` : 'What differed'}
          </Text>
          {chosen && <Button url={`/app/sources/books/${sourceId}`}>Show all days</Button>}
        </InlineStack>
      </Box>
      {differences.length === 0 ? (
        <Box padding="400" paddingBlockStart="0">
          <Text as="p" tone="subdued">
            Nothing: every message came once, in time and in order.
          </Text>
        </Box>
      ) : (
        <IndexTable
          resourceName={{ singular: 'difference', plural: 'differences' }}
          itemCount={differences.length}
          selectable={false}
          condensed={smDown}
          headings={[
            { title: 'What' },
            { title: 'Day' },
            { title: 'Kind' },
            { title: 'How it differed' },
            { title: 'Now' },
          ]}
        >
          {differences.map((one, index) => (
            <IndexTable.Row id={String(one.id)} key={one.id} position={index}>
              {smDown ? <PhoneCell one={one} format={format} /> : <Cells one={one} format={format} />}
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  );
}

function Cells({ one, format }: { one: DifferenceView; format: Formatting }) {
  return (
    <>
      <IndexTable.Cell>
        <Text as="span" fontWeight="semibold">
          {nameOfDifference(one)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{day(one.day)}</IndexTable.Cell>
      <IndexTable.Cell>{KIND_WORDS[one.kind]}</IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ whiteSpace: 'normal', minWidth: '16rem' }}>{sayDifference(one, format)}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <StateBadge state={one.state} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ one, format }: { one: DifferenceView; format: Formatting }) {
  return (
    <Box padding="300" width="100%">
      <InlineStack align="space-between" blockAlign="center" wrap={false}>
        <Text as="span" fontWeight="semibold" breakWord>
          {nameOfDifference(one)}
        </Text>
        <StateBadge state={one.state} />
      </InlineStack>
      <div style={{ whiteSpace: 'normal' }}>
        <Text as="p" tone="subdued" variant="bodySm">
          {`${KIND_WORDS[one.kind]}, ${day(one.day)}. ${sayDifference(one, format)}`}
        </Text>
      </div>
    </Box>
  );
}

function StateBadge({ state }: { state: DifferenceView['state'] }) {
  return <Badge tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].label}</Badge>;
}
