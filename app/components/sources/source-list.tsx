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

type Quarantine = { sourceId: number; held: readonly unknown[] };

/** The sources with what each has brought. */
export function SourceList({
  sources,
  quarantines,
  now,
}: {
  sources: readonly Line[];
  quarantines: readonly Quarantine[];
  now: Date;
}) {
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
        {sources.map((source, index) => {
          const quarantine = quarantines.find((one) => one.sourceId === source.id) ?? null;
          return (
            <IndexTable.Row id={String(source.id)} key={source.id} position={index}>
              {smDown ? (
                <NarrowCell source={source} quarantine={quarantine} now={now} />
              ) : (
                <WideCells source={source} quarantine={quarantine} now={now} />
              )}
            </IndexTable.Row>
          );
        })}
      </IndexTable>
    </Card>
  );
}

type CellsProps = { source: Line; quarantine: Quarantine | null; now: Date };

/** Whether it is heard, or held. */
function StateBadge({ source, quarantine }: Omit<CellsProps, 'now'>) {
  return quarantine ? (
    <Badge tone="warning">{`In quarantine, ${plural(quarantine.held.length, 'file')} held`}</Badge>
  ) : (
    <FreshnessBadge freshness={source.freshness} />
  );
}

function SourceName({ id, name }: Line) {
  return (
    <Link url={`/app/sources/${id}`} dataPrimaryLink removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {name}
      </Text>
    </Link>
  );
}

function WideCells({ source, quarantine, now }: CellsProps) {
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
        <StateBadge source={source} quarantine={quarantine} />
      </IndexTable.Cell>
    </>
  );
}

/** On a phone everything stands in one cell that wraps: cells side by side would be cut at the edge. */
function NarrowCell({ source, quarantine, now }: CellsProps) {
  return (
    <IndexTable.Cell>
      <BlockStack gap="100">
        <SourceName {...source} />
        <InlineStack gap="150" wrap>
          <Badge>{KINDS[source.kind] ?? 'File'}</Badge>
          <StateBadge source={source} quarantine={quarantine} />
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
