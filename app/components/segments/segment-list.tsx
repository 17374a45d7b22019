import { BlockStack, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, percent } from '#app/components/format.ts';
import { StateBadge } from './state-badge.tsx';

type Line = { id: number; name: string; sentence: string; state: string; membersCount: number; share: number | null };

/** The shop's segments, each read aloud. */
export function SegmentList({ segments }: { segments: readonly Line[] }) {
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      resourceName={{ singular: 'segment', plural: 'segments' }}
      itemCount={segments.length}
      selectable={false}
      condensed={smDown}
      headings={[
        { title: 'Segment' },
        { title: 'People', alignment: 'end' },
        { title: 'Share', alignment: 'end' },
        { title: 'State' },
      ]}
    >
      {segments.map((segment, index) => (
        <IndexTable.Row id={String(segment.id)} key={segment.id} position={index}>
          <IndexTable.Cell>
            <div style={{ whiteSpace: 'normal' }}>
              <BlockStack>
                <Link url={`/app/segments/${segment.id}`} dataPrimaryLink monochrome removeUnderline>
                  {segment.name}
                </Link>
                <Text as="span" tone="subdued" variant="bodySm" breakWord>
                  {segment.sentence}
                </Text>
              </BlockStack>
            </div>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {count(segment.membersCount)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Text as="span" alignment="end" numeric>
              {percent(segment.share)}
            </Text>
          </IndexTable.Cell>
          <IndexTable.Cell>
            <StateBadge state={segment.state} />
          </IndexTable.Cell>
        </IndexTable.Row>
      ))}
    </IndexTable>
  );
}
