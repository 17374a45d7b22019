import { Banner, BlockStack, Button, InlineStack, Select, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { Formatting } from '#app/components/format.ts';
import {
  type GoalMeasure,
  goalMeasures,
  goalWindows,
  holdoutPercents,
  isGoalMeasure,
} from '#app/segments/goal-measures.ts';

export type GoalRefusal = { message: string; remedy: string | null; field: string | null };
type Props = {
  first: { measure: GoalMeasure; windowDays: number; holdoutPercent: number; dueDay: string } | null;
  suggested: GoalMeasure | null;
  refusal: GoalRefusal | null;
  busy: boolean;
  format: Formatting;
  /** Whether there is a goal that this one takes the place of. */
  replaces: boolean;
  onSet: (fields: Record<string, string>) => void;
  onCancel: () => void;
};

const measureOptions = Object.entries(goalMeasures).map(([value, { label }]) => ({ value, label }));
const windowOptions = goalWindows.map((days) => ({ value: String(days), label: `${days} days` }));
const holdoutOptions = holdoutPercents.map((percent) => ({
  value: String(percent),
  label: percent === 0 ? 'Nobody: progress only' : `${percent} % at random`,
}));

/** The fields of a new goal. */
export function GoalForm({ first, suggested, refusal, busy, format, replaces, onSet, onCancel }: Props) {
  const [measure, setMeasure] = useState<string>(first?.measure ?? suggested ?? 'repeat_purchase_rate');
  const [target, setTarget] = useState('');
  const [windowDays, setWindowDays] = useState(String(first?.windowDays ?? 60));
  const [holdoutPercent, setHoldoutPercent] = useState(String(first?.holdoutPercent ?? 0));
  const [dueDay, setDueDay] = useState('');
  const { meaning, unit } = goalMeasures[isGoalMeasure(measure) ? measure : 'repeat_purchase_rate'];
  const errorOf = (field: string) =>
    refusal?.field === field ? { error: [refusal.message, refusal.remedy].filter(Boolean).join(' ') } : {};
  return (
    <BlockStack gap="300">
      {refusal && refusal.field === null && (
        <Banner tone="critical" title={refusal.message}>
          {refusal.remedy && <p>{refusal.remedy}</p>}
        </Banner>
      )}
      {replaces && (
        <Banner tone="warning">
          <p>This begins anew: who is left alone is drawn again, and what was measured until now is let go.</p>
        </Banner>
      )}
      <Select label="Measured by" options={measureOptions} value={measure} onChange={setMeasure} helpText={meaning} />
      <TextField
        label="Target"
        value={target}
        onChange={setTarget}
        autoComplete="off"
        inputMode="decimal"
        suffix={unit === 'share' ? '%' : format.currency}
        {...errorOf('target')}
      />
      <Select label="Each person is watched for" options={windowOptions} value={windowDays} onChange={setWindowDays} />
      <TextField label="By" type="date" value={dueDay} onChange={setDueDay} autoComplete="off" {...errorOf('dueDay')} />
      <Select
        label="Left alone for comparison"
        options={holdoutOptions}
        value={holdoutPercent}
        onChange={setHoldoutPercent}
        helpText="They stay out of this segment’s files, tags and workflows until that day. Only by them can be told what your messages change."
        {...errorOf('holdoutPercent')}
      />
      <InlineStack gap="200">
        <Button
          variant="primary"
          loading={busy}
          disabled={target.trim() === '' || dueDay === ''}
          onClick={() => onSet({ measure, target, windowDays, holdoutPercent, dueDay })}
        >
          Set the goal
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </InlineStack>
    </BlockStack>
  );
}
