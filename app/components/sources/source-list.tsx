import { Badge, BlockStack, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris';
import { ago, count, plural } from '#app/components/format.ts';
import { FreshnessBadge } from './freshness-badge.tsx';

const KINDS: Readonly<Record<string, string>> = { shopify: 'Live, by webhook', csv: 'File' };

type Line = {
  id: number;
  kind: string;
  name: string;
  lastHeardAt: Date | null;
  records: number;
  orders: number;
  freshness: 'fresh' | 'late' | 'silent' | 'never';
};

/** The sources with what each has brought. */
export function SourceList({ sources, now }: { sources: readonly Line[]; now: Date }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'source', plural: 'sources' }}
        itemCount={sources.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Source' },
          { title: 'Kind' },
          { title: 'Customer records', alignment: 'end' },
          { title: 'Orders', alignment: 'end' },
          { title: 'Last heard' },
          { title: 'State' },
        ]}
      >
        {sources.map((source, index) => (
          <IndexTable.Row id={String(source.id)} key={source.id} position={index}>
            {smDown ? <NarrowCell source={source} now={now} /> : <WideCells source={source} now={now} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellsProps = { source: Line; now: Date };

function SourceName({ id, name }: Line) {
  return (
    <Link url={`/app/sources/${id}`} dataPrimaryLink removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
    </Link>
  );
}

function WideCells({ source, now }: CellsProps) {
  return (
    <>
      <IndexTable.Cell>
        <SourceName {...source} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Badge>{KINDS[source.kind] ?? 'File'}</Badge>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(source.records)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(source.orders)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{source.lastHeardAt ? ago(source.lastHeardAt, now) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <FreshnessBadge freshness={source.freshness} />
      </IndexTable.Cell>
    </>
  );
}

/** On a phone everything stands in one cell that wraps: cells side by side would be cut at the edge. */
function NarrowCell({ source, now }: CellsProps) {
  return (
    <IndexTable.Cell>
      <BlockStack gap="100">
        <SourceName {...source} />
        <InlineStack gap="150" wrap>
          <Badge>{KINDS[source.kind] ?? 'File'}</Badge>
          <FreshnessBadge freshness={source.freshness} />
        </InlineStack>
        <Text as="span" tone="subdued">
          {`${plural(source.records, 'record')}, ${plural(source.orders, 'order')}`}
        </Text>
        <Text as="span" tone="subdued">
          {`Last heard: ${source.lastHeardAt ? ago(source.lastHeardAt, now) : '–'}`}
        </Text>
      </BlockStack>
    </IndexTable.Cell>
  );
}
