import { Badge, BlockStack, Button, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris';
import { useCallback, useState } from 'react';
import { count } from '#app/components/format.ts';
import {
  DIMENSION_DEFINITIONS,
  DIMENSION_NAMES,
  DIMENSION_QUESTIONS,
  type DimensionName,
  type ScoreView,
  shareText,
} from './quality-words.ts';
import { SeverityBadge } from './severity-badge.tsx';
import { StandardForm } from './standard-form.tsx';

export type StandardLineView = {
  key: string;
  dimension: DimensionName;
  label: string;
  field: string;
  formula: string;
  repair: string | null;
  isOwn: boolean;
  score: ScoreView;
  severity: 'high' | 'medium' | 'low';
  owner: string;
  target: number;
  isActive: boolean;
  isSetHere: boolean;
};
type Props = { lines: readonly StandardLineView[]; scope: { sourceId: number; storeId: number }; scopeName: string };

/** The standards, dimension by dimension, each with its definition and formula. */
export function StandardsTables({ lines, scope, scopeName }: Props) {
  const [chosen, setChosen] = useState<string | null>(null);
  const close = useCallback(() => setChosen(null), []);
  const line = lines.find((one) => one.key === chosen);
  return (
    <BlockStack gap="400">
      {(Object.keys(DIMENSION_NAMES) as DimensionName[]).map((dimension) => (
        <DimensionCard
          key={dimension}
          dimension={dimension}
          lines={lines.filter((one) => one.dimension === dimension)}
          onChange={setChosen}
        />
      ))}
      {line && <StandardForm key={line.key} line={line} scope={scope} scopeName={scopeName} onClose={close} />}
    </BlockStack>
  );
}

type CardProps = { dimension: DimensionName; lines: readonly StandardLineView[]; onChange: (key: string) => void };

function DimensionCard({ dimension, lines, onChange }: CardProps) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <div style={{ padding: 'var(--p-space-400)' }}>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {`${DIMENSION_NAMES[dimension]}: ${DIMENSION_QUESTIONS[dimension]}`}
          </Text>
          <Text as="p">{DIMENSION_DEFINITIONS[dimension]}</Text>
          <Text as="p" tone="subdued">
            Score = 1 − faults ÷ values checked, over the checks below; a value counts once for each check.
          </Text>
        </BlockStack>
      </div>
      <IndexTable
        resourceName={{ singular: 'standard', plural: 'standards' }}
        itemCount={lines.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Check' },
          { title: 'Now', alignment: 'end' },
          { title: 'Asked for', alignment: 'end' },
          { title: 'Harm' },
          { title: 'Owner' },
          { title: 'Change' },
        ]}
      >
        {lines.map((line, index) => (
          <IndexTable.Row id={line.key} key={line.key} position={index}>
            {smDown ? <PhoneCell line={line} onChange={onChange} /> : <Cells line={line} onChange={onChange} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type LineProps = { line: StandardLineView; onChange: (key: string) => void };

function Cells({ line, onChange }: LineProps) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {shareText(line.score.share)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {shareText(line.target)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <State line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{line.owner || '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <Change line={line} onChange={onChange} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ line, onChange }: LineProps) {
  return (
    <div style={{ padding: '12px 16px', width: '100%', whiteSpace: 'normal' }}>
      <BlockStack gap="100" inlineAlign="start">
        <Name line={line} />
        <Text as="span" tone="subdued" variant="bodySm">
          {`${shareText(line.score.share)} now, ${shareText(line.target)} asked for${line.owner ? ` · ${line.owner}` : ''}`}
        </Text>
        <State line={line} />
        <Change line={line} onChange={onChange} />
      </BlockStack>
    </div>
  );
}

function Name({ line }: { line: StandardLineView }) {
  return (
    <div style={{ whiteSpace: 'normal', maxWidth: '28rem' }}>
      <BlockStack>
        <Link url={`/app/quality/${line.key}`} monochrome removeUnderline>
          <Text as="span" fontWeight="semibold">
            {line.label}
          </Text>
        </Link>
        <Text as="span" tone="subdued" variant="bodySm">
          {`${line.formula} ${count(line.score.failing)} of ${count(line.score.total)} not.${line.repair ? ` Repair: ${line.repair}.` : ''}`}
        </Text>
      </BlockStack>
    </div>
  );
}

function State({ line }: { line: StandardLineView }) {
  return (
    <InlineStack gap="100">
      {line.isActive ? <SeverityBadge severity={line.severity} /> : <Badge>Off</Badge>}
      {line.isSetHere && <Badge tone="info">Yours</Badge>}
    </InlineStack>
  );
}

function Change({ line, onChange }: LineProps) {
  return (
    <InlineStack gap="200">
      <Button variant="plain" accessibilityLabel={`Change “${line.label}”`} onClick={() => onChange(line.key)}>
        Change
      </Button>
      {line.isOwn && (
        <Link url={`/app/quality/standards/own?id=${line.key.slice(4)}`} accessibilityLabel={`Rule of “${line.label}”`}>
          Rule
        </Link>
      )}
    </InlineStack>
  );
}
