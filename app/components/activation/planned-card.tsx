import { BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { count, plural } from '#app/components/format.ts';
import { ChangeList } from './change-list.tsx';
import type { Refused, SendView, Wish } from './send-view.ts';
import { RuleText } from './way-card.tsx';

type Props = { page: SendView; isBusy: boolean; ask: (wish: Wish) => void; refusal: Refused | null };

/** What would change in Shopify, before anything does. */
export function PlannedCard({ page, isBusy, ask, refusal }: Props) {
  const { run, changes } = page.current!;
  const total = run.adds + run.removes;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What would change in Shopify
        </Text>
        {run.way === 'tag' && (
          <InlineGrid columns={3} gap="300">
            <Figure label="Get the tag" value={run.adds} />
            <Figure label="Lose the tag" value={run.removes} />
            <Figure label="Not in Shopify" value={run.unreachable} />
          </InlineGrid>
        )}
        <SegmentChange page={page} />
        {changes.length > 0 && <ChangeList changes={changes} total={total} />}
        {total > 0 && <Cap page={page} isBusy={isBusy} ask={ask} refusal={refusal} />}
        <InlineStack align="end" gap="200">
          <Button loading={isBusy} onClick={() => ask({ intent: 'stop', run: String(run.id) })}>
            Not now
          </Button>
          <Button variant="primary" loading={isBusy} onClick={() => ask({ intent: 'approve', run: String(run.id) })}>
            Send to Shopify
          </Button>
        </InlineStack>
        <Text as="p" tone="subdued" variant="bodySm">
          From then on Shopify follows as people enter and leave. You can undo it.
        </Text>
      </BlockStack>
    </Card>
  );
}

function Figure({ label, value }: { label: string; value: number }) {
  return (
    <BlockStack>
      <Text as="span" tone="subdued" variant="bodySm">
        {label}
      </Text>
      <Text as="span" variant="headingLg">
        {count(value)}
      </Text>
    </BlockStack>
  );
}

function SegmentChange({ page }: { page: SendView }) {
  const { run } = page.current!;
  const name = page.target?.segmentName ?? page.segment.name;
  if (run.query === null || run.query === run.queryBefore) {
    return null;
  }
  return (
    <BlockStack gap="100">
      <Text as="p">{`The Shopify segment “${name}” ${run.queryBefore === null ? 'is created' : 'changes'} and says:`}</Text>
      <RuleText text={run.query} />
    </BlockStack>
  );
}

function Cap({ page, isBusy, ask, refusal }: Props) {
  const [cap, setCap] = useState(String(page.target?.changeCap ?? ''));
  const error = refusal?.field === 'cap' ? { error: `${refusal.message} ${refusal.remedy ?? ''}`.trim() } : {};
  return (
    <TextField
      label="At most so many customers at once"
      type="number"
      min={1}
      value={cap}
      onChange={setCap}
      autoComplete="off"
      helpText={`Whatever would change more, or more than a quarter of a large segment, waits for you. This is ${plural(page.current!.run.adds + page.current!.run.removes, 'customer')}.`}
      connectedRight={
        <Button
          loading={isBusy}
          disabled={cap === String(page.target?.changeCap)}
          onClick={() => ask({ intent: 'cap', cap })}
        >
          Set limit
        </Button>
      }
      {...error}
    />
  );
}
