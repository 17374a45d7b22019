import { BlockStack, Box, Card, ChoiceList, Select, Text } from '@shopify/polaris';
import {
  DIMENSION_NAMES,
  DIMENSIONS,
  MEASURE_NAMES,
  MEASURES,
  type Measure,
  type ReportAsk,
} from '#app/analytics/report-ask.ts';

type Props = {
  ask: ReportAsk;
  segments: readonly { id: number; name: string }[];
  onAsk: (ask: ReportAsk) => void;
};

const DAYS = [7, 30, 90, 365, 1095];

/** Composes a report: what, by what, when and of whom. Each change is shown at once. */
export function ReportComposer({ ask, segments, onAsk }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What to show
        </Text>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12 }}>
          <Choice
            label="Laid out by"
            options={DIMENSION_NAMES.map((value) => ({ value, label: DIMENSIONS[value] }))}
            value={ask.by}
            onChange={(value) => onAsk({ ...ask, by: DIMENSION_NAMES.find((name) => name === value) ?? 'month' })}
          />
          <Choice
            label="Period"
            options={[...new Set([...DAYS, ask.days])].map((days) => ({
              value: String(days),
              label: `Last ${days} days`,
            }))}
            value={String(ask.days)}
            onChange={(value) => onAsk({ ...ask, days: Number(value) })}
          />
          <Choice
            label="Channel"
            options={[
              { value: '', label: 'All' },
              { value: 'online', label: 'Online' },
              { value: 'pos', label: 'In store' },
            ]}
            value={ask.channel ?? ''}
            onChange={(value) => onAsk({ ...ask, channel: value === 'online' || value === 'pos' ? value : null })}
          />
          <Choice
            label="Buyers"
            options={[
              { value: '', label: 'All, known or not' },
              ...segments.map((one) => ({ value: String(one.id), label: one.name })),
            ]}
            value={String(ask.segmentId ?? '')}
            onChange={(value) => onAsk({ ...ask, segmentId: Number(value) || null })}
          />
        </div>
        <ChoiceList
          allowMultiple
          title="Figures"
          choices={MEASURE_NAMES.map((value) => ({ value, label: MEASURES[value].label }))}
          selected={[...ask.measures]}
          onChange={(chosen) => {
            const measures = MEASURE_NAMES.filter((name: Measure) => chosen.includes(name));
            if (measures.length > 0) onAsk({ ...ask, measures });
          }}
        />
      </BlockStack>
    </Card>
  );
}

type ChoiceProps = {
  label: string;
  options: { value: string; label: string }[];
  value: string;
  onChange: (value: string) => void;
};

function Choice(props: ChoiceProps) {
  return (
    <Box minWidth="190px">
      <Select {...props} />
    </Box>
  );
}
