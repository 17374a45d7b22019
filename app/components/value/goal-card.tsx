import { useFetcher } from '@remix-run/react';
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  FormLayout,
  InlineStack,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { type GoalState, KPI_NAMES, KPIS, type KpiName } from '#app/analytics/kpis.ts';
import { day, type Formatting } from '#app/components/format.ts';
import { kpiText } from './kpi-cards.tsx';

type GoalLine = {
  id: number;
  kpi: KpiName;
  target: number;
  startValue: number | null;
  startDay: string;
  dueDay: string;
  value: number | null;
  state: GoalState;
};

const STATES = {
  reached: { name: 'Reached', tone: 'success' },
  on_track: { name: 'On track', tone: 'info' },
  behind: { name: 'Behind', tone: 'attention' },
  missed: { name: 'Missed', tone: 'warning' },
} as const;

/** The shop's goals with where each stands, and a form for another one. */
export function GoalCard({ goals, format }: { goals: readonly GoalLine[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Goals
          </Text>
          <Text as="p" tone="subdued">
            Judged on the last 90 days, along the straight way from where the figure stood to the target.
          </Text>
        </BlockStack>
        {goals.length > 0 && (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
            {goals.map((goal) => (
              <li key={goal.id}>
                <OneGoal goal={goal} format={format} />
              </li>
            ))}
          </ul>
        )}
        <GoalForm />
      </BlockStack>
    </Card>
  );
}

function OneGoal({ goal, format }: { goal: GoalLine; format: Formatting }) {
  const removing = useFetcher();
  const { name, tone } = STATES[goal.state];
  const { label } = KPIS[goal.kpi];
  return (
    <InlineStack gap="200" align="space-between" blockAlign="center">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span" fontWeight="semibold">
          {label}
        </Text>
        <Text as="span">
          {`${kpiText(goal.kpi, goal.value, format)} now, ${kpiText(goal.kpi, goal.target, format)} by ${day(goal.dueDay)} (was ${kpiText(goal.kpi, goal.startValue, format)} on ${day(goal.startDay)})`}
        </Text>
        <Badge tone={tone}>{name}</Badge>
      </InlineStack>
      <Button
        size="slim"
        variant="tertiary"
        disabled={removing.state !== 'idle'}
        accessibilityLabel={`Remove goal: ${label}`}
        onClick={() => removing.submit({ intent: 'drop', id: String(goal.id) }, { method: 'post' })}
      >
        Remove
      </Button>
    </InlineStack>
  );
}

type Answer = { problem: { field: string; message: string } | null } | undefined;

function GoalForm() {
  const sending = useFetcher<Answer>();
  const [kpi, setKpi] = useState<KpiName>('returning_share');
  const [target, setTarget] = useState('');
  const [dueDay, setDueDay] = useState('');
  const problem = sending.data?.problem ?? null;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : false);
  const isShare = KPIS[kpi].unit === 'share';
  return (
    <BlockStack gap="300">
      {problem?.field === '' && <Banner tone="critical" title={problem.message} />}
      <FormLayout>
        <FormLayout.Group>
          <Select
            label="Figure"
            options={KPI_NAMES.map((name) => ({ value: name, label: KPIS[name].label }))}
            value={kpi}
            onChange={(value) => setKpi(value as KpiName)}
          />
          <TextField
            label="To reach"
            value={target}
            onChange={setTarget}
            autoComplete="off"
            inputMode="decimal"
            suffix={isShare ? '%' : ''}
            error={errorOf('target')}
          />
          <TextField
            label="Until"
            type="date"
            value={dueDay}
            onChange={setDueDay}
            autoComplete="off"
            error={errorOf('dueDay')}
          />
        </FormLayout.Group>
      </FormLayout>
      <InlineStack>
        <Button
          loading={sending.state !== 'idle'}
          onClick={() => sending.submit({ intent: 'keep', kpi, target, dueDay }, { method: 'post' })}
        >
          Set goal
        </Button>
      </InlineStack>
    </BlockStack>
  );
}
