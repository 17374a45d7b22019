import { useSearchParams } from '@remix-run/react';
import {
  Badge,
  BlockStack,
  Card,
  IndexTable,
  InlineStack,
  Layout,
  Link,
  Page,
  Text,
  TextField,
} from '@shopify/polaris';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { StackedBars } from '#app/components/chart/stacked-bars.tsx';
import { count, day as dayInWords, type Formatting, instant, plural } from '#app/components/format.ts';

type Person = { publicId: string; name: string };
type HistoryPage = {
  segment: { id: number; name: string };
  sizes: { day: string; size: number; entered: number; left: number }[];
  movements: (Person & { kind: 'entered' | 'left'; cause: string; at: Date | string })[];
  on: { day: string; count: number; some: Person[] } | null;
};
type Props = { page: HistoryPage; format: Formatting };

/** How a segment has grown and shrunk, who came and went and why, and who was in it on a day that is past. */
export function SegmentHistory({ page, format }: Props) {
  const { segment, sizes, movements } = page;
  return (
    <Page
      backAction={{ content: segment.name, url: `/app/segments/${segment.id}` }}
      title={`History of ${segment.name}`}
      secondaryActions={[{ content: 'Compare segments', url: '/app/segments/overlap' }]}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <SizeChart sizes={sizes} />
            <Movements movements={movements} segmentId={segment.id} format={format} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <PastMembers page={page} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function SizeChart({ sizes }: { sizes: HistoryPage['sizes'] }) {
  const [first, last] = [sizes[0], sizes.at(-1)];
  const summary =
    first && last
      ? `${plural(last.size, 'person', 'people')} now, ${count(first.size)} on ${dayInWords(first.day)}.`
      : 'No day yet.';
  return (
    <ChartCard
      title="People at the end of each day"
      summary={summary}
      chart={
        <StackedBars
          series={[{ name: 'People', colour: '#2c6ecb' }]}
          bars={sizes.map(({ day, size }) => ({ label: dayInWords(day), shortLabel: day.slice(5), values: [size] }))}
          formatValue={count}
          label={summary}
        />
      }
      table={
        <FigureTable
          headings={['Day', 'People', 'Entered', 'Left']}
          rows={sizes.map(({ day, size, entered, left }) => [
            dayInWords(day),
            count(size),
            count(entered),
            count(left),
          ])}
        />
      }
    />
  );
}

type MovementsProps = { movements: HistoryPage['movements']; segmentId: number; format: Formatting };

function Movements({ movements, segmentId, format }: MovementsProps) {
  return (
    <Card padding="0">
      <BlockStack>
        <div style={{ padding: '1rem 1rem 0.75rem' }}>
          <Text as="h2" variant="headingMd">
            Who came and went
          </Text>
        </div>
        <IndexTable
          resourceName={{ singular: 'movement', plural: 'movements' }}
          itemCount={movements.length}
          selectable={false}
          headings={[
            { title: 'Person' },
            { title: 'What' },
            { title: 'Because of' },
            { title: 'When' },
            { title: 'Why' },
          ]}
        >
          {movements.map((one, index) => (
            <IndexTable.Row id={`${index}`} key={`${one.publicId} ${String(one.at)} ${one.kind}`} position={index}>
              <IndexTable.Cell>
                <Link url={`/app/profiles/${one.publicId}`}>{one.name || 'No name'}</Link>
              </IndexTable.Cell>
              <IndexTable.Cell>
                <Badge tone={one.kind === 'entered' ? 'success' : 'info'}>
                  {one.kind === 'entered' ? 'Entered' : 'Left'}
                </Badge>
              </IndexTable.Cell>
              <IndexTable.Cell>{one.cause}</IndexTable.Cell>
              <IndexTable.Cell>{instant(new Date(one.at), format)}</IndexTable.Cell>
              <IndexTable.Cell>
                <Link url={`/app/segments/${segmentId}/why/${one.publicId}`}>Conditions</Link>
              </IndexTable.Cell>
            </IndexTable.Row>
          ))}
        </IndexTable>
      </BlockStack>
    </Card>
  );
}

function PastMembers({ page: { on, segment } }: { page: HistoryPage }) {
  const [params, setParams] = useSearchParams();
  const day = params.get('day') ?? '';
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Members on a past day
        </Text>
        <TextField
          label="Day"
          type="date"
          value={day}
          onChange={(value) =>
            setParams(value === '' ? {} : { day: value }, { replace: true, preventScrollReset: true })
          }
          autoComplete="off"
        />
        {on && (
          <BlockStack gap="100">
            <Text as="p">{`${plural(on.count, 'person', 'people')} at the end of ${dayInWords(on.day)}.`}</Text>
            {on.some.map((person) => (
              <InlineStack key={person.publicId} align="space-between">
                <Link url={`/app/profiles/${person.publicId}`}>{person.name || 'No name'}</Link>
                <Link url={`/app/segments/${segment.id}/why/${person.publicId}`}>Why now</Link>
              </InlineStack>
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
