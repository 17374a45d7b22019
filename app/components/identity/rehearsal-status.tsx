import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { DecideButton } from './deciding.tsx';
import { STATES } from './rehearsal-states.ts';

type Props = {
  page: { state: string; phase: string; progress: number; canUndo: boolean; summary: object | null };
};

/** Where a rehearsal stands and what can be done about it. */
export function RehearsalStatus({ page }: Props) {
  const fetcher = useFetcher<{ refusal: string | null }>();
  const busy = fetcher.state !== 'idle';
  const send = (intent: string) => fetcher.submit({ intent }, { method: 'post' });
  return (
    <BlockStack gap="300">
      {fetcher.data?.refusal && <Banner tone="critical">{fetcher.data.refusal}</Banner>}
      {STATES[page.state]?.isWorking && <Working page={page} onStop={() => send('stop')} busy={busy} />}
      {page.state === 'outdated' && (
        <Banner tone="warning" title="Your data has changed since this was tried">
          <p>The change was not made, because it would come to something else by now. Below is what it comes to.</p>
        </Banner>
      )}
      {page.state === 'failed' && (
        <Banner tone="critical" title="This could not be worked out">
          <p>Nothing was changed. Try it again; if it fails again, support can see why.</p>
        </Banner>
      )}
      {page.state === 'cancelled' && <Banner title="Stopped: nothing was changed" />}
      {(page.state === 'ready' || page.state === 'outdated') && page.summary && (
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <Text as="p">
              Nothing has changed yet. If you approve, exactly this happens; you can take it back later.
            </Text>
            <InlineStack gap="200">
              <DecideButton loading={busy} onClick={() => send('decline')}>
                Leave as it is
              </DecideButton>
              <DecideButton variant="primary" loading={busy} onClick={() => send('approve')}>
                Make this change
              </DecideButton>
            </InlineStack>
          </InlineStack>
        </Card>
      )}
      {page.canUndo && (
        <Card>
          <InlineStack align="space-between" blockAlign="center" gap="300">
            <Text as="p">This change is in force.</Text>
            <DecideButton loading={busy} onClick={() => send('undo')}>
              Take it back
            </DecideButton>
          </InlineStack>
        </Card>
      )}
    </BlockStack>
  );
}

function Working({ page, onStop, busy }: Props & { onStop: () => void; busy: boolean }) {
  const percent = Math.round(100 * page.progress);
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="span" id="rehearsal-phase">
            {page.phase || STATES[page.state]?.words}
          </Text>
          {(page.state === 'queued' || page.state === 'running') && (
            <DecideButton onClick={onStop} loading={busy}>
              Stop
            </DecideButton>
          )}
        </InlineStack>
        <ProgressBar progress={percent} size="small" ariaLabelledBy="rehearsal-phase" />
      </BlockStack>
    </Card>
  );
}
