import { IndexTable, Text } from '@shopify/polaris';
import { count, day, type Formatting, money } from '#app/components/format.ts';
import { FigureCell, type Pagination, PeopleFrame, PersonName } from './people-frame.tsx';
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

type Props = { lines: readonly Line[]; format: Formatting; pagination: Pagination };

/** People with what they brought and what is expected of them. */
export function PeopleTable({ lines, format, pagination }: Props) {
  return (
    <PeopleFrame
      lines={lines}
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
      cells={(line) => (
        <>
          <IndexTable.Cell>
            <PersonName {...line} />
          </IndexTable.Cell>
          <IndexTable.Cell>{groupName(line.group)}</IndexTable.Cell>
          <IndexTable.Cell>{line.scores}</IndexTable.Cell>
          <FigureCell>{count(line.ordersCount)}</FigureCell>
          <FigureCell>{money(line.netMinor, format)}</FigureCell>
          <FigureCell>{expected(line, format)}</FigureCell>
          <IndexTable.Cell>{line.nextOrderDay ? day(line.nextOrderDay) : '–'}</IndexTable.Cell>
        </>
      )}
      phone={(line) => (
        <>
          <PersonName {...line} />
          <Text as="p" tone="subdued" variant="bodySm">
            {`${groupName(line.group)} · ${count(line.ordersCount)} orders · ${money(line.netMinor, format)} so far`}
          </Text>
          <Text as="p" variant="bodySm">{`Expected ${expected(line, format)}`}</Text>
        </>
      )}
    />
  );
}

function expected(line: Line, format: Formatting): string {
  if (line.predictedMinor === null) return '–';
  return `${money(line.predictedMinor, format)} (${money(line.predictedLowMinor ?? 0, format)} – ${money(line.predictedHighMinor ?? 0, format)})`;
}
