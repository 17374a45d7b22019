import { Badge, BlockStack, Box, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, day, type Formatting, money } from '#app/components/format.ts';

type Day = {
  day: string;
  subject: 'order' | 'refund' | 'customer';
  hereCount: number;
  hereMinor: number;
  thereCount: number;
  thereMinor: number;
  found: number;
  open: number;
};

type Row = { day: string; subjects: Partial<Record<Day['subject'], Day>>; found: number; differs: boolean };

type Props = { days: readonly Day[]; sourceId: number; sourceName: string; chosen: string | null; format: Formatting };

/** A line a day: number and sum here and in the source. A day opens to what differed. */
export function BooksDays({ days, sourceId, sourceName, chosen, format }: Props) {
  const { smDown } = useBreakpoints();
  const rows = byDay(days);
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Days
          </Text>
          <Text as="p" tone="subdued">
            {`Here / ${sourceName}. Refunds and customers count on the day they were made.`}
          </Text>
        </BlockStack>
      </Box>
      <IndexTable
        resourceName={{ singular: 'day', plural: 'days' }}
        itemCount={rows.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Day' },
          { title: 'Orders', alignment: 'end' },
          { title: 'Sum', alignment: 'end' },
          { title: 'Refunds', alignment: 'end' },
          { title: 'Sum', id: 'refund-sum', alignment: 'end' },
          { title: 'New customers', alignment: 'end' },
          { title: 'State' },
        ]}
      >
        {rows.map((row, index) => (
          <IndexTable.Row
            id={row.day}
            key={row.day}
            position={index}
            {...(row.day === chosen ? { tone: 'subdued' as const } : {})}
          >
            {smDown ? (
              <PhoneCell row={row} sourceId={sourceId} format={format} />
            ) : (
              <Cells row={row} sourceId={sourceId} format={format} />
            )}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellProps = { row: Row; sourceId: number; format: Formatting };

function Cells({ row, sourceId, format }: CellProps) {
  const { order, refund, customer } = row.subjects;
  return (
    <>
      <IndexTable.Cell>
        <DayLink row={row} sourceId={sourceId} />
      </IndexTable.Cell>
      <Pair here={count(order?.hereCount ?? 0)} there={count(order?.thereCount ?? 0)} />
      <Pair here={money(order?.hereMinor ?? 0, format)} there={money(order?.thereMinor ?? 0, format)} />
      <Pair here={count(refund?.hereCount ?? 0)} there={count(refund?.thereCount ?? 0)} />
      <Pair here={money(refund?.hereMinor ?? 0, format)} there={money(refund?.thereMinor ?? 0, format)} />
      <Pair here={count(customer?.hereCount ?? 0)} there={count(customer?.thereCount ?? 0)} />
      <IndexTable.Cell>
        <DayBadge row={row} />
      </IndexTable.Cell>
    </>
  );
}

/** One figure where both agree, both where they do not. */
function Pair({ here, there }: { here: string; there: string }) {
  return (
    <IndexTable.Cell>
      <Text as="span" alignment="end" numeric {...(here === there ? {} : { tone: 'critical' as const })}>
        {here === there ? here : `${here} / ${there}`}
      </Text>
    </IndexTable.Cell>
  );
}

function PhoneCell({ row, sourceId, format }: CellProps) {
  const { order } = row.subjects;
  return (
    <Box padding="300" width="100%">
      <InlineStack align="space-between" blockAlign="center">
        <BlockStack>
          <DayLink row={row} sourceId={sourceId} />
          <Text as="span" tone="subdued" variant="bodySm">
            {`${count(order?.hereCount ?? 0)} of ${count(order?.thereCount ?? 0)} orders, ${money(order?.hereMinor ?? 0, format)}`}
          </Text>
        </BlockStack>
        <DayBadge row={row} />
      </InlineStack>
    </Box>
  );
}

function DayLink({ row, sourceId }: { row: Row; sourceId: number }) {
  return (
    <Link url={`/app/sources/books/${sourceId}?day=${row.day}`} dataPrimaryLink removeUnderline monochrome>
      {day(row.day)}
    </Link>
  );
}

function DayBadge({ row }: { row: Row }) {
  if (row.differs) {
    return <Badge tone="critical">Differs</Badge>;
  }
  return row.found > 0 ? (
    <Badge tone="success">{`Balanced, ${row.found} named`}</Badge>
  ) : (
    <Badge tone="success">Balanced</Badge>
  );
}

function byDay(days: readonly Day[]): Row[] {
  const rows = new Map<string, Row>();
  for (const one of days) {
    const row = rows.get(one.day) ?? { day: one.day, subjects: {}, found: 0, differs: false };
    row.subjects[one.subject] = one;
    row.found += one.found;
    row.differs ||= one.open > 0 || one.hereCount !== one.thereCount || one.hereMinor !== one.thereMinor;
    rows.set(one.day, row);
  }
  return [...rows.values()];
}
