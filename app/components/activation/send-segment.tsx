import { useFetcher } from '@remix-run/react';
import { Badge, Banner, BlockStack, Button, InlineStack, Layout, Page } from '@shopify/polaris';
import type { Formatting } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { PlannedCard } from './planned-card.tsx';
import { RunHistory } from './run-history.tsx';
import type { Refused, SendView, Wish } from './send-view.ts';
import { UnderWayCard } from './under-way-card.tsx';
import { WayCard } from './way-card.tsx';
import { WhereCard } from './where-card.tsx';

type Props = { page: SendView; isAllowed: boolean; format: Formatting };

/** A segment's way to Shopify: what would change, the agreement, the progress, the way back. */
export function SendSegment({ page, isAllowed, format }: Props) {
  const fetcher = useFetcher<{ refusal: Refused | null }>();
  const { segment, target, current } = page;
  const state = current?.run.state;
  useLivePage(state === 'running' || !segment.isReady, 1500);
  const isBusy = fetcher.state !== 'idle';
  const ask = (wish: Wish) => fetcher.submit(wish, { method: 'post' });
  const refusal = isBusy ? null : (fetcher.data?.refusal ?? null);
  return (
    <Page
      backAction={{ content: segment.name, url: `/app/segments/${segment.id}` }}
      title={`Send “${segment.name}” to Shopify`}
      titleMetadata={<Badge {...(target?.state === 'live' ? { tone: 'success' } : {})}>{followWords(page)}</Badge>}
      subtitle="Nothing changes in Shopify before you have seen what would"
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {!isAllowed && <NotAllowed />}
            {refusal && refusal.field !== 'cap' && (
              <Banner tone="critical" title={refusal.message}>
                {refusal.remedy && <p>{refusal.remedy}</p>}
              </Banner>
            )}
            {current && state === 'stopped' && (
              <StoppedBanner reason={current.run.reason} runId={current.run.id} isBusy={isBusy} ask={ask} />
            )}
            {current && state === 'planned' && (
              <PlannedCard key={current.run.id} page={page} isBusy={isBusy} ask={ask} refusal={refusal} />
            )}
            {current && state !== 'planned' && <UnderWayCard page={page} isBusy={isBusy} ask={ask} />}
            {isAllowed && state !== 'planned' && state !== 'running' && state !== 'stopped' && (
              <WayCard page={page} isBusy={isBusy} ask={ask} />
            )}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <WhereCard page={page} isAllowed={isAllowed} isBusy={isBusy} ask={ask} />
            <RunHistory runs={page.runs} format={format} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function followWords({ target }: SendView): string {
  return target?.state === 'live' ? 'Followed' : 'Not sent';
}

function NotAllowed() {
  return (
    <Banner tone="warning" title="You may look at people here, but not send them to Shopify.">
      <p>The owner of the shop can give you the role under Segments → Sent to Shopify.</p>
    </Banner>
  );
}

type StoppedProps = { reason: string | null; runId: number; isBusy: boolean; ask: (wish: Wish) => void };

function StoppedBanner({ reason, runId, isBusy, ask }: StoppedProps) {
  return (
    <Banner tone="critical" title="Onefold has stopped before changing Shopify">
      <BlockStack gap="300">
        <p>{reason}</p>
        <InlineStack gap="200">
          <Button loading={isBusy} onClick={() => ask({ intent: 'approve', run: String(runId) })}>
            It is right, go on
          </Button>
          <Button loading={isBusy} onClick={() => ask({ intent: 'stop', run: String(runId) })}>
            Leave Shopify as it is
          </Button>
        </InlineStack>
      </BlockStack>
    </Banner>
  );
}
