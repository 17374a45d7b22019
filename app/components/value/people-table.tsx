import { Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, day, type Formatting, money } from '#app/components/format.ts';
import { groupName } from './score-words.ts';

type Line = {
  publicId: string;
  name: string;
  group: string;
  scores: string;
  ordersCount: number;
  netMinor: number;
  predictedMinor: number | null;
  predictedLowMinor: number | null;
  predictedHighMinor: number | null;
  nextOrderDay: string | null;
};

type Props = {
  lines: readonly Line[];
  format: Formatting;
  pagination: { hasPrevious: boolean; hasNext: boolean; onPrevious: () => void; onNext: () => void };
};

/** People with what they brought and what is expected of them. */
export function PeopleTable({ lines, format, pagination }: Props) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'person', plural: 'people' }}
        itemCount={lines.length}
        selectable={false}
        condensed={smDown}
        pagination={pagination}
        headings={[
          { title: 'Name' },
          { title: 'Group' },
          { title: 'Recency · frequency · amount' },
          { title: 'Orders', alignment: 'end' },
          { title: 'Value so far', alignment: 'end' },
          { title: 'Expected in 12 months', alignment: 'end' },
          { title: 'Next order about' },
        ]}
      >
        {lines.map((line, index) => (
          <IndexTable.Row key={line.publicId} id={line.publicId} position={index}>
            {smDown ? <PhoneCells line={line} format={format} /> : <Cells line={line} format={format} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellProps = { line: Line; format: Formatting };

function Name({ line }: { line: Line }) {
  return (
    <Link url={`/app/profiles/${line.publicId}`} removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {line.name || 'No name'}
      </Text>
    </Link>
  );
}

function Cells({ line, format }: CellProps) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{groupName(line.group)}</IndexTable.Cell>
      <IndexTable.Cell>{line.scores}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(line.ordersCount)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(line.netMinor, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {expected(line, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{line.nextOrderDay ? day(line.nextOrderDay) : '–'}</IndexTable.Cell>
    </>
  );
}

function PhoneCells({ line, format }: CellProps) {
  return (
    <div style={{ padding: '12px 16px', width: '100%' }}>
      <Name line={line} />
      <Text as="p" tone="subdued" variant="bodySm">
        {`${groupName(line.group)} · ${count(line.ordersCount)} orders · ${money(line.netMinor, format)} so far`}
      </Text>
      <Text as="p" variant="bodySm">{`Expected ${expected(line, format)}`}</Text>
    </div>
  );
}

function expected(line: Line, format: Formatting): string {
  if (line.predictedMinor === null) return '–';
  return `${money(line.predictedMinor, format)} (${money(line.predictedLowMinor ?? 0, format)} – ${money(line.predictedHighMinor ?? 0, format)})`;
}
