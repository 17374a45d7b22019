import { BlockStack, Button, Card, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { count, plural } from '#app/components/format.ts';
import { ChangeList } from './change-list.tsx';
import { CAUSES, type SendView, stateWords, type Wish } from './send-view.ts';

type Props = { page: SendView; isBusy: boolean; ask: (wish: Wish) => void };

/** How far the latest change is, what Shopify refused, and the way back. */
export function UnderWayCard({ page, isBusy, ask }: Props) {
  const { run, progress, changes } = page.current!;
  const total = run.adds + run.removes;
  const settled = progress.done + progress.needless + progress.failed;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {`${CAUSES[run.cause]}: ${stateWords(run).toLowerCase()}`}
          </Text>
          <InlineStack gap="200">
            {run.state === 'running' && (
              <Button loading={isBusy} onClick={() => ask({ intent: 'stop', run: String(run.id) })}>
                Stop here
              </Button>
            )}
            {page.undoable === run.id && (
              <Button loading={isBusy} onClick={() => ask({ intent: 'undo', run: String(run.id) })}>
                Undo this change
              </Button>
            )}
          </InlineStack>
        </InlineStack>
        {run.state === 'running' && total > 0 && (
          <ProgressBar progress={(settled / total) * 100} size="small" ariaLabelledBy="activation-progress" />
        )}
        <Text as="p" id="activation-progress">
          {summary(page)}
        </Text>
        {run.state === 'done' && run.reason && <Text as="p">{run.reason}</Text>}
        {changes.length > 0 && <ChangeList changes={changes} total={total} />}
      </BlockStack>
    </Card>
  );
}

function summary({ current, target }: SendView): string {
  const { run, progress } = current!;
  const parts = [
    run.adds + run.removes > 0
      ? `${count(progress.done)} of ${plural(run.adds + run.removes, 'customer')} changed`
      : '',
    progress.needless > 0 ? `${count(progress.needless)} were gone already` : '',
    progress.failed > 0 ? `${count(progress.failed)} refused by Shopify` : '',
    run.query !== run.queryBefore && run.state === 'done' ? segmentWords(run.query, target?.segmentName ?? '') : '',
  ];
  return `${parts.filter(Boolean).join(', ') || 'Nothing has been changed yet'}.`;
}

function segmentWords(query: string | null, name: string): string {
  return query === null ? 'the Shopify segment is gone' : `the Shopify segment “${name}” is there`;
}
