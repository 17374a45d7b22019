import { BlockStack, Card, ChoiceList, Text } from '@shopify/polaris';
import {
  DIMENSION_NAMES,
  DIMENSIONS,
  MEASURE_NAMES,
  MEASURES,
  type Measure,
  type ReportAsk,
} from '#app/analytics/report-ask.ts';
import { COMPARISON_NAMES, COMPARISONS } from '#app/analytics/report-period.ts';
import { Choice, PeriodChoice } from './period-choice.tsx';

type Props = {
  ask: ReportAsk;
  segments: readonly { id: number; name: string }[];
  onAsk: (ask: ReportAsk) => void;
};

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
          <PeriodChoice ask={ask} onAsk={onAsk} />
          <Choice
            label="Set against"
            options={COMPARISON_NAMES.map((value) => ({ value, label: COMPARISONS[value] }))}
            value={ask.against}
            onChange={(value) => onAsk({ ...ask, against: COMPARISON_NAMES.find((name) => name === value) ?? 'none' })}
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
