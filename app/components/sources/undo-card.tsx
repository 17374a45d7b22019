import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Modal, Spinner, Text } from '@shopify/polaris';
import { useState } from 'react';
import { count } from '#app/components/format.ts';
import type { UploadStateName } from './upload-state-badge.tsx';

type Answer = { refusal: { message: string; remedy: string | null } | null };

type Props = {
  state: UploadStateName;
  fileName: string;
  undone: { removed: number; restored: number; conflicts: number } | null;
};

/** Takes an import back, after a question; while that goes on and afterwards, what it has come to. */
export function UndoCard({ state, fileName, undone }: Props) {
  const undo = useFetcher<Answer>();
  const [asking, setAsking] = useState(false);
  if (state === 'undoing' || state === 'undone') {
    return <UndoAccount isDone={state === 'undone'} undone={undone} />;
  }
  const confirm = () => {
    undo.submit({ intent: 'undo' }, { method: 'post' });
    setAsking(false);
  };
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <Text as="h2" variant="headingMd">
            Undo this import
          </Text>
          <Button tone="critical" onClick={() => setAsking(true)} loading={undo.state !== 'idle'}>
            Undo import
          </Button>
        </InlineStack>
        {undo.data?.refusal && (
          <Banner tone="critical" title={undo.data.refusal.message}>
            <p>{undo.data.refusal.remedy}</p>
          </Banner>
        )}
        <Text as="p" tone="subdued">
          Takes back what this file brought in and what it changed. What others have said before or since stays, and you
          see where they differ.
        </Text>
      </BlockStack>
      <Modal
        open={asking}
        onClose={() => setAsking(false)}
        title={`Undo the import of ${fileName}?`}
        primaryAction={{ content: 'Undo import', destructive: true, onAction: confirm }}
        secondaryActions={[{ content: 'Keep it', onAction: () => setAsking(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="200">
            <Text as="p">
              Records and orders that only this file speaks of are removed, and those it changed become what they would
              be without it. Opt-outs that only this file told of are taken back too.
            </Text>
            <Text as="p">To have it back afterwards, upload the file again.</Text>
          </BlockStack>
        </Modal.Section>
      </Modal>
    </Card>
  );
}

function UndoAccount({ isDone, undone }: { isDone: boolean; undone: Props['undone'] }) {
  const { removed, restored, conflicts } = undone ?? { removed: 0, restored: 0, conflicts: 0 };
  const account = `${count(removed)} rows removed, ${count(restored)} set back to what others say.`;
  if (!isDone) {
    return (
      <Card>
        <InlineStack gap="300" blockAlign="center">
          <Spinner size="small" accessibilityLabel="Undoing" />
          <Text as="span">{`Undoing: ${account}`}</Text>
        </InlineStack>
      </Card>
    );
  }
  return (
    <Banner tone={conflicts > 0 ? 'warning' : 'success'} title="This import was undone">
      <p>
        {conflicts > 0
          ? `${account} ${count(conflicts)} fields stay as others have changed them since: they are listed below.`
          : `${account} Nobody had changed since what it had changed.`}
      </p>
    </Banner>
  );
}
