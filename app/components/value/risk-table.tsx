import { Badge, IndexTable, Text, useIndexResourceState } from '@shopify/polaris';
import { CARE_KINDS, type CareKind } from '#app/analytics/care-words.ts';
import { day, type Formatting, money, percent, plural } from '#app/components/format.ts';
import { FigureCell, type Pagination, PeopleFrame, PersonName } from './people-frame.tsx';
import { LEVELS } from './score-words.ts';

export type RiskRow = {
  profileId: number;
  publicId: string;
  name: string;
  level: 'late' | 'overdue';
  risk: number | null;
  stakeMinor: number;
  netMinor: number;
  ordersCount: number;
  lastOrderDay: string;
  expectedGapDays: number | null;
  usuallyByDay: string | null;
  openAction: string | null;
  pace: string | null;
};

type Props = {
  lines: readonly RiskRow[];
  format: Formatting;
  onPlan: (profileIds: number[]) => void;
  pagination: Pagination;
};

/** Late and overdue people by the money in danger; select some to plan an action. */
export function RiskTable({ lines, format, onPlan, pagination }: Props) {
  const resources = lines.map((line) => ({ id: String(line.profileId) }));
  const { selectedResources, allResourcesSelected, handleSelectionChange } = useIndexResourceState(resources);
  return (
    <PeopleFrame
      lines={lines}
      pagination={pagination}
      selection={{
        idOf: (line) => String(line.profileId),
        selected: selectedResources,
        selectedItemsCount: allResourcesSelected ? 'All' : selectedResources.length,
        onSelectionChange: handleSelectionChange,
        promotedBulkActions: [{ content: 'Plan an action', onAction: () => onPlan(selectedResources.map(Number)) }],
      }}
      headings={[
        { title: 'Name' },
        { title: 'Pace' },
        { title: 'A year in danger', alignment: 'end' },
        { title: 'No order in 90 days', alignment: 'end' },
        { title: 'Value so far', alignment: 'end' },
        { title: 'Planned' },
      ]}
      cells={(line) => (
        <>
          <IndexTable.Cell>
            <PersonName {...line} />
          </IndexTable.Cell>
          <IndexTable.Cell>
            <Level line={line} /> <span style={{ whiteSpace: 'normal' }}>{paceOf(line)}</span>
          </IndexTable.Cell>
          <FigureCell>{money(line.stakeMinor, format)}</FigureCell>
          <FigureCell>{percent(line.risk)}</FigureCell>
          <FigureCell>{money(line.netMinor, format)}</FigureCell>
          <IndexTable.Cell>{line.openAction ? CARE_KINDS[line.openAction as CareKind] : ''}</IndexTable.Cell>
        </>
      )}
      phone={(line) => (
        <>
          <PersonName {...line} /> <Level line={line} />
          <Text as="p" variant="bodySm">{`${money(line.stakeMinor, format)} a year in danger`}</Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {paceOf(line)}
          </Text>
        </>
      )}
    />
  );
}

function Level({ line }: { line: RiskRow }) {
  const { name, tone } = LEVELS[line.level];
  return <Badge {...(tone ? { tone } : {})}>{name}</Badge>;
}

function paceOf(line: RiskRow): string {
  const pace = line.expectedGapDays === null ? '' : `; next one expected after ${plural(line.expectedGapDays, 'day')}`;
  const known = line.pace === null ? '' : ` (${line.pace})`;
  const loose = line.usuallyByDay === null ? '' : `; nine in ten such pauses end by ${day(line.usuallyByDay)}`;
  return `Last order ${day(line.lastOrderDay)}${pace}${known}${loose}`;
}
