import { Badge, BlockStack, Box, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, type Formatting, money } from '#app/components/format.ts';
import { type CheckView, DIMENSION_NAMES, type ScoreView, shareText } from './quality-words.ts';
import { SeverityBadge } from './severity-badge.tsx';

type Line = CheckView & { score: ScoreView; touchedMinor: number; isMet: boolean };

/** All checks, what needs doing first; each leads to the rows behind it. */
export function CheckTable({ checks, format }: { checks: readonly Line[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          All checks
        </Text>
      </Box>
      <IndexTable
        resourceName={{ singular: 'check', plural: 'checks' }}
        itemCount={checks.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Fault' },
          { title: 'Dimension' },
          { title: 'Rows', alignment: 'end' },
          { title: 'Of', alignment: 'end' },
          { title: 'Score', alignment: 'end' },
          { title: 'Asked for', alignment: 'end' },
          { title: 'Revenue it touches', alignment: 'end' },
          { title: 'Harm' },
        ]}
      >
        {checks.map((line, index) =>
          smDown ? (
            <PhoneRow key={line.key} line={line} index={index} format={format} />
          ) : (
            <Row key={line.key} line={line} index={index} format={format} />
          ),
        )}
      </IndexTable>
    </Card>
  );
}

/** The longest name goes on two lines, so that the last column is seen beside the admin's menu. */
const NAME_WIDTH = { whiteSpace: 'normal', minWidth: '12rem', maxWidth: '19rem' } as const;

type RowProps = { line: Line; index: number; format: Formatting };

function Row({ line, index, format }: RowProps) {
  return (
    <IndexTable.Row id={line.key} position={index}>
      <IndexTable.Cell>
        <div style={NAME_WIDTH}>
          <NameCell line={line} />
        </div>
      </IndexTable.Cell>
      <IndexTable.Cell>{DIMENSION_NAMES[line.dimension]}</IndexTable.Cell>
      <IndexTable.Cell>
        <Figure value={count(line.score.failing)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure value={count(line.score.total)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure value={shareText(line.score.share)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure value={shareText(line.target)} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Figure value={line.touchedMinor > 0 ? money(line.touchedMinor, format) : '–'} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Harm line={line} />
      </IndexTable.Cell>
    </IndexTable.Row>
  );
}

function PhoneRow({ line, index, format }: RowProps) {
  return (
    <IndexTable.Row id={line.key} position={index}>
      <div style={{ padding: '12px 16px', width: '100%' }}>
        <BlockStack gap="100" inlineAlign="start">
          <NameCell line={line} />
          <Text as="span" tone="subdued" variant="bodySm">
            {`${count(line.score.failing)} of ${count(line.score.total)} · ${DIMENSION_NAMES[line.dimension]} ${shareText(line.score.share)}${line.touchedMinor > 0 ? ` · ${money(line.touchedMinor, format)}` : ''}`}
          </Text>
          <Harm line={line} />
        </BlockStack>
      </div>
    </IndexTable.Row>
  );
}

function NameCell({ line }: { line: Line }) {
  return (
    <BlockStack>
      <Link url={`/app/quality/${line.key}`} removeUnderline monochrome>
        <Text as="span" fontWeight="semibold">
          {line.label}
        </Text>
      </Link>
      <Text as="span" tone="subdued" variant="bodySm">
        {line.field}
      </Text>
    </BlockStack>
  );
}

function Harm({ line }: { line: Line }) {
  if (line.score.total === 0) {
    return <Badge>Nothing to check</Badge>;
  }
  if (line.score.failing === 0) {
    return <Badge tone="success">In order</Badge>;
  }
  return line.isMet ? <Badge tone="success">As asked for</Badge> : <SeverityBadge severity={line.severity} />;
}

function Figure({ value }: { value: string }) {
  return (
    <Text as="span" alignment="end" numeric>
      {value}
    </Text>
  );
}
