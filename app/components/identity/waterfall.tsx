import { BlockStack, Button, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { useChartWidth } from '#app/components/chart/use-chart-width.ts';
import { type Reason, signed, type WaterfallStep, waterfall } from './evidence.ts';

const COLOURS: Readonly<Record<WaterfallStep['kind'], string>> = {
  start: '#5c6a7a',
  for: '#007a5c',
  against: '#c4320a',
  total: '#303030',
};
const ROW = 24;
const MOST_LABELS = 150;
/** Of the width. */
const LABELS_SHARE = 0.34;
const LETTER = 7.2;
const FIGURES = 56;

/** From what is likely at random to the verdict, field by field in bits; the same figures as a table one press away. */
export function Waterfall({ reason }: { reason: Reason }) {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  const steps = waterfall(reason);
  return (
    <BlockStack gap="200">
      <div id={id} style={{ overflowX: 'auto' }}>
        {asTable ? (
          <FigureTable
            headings={['Evidence', 'How it compares', 'Bits', 'Sum']}
            rows={steps.map((step) => [step.label, step.note, signed(step.bits), signed(step.to)])}
          />
        ) : (
          <WaterfallChart steps={steps} label={summaryOf(steps)} />
        )}
      </div>
      <Text as="p" tone="subdued" variant="bodySm">
        Each bit doubles the odds that the two records are one person.
      </Text>
      <div>
        <Button variant="plain" ariaControls={id} onClick={() => setAsTable(!asTable)}>
          {asTable ? 'Show chart' : 'Show table'}
        </Button>
      </div>
    </BlockStack>
  );
}

function summaryOf(steps: readonly WaterfallStep[]): string {
  return steps.map((step) => `${step.label} ${signed(step.bits)} bits`).join(', ');
}

function WaterfallChart({ steps, label }: { steps: readonly WaterfallStep[]; label: string }) {
  const { frame, width } = useChartWidth();
  const labels = Math.min(MOST_LABELS, width * LABELS_SHARE);
  const low = Math.min(0, ...steps.flatMap(({ from, to }) => [from, to]));
  const high = Math.max(0, ...steps.flatMap(({ from, to }) => [from, to]));
  const x = (bits: number) => labels + ((bits - low) / Math.max(1, high - low)) * (width - labels - FIGURES);
  return (
    <div ref={frame}>
      <svg
        viewBox={`0 0 ${width} ${steps.length * ROW + 4}`}
        role="img"
        aria-label={label}
        style={{ width: '100%', maxWidth: 760, display: 'block' }}
      >
        <line x1={x(0)} x2={x(0)} y1={0} y2={steps.length * ROW} stroke="#b5b5b5" strokeDasharray="3 3" />
        {steps.map((step, at) => (
          <g key={step.label} transform={`translate(0 ${at * ROW})`}>
            <text x={0} y={16} fontSize="13" fill="#303030" fontWeight={step.kind === 'total' ? 650 : 450}>
              {shortened(step.label, Math.floor(labels / LETTER))}
            </text>
            <rect
              x={Math.min(x(step.from), x(step.to))}
              y={4}
              width={Math.max(1.5, Math.abs(x(step.to) - x(step.from)))}
              height={ROW - 8}
              rx={2}
              fill={COLOURS[step.kind]}
            />
            {at < steps.length - 2 && (
              <line x1={x(step.to)} x2={x(step.to)} y1={ROW - 4} y2={ROW + 4} stroke="#8a8a8a" />
            )}
            <text x={width} y={16} fontSize="13" fill="#303030" textAnchor="end">
              {signed(step.bits)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
