import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, ProgressBar, Select, Text } from '@shopify/polaris';
import { useState } from 'react';
import { ago, count, percent, plural } from '#app/components/format.ts';

type Run = {
  state: 'waiting' | 'reading' | 'healing' | 'done' | 'failed';
  kind: 'nightly' | 'asked' | 'file';
  from: string;
  to: string;
  objectsRead: number;
  objectsDue: number | null;
  healed: number;
  found: Partial<Record<string, number>>;
  finishedAt: Date | null;
  failure: string | null;
};

type Webhooks = { heard: number; repeated: number; late: number; fetched: number; saidAgain: number };

const SPANS = [
  { label: 'Last 7 days', value: '7' },
  { label: 'Last 30 days', value: '30' },
  { label: 'Last 60 days', value: '60' },
  { label: 'Last year', value: '365' },
];

/** Whether a comparison is under way. */
export function isComparing(run: Pick<Run, 'state'> | null): boolean {
  return run !== null && run.state !== 'done' && run.state !== 'failed';
}

/** What webhooks brought and missed, how the latest comparison went, and the button for another one. */
export function BooksRunCard({ run, webhooks, now }: { run: Run | null; webhooks: Webhooks; now: Date }) {
  const compare = useFetcher();
  const [days, setDays] = useState('30');
  const busy = isComparing(run) || compare.state !== 'idle';
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What webhooks missed in 30 days
          </Text>
          <Text as="p" variant="headingLg">
            {`${percent(missedShare(webhooks), 2)} of ${plural(webhooks.heard + webhooks.fetched, 'message')}`}
          </Text>
          <Text as="p" tone="subdued">
            {`${plural(webhooks.fetched, 'difference')} fetched from Shopify, ${count(webhooks.saidAgain)} told again by a later message, ${count(webhooks.late)} late, ${count(webhooks.repeated)} came more than once and counted once.`}
          </Text>
        </BlockStack>
        {run && <RunState run={run} now={now} />}
        <compare.Form method="post">
          <InlineStack gap="200" blockAlign="end">
            <Select
              label="Compare with Shopify"
              name="days"
              options={SPANS}
              value={days}
              onChange={setDays}
              disabled={busy}
            />
            <Button submit variant="primary" loading={compare.state !== 'idle'} disabled={busy}>
              Compare now
            </Button>
          </InlineStack>
        </compare.Form>
      </BlockStack>
    </Card>
  );
}

function RunState({ run, now }: { run: Run; now: Date }) {
  if (run.failure) {
    return (
      <Banner tone="warning" title="The comparison was interrupted">
        <p>{`${run.failure}. It is tried again by itself.`}</p>
      </Banner>
    );
  }
  if (isComparing(run)) {
    const share = run.objectsDue ? Math.min(100, Math.round((run.objectsRead / run.objectsDue) * 100)) : 0;
    const text =
      run.state === 'healing'
        ? 'Fetching what differs'
        : `Reading ${count(run.objectsRead)} of ${count(Math.max(run.objectsDue ?? 0, run.objectsRead))} orders and customers`;
    return (
      <BlockStack gap="200">
        <div
          role="progressbar"
          aria-label="Comparing books"
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={share}
        >
          <ProgressBar progress={run.state === 'healing' ? 100 : share} size="small" />
        </div>
        <Text as="p" tone="subdued">
          {text}
        </Text>
      </BlockStack>
    );
  }
  const found = Object.values(run.found).reduce<number>((sum, one) => sum + (one ?? 0), 0);
  return (
    <Text as="p">
      {`Compared ${run.finishedAt ? ago(run.finishedAt, now) : ''}: ${plural(found, 'difference')} named, ${count(run.healed)} healed.`}
    </Text>
  );
}

function missedShare({ heard, fetched }: Webhooks): number {
  return heard + fetched === 0 ? 0 : fetched / (heard + fetched);
}
