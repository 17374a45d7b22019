import { Card, EmptyState } from '@shopify/polaris';

/** Nothing is open, or all that is was left for later. */
export function NoQuestions({ skipped, onStartAgain }: { skipped: boolean; onStartAgain: () => void }) {
  if (skipped) {
    return (
      <Card>
        <EmptyState
          heading="That was the last one"
          image=""
          action={{ content: 'Show those left for later', onAction: onStartAgain }}
        >
          <p>The questions that you left for later are still open.</p>
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState heading="No questions are open" image="">
        <p>Where the evidence is not enough to be sure, Onefold asks here rather than guess.</p>
      </EmptyState>
    </Card>
  );
}
