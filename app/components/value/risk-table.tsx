import { Badge, Card, IndexTable, Link, Text, useBreakpoints, useIndexResourceState } from '@shopify/polaris';
import { CARE_KINDS, type CareKind } from '#app/analytics/care-words.ts';
import { count, day, type Formatting, money, percent } from '#app/components/format.ts';
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
  openAction: string | null;
};

type Props = {
  lines: readonly RiskRow[];
  format: Formatting;
  onPlan: (profileIds: number[]) => void;
  pagination: { hasPrevious: boolean; hasNext: boolean; onPrevious: () => void; onNext: () => void };
};

/** Late and overdue people by the money in danger; select some to plan an action. */
export function RiskTable({ lines, format, onPlan, pagination }: Props) {
  const { smDown } = useBreakpoints();
  const resources = lines.map((line) => ({ id: String(line.profileId) }));
  const { selectedResources, allResourcesSelected, handleSelectionChange } = useIndexResourceState(resources);
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'person', plural: 'people' }}
        itemCount={lines.length}
        selectedItemsCount={allResourcesSelected ? 'All' : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[{ content: 'Plan an action', onAction: () => onPlan(selectedResources.map(Number)) }]}
        condensed={smDown}
        pagination={pagination}
        headings={[
          { title: 'Name' },
          { title: 'Pace' },
          { title: 'A year in danger', alignment: 'end' },
          { title: 'No order in 90 days', alignment: 'end' },
          { title: 'Value so far', alignment: 'end' },
          { title: 'Planned' },
        ]}
      >
        {lines.map((line, index) => (
          <IndexTable.Row
            key={line.profileId}
            id={String(line.profileId)}
            position={index}
            selected={selectedResources.includes(String(line.profileId))}
          >
            {smDown ? <PhoneCells line={line} format={format} /> : <Cells line={line} format={format} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellProps = { line: RiskRow; format: Formatting };

function Cells({ line, format }: CellProps) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Level line={line} /> <span style={{ whiteSpace: 'normal' }}>{paceOf(line)}</span>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(line.stakeMinor, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {percent(line.risk)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {money(line.netMinor, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{line.openAction ? CARE_KINDS[line.openAction as CareKind] : ''}</IndexTable.Cell>
    </>
  );
}

function PhoneCells({ line, format }: CellProps) {
  return (
    <div style={{ padding: '12px 16px', width: '100%' }}>
      <Name line={line} /> <Level line={line} />
      <Text as="p" variant="bodySm">{`${money(line.stakeMinor, format)} a year in danger`}</Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {paceOf(line)}
      </Text>
    </div>
  );
}

function Name({ line }: { line: RiskRow }) {
  return (
    <Link url={`/app/profiles/${line.publicId}`} removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {line.name || 'No name'}
      </Text>
    </Link>
  );
}

function Level({ line }: { line: RiskRow }) {
  const { name, tone } = LEVELS[line.level];
  return <Badge {...(tone ? { tone } : {})}>{name}</Badge>;
}

function paceOf(line: RiskRow): string {
  const pace = line.expectedGapDays === null ? '' : `, expected every ${count(line.expectedGapDays)} days`;
  return `Last order ${day(line.lastOrderDay)}${pace}`;
}
