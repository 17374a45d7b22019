import { Badge, BlockStack, Card, EmptySearchResult, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { day, type Formatting, money } from '#app/components/format.ts';
import type { IncidentLine, IncidentState } from '#app/quality/incident.ts';
import { alarmSentence, headingOf } from '#app/quality/incident-words.ts';

const STATES: Readonly<Record<IncidentState, { name: string; tone?: 'critical' | 'attention' | 'info' | 'success' }>> =
  {
    open: { name: 'Open', tone: 'critical' },
    seen: { name: 'Seen', tone: 'attention' },
    repairing: { name: 'In repair', tone: 'info' },
    solved: { name: 'Solved', tone: 'success' },
    ignored: { name: 'Ignored' },
  };

export function IncidentBadge({ state }: { state: IncidentState }) {
  const { name, tone } = STATES[state];
  return tone ? <Badge tone={tone}>{name}</Badge> : <Badge>{name}</Badge>;
}

type Props = { incidents: readonly IncidentLine[]; format: Formatting; emptyTitle: string };

/** Incidents, those that wait for somebody first; each leads to its alarms and its harm. */
export function IncidentList({ incidents, format, emptyTitle }: Props) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'incident', plural: 'incidents' }}
        itemCount={incidents.length}
        selectable={false}
        condensed={smDown}
        emptyState={
          <EmptySearchResult
            title={emptyTitle}
            description="Figures are judged each night and after each import, against weekday, season and holiday."
            withIllustration
          />
        }
        headings={[
          { title: 'What' },
          { title: 'Days' },
          { title: 'Money that rests on it', alignment: 'end' },
          { title: 'Owner' },
          { title: 'State' },
        ]}
      >
        {incidents.map((line, index) => (
          <IndexTable.Row id={String(line.id)} key={line.id} position={index}>
            {smDown ? <PhoneCell line={line} format={format} /> : <Cells line={line} format={format} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellProps = { line: IncidentLine; format: Formatting };

function Cells({ line, format }: CellProps) {
  return (
    <>
      <IndexTable.Cell>
        <What line={line} format={format} />
      </IndexTable.Cell>
      <IndexTable.Cell>{daysText(line)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {costText(line, format)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{line.owner || '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <IncidentBadge state={line.state} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ line, format }: CellProps) {
  return (
    <div style={{ padding: '12px 16px', width: '100%', overflowWrap: 'anywhere', whiteSpace: 'normal' }}>
      <BlockStack gap="100" inlineAlign="start">
        <What line={line} format={format} />
        <Text as="span" tone="subdued" variant="bodySm">
          {[daysText(line), costText(line, format), line.owner].filter(Boolean).join(' · ')}
        </Text>
        <IncidentBadge state={line.state} />
      </BlockStack>
    </div>
  );
}

function What({ line, format }: CellProps) {
  return (
    <BlockStack>
      <Link url={`/app/quality/incidents/${line.id}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold" breakWord>
          {headingOf(line)}
        </Text>
      </Link>
      {line.worst && (
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {alarmSentence(line.worst, (minor) => money(Math.round(minor), format))}
        </Text>
      )}
    </BlockStack>
  );
}

export function daysText({ firstDay, lastDay }: Pick<IncidentLine, 'firstDay' | 'lastDay'>): string {
  return firstDay === lastDay ? day(firstDay) : `${day(firstDay)} to ${day(lastDay)}`;
}

export function costText({ costMinor }: Pick<IncidentLine, 'costMinor'>, format: Formatting): string {
  return costMinor === null || costMinor === 0 ? '–' : money(costMinor, format);
}
