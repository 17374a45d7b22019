import { Badge, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
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
            <IndexTable.Cell>
              <Link url={`/app/sources/${source.id}`} dataPrimaryLink removeUnderline monochrome>
                <Text as="span" fontWeight="semibold">
                  {source.name}
                </Text>
              </Link>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Badge>{KINDS[source.kind] ?? 'File'}</Badge>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {smDown ? `${plural(source.records, 'record')}, ` : count(source.records)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {smDown ? plural(source.orders, 'order') : count(source.orders)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>{`${smDown ? 'Last heard: ' : ''}${source.lastHeardAt ? ago(source.lastHeardAt, now) : '–'}`}</IndexTable.Cell>
            <IndexTable.Cell>
              <FreshnessBadge freshness={source.freshness} />
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
