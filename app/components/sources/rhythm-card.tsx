import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineError, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { ago } from '#app/components/format.ts';
import { sayEvery } from '#app/sources/rhythm.ts';
import { FreshnessBadge } from './freshness-badge.tsx';

type Source = {
  name: string;
  lastHeardAt: Date | null;
  expectedRhythmHours: number | null;
  rhythmBy: 'default' | 'learned' | 'person';
  rhythmGrounds: string;
  learnedRhythmHours: number | null;
  freshness: 'fresh' | 'late' | 'silent' | 'never';
};

const CHOICES = [
  { label: 'As its past shows', value: 'learned' },
  { label: 'Every hour', value: '1' },
  { label: 'Every day', value: '24' },
  { label: 'Every week', value: '168' },
  { label: 'Every month', value: '744' },
  { label: 'Other', value: 'other' },
];

/** How often a source is expected to speak, how that is known, and where a person corrects it. */
export function RhythmCard({ source, now }: { source: Source; now: Date }) {
  const save = useFetcher<{ refusal: { message: string } | null }>();
  const current = source.rhythmBy === 'person' ? String(source.expectedRhythmHours) : 'learned';
  const [choice, setChoice] = useState(CHOICES.some((one) => one.value === current) ? current : 'other');
  const [hours, setHours] = useState(String(source.expectedRhythmHours ?? 24));
  const value = choice === 'other' ? hours : choice;
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Rhythm
          </Text>
          <FreshnessBadge freshness={source.freshness} />
        </InlineStack>
        <BlockStack gap="100">
          <Text as="p">
            {source.lastHeardAt ? `Last heard ${ago(source.lastHeardAt, now)}.` : 'Not heard from yet.'}
            {` ${sayRhythm(source)}`}
          </Text>
          <Text as="p" tone="subdued">
            When it is silent for one and a half times as long, every page that shows its data says so.
          </Text>
        </BlockStack>
        <save.Form method="post">
          <input type="hidden" name="hours" value={value} />
          <InlineStack gap="200" blockAlign="end">
            <Select label="Expected" options={CHOICES} value={choice} onChange={setChoice} />
            {choice === 'other' && (
              <TextField label="Hours" type="number" min={1} value={hours} onChange={setHours} autoComplete="off" />
            )}
            <Button submit loading={save.state !== 'idle'} disabled={value === current}>
              Save
            </Button>
          </InlineStack>
          {save.data?.refusal && <InlineError message={save.data.refusal.message} fieldID="hours" />}
        </save.Form>
      </BlockStack>
    </Card>
  );
}

function sayRhythm({ rhythmBy, expectedRhythmHours, rhythmGrounds, learnedRhythmHours }: Source): string {
  const every = expectedRhythmHours === null ? 'every week' : sayEvery(expectedRhythmHours);
  if (rhythmBy === 'person') {
    const learned = learnedRhythmHours === null ? '' : ` Its past would say ${sayEvery(learnedRhythmHours)}.`;
    return `Somebody here expects it ${every}.${learned}`;
  }
  return rhythmBy === 'learned'
    ? `Expected ${every}: ${rhythmGrounds}`
    : `Expected ${every}, until its past is long enough to tell.`;
}
