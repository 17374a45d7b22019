import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Button, Card, IndexTable, InlineStack, Text, useIndexResourceState } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

type Change = { recordId: number; before: string | null; after: string | null };

/** What a rule proposes, to be accepted or refused, one by one or all together. */
export function RuleProposals({ changes, total }: { changes: readonly Change[]; total: number }) {
  const decide = useFetcher();
  const lines = changes.map((one) => ({ ...one, id: String(one.recordId) }));
  const { selectedResources, allResourcesSelected, handleSelectionChange, clearSelection } =
    useIndexResourceState(lines);
  const send = (intent: 'accept' | 'refuse') => {
    const form = new FormData();
    form.set('intent', intent);
    for (const id of selectedResources) {
      form.append('record', id);
    }
    decide.submit(form, { method: 'post' });
    clearSelection();
  };
  const all = (intent: 'accept' | 'refuse') => decide.submit({ intent }, { method: 'post' });
  return (
    <Card padding="0">
      <Box padding="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {`${plural(total, 'proposal')}`}
          </Text>
          <InlineStack gap="200">
            <Button onClick={() => all('refuse')} disabled={decide.state !== 'idle'}>
              Refuse all
            </Button>
            <Button variant="primary" onClick={() => all('accept')} loading={decide.state !== 'idle'}>
              Accept all
            </Button>
          </InlineStack>
        </InlineStack>
      </Box>
      <IndexTable
        resourceName={{ singular: 'proposal', plural: 'proposals' }}
        itemCount={lines.length}
        selectedItemsCount={allResourcesSelected ? 'All' : selectedResources.length}
        onSelectionChange={handleSelectionChange}
        promotedBulkActions={[
          { content: 'Accept', onAction: () => send('accept') },
          { content: 'Refuse', onAction: () => send('refuse') },
        ]}
        headings={[{ title: 'As it stands' }, { title: 'Proposed' }]}
      >
        {lines.map((line, index) => (
          <IndexTable.Row id={line.id} key={line.id} position={index} selected={selectedResources.includes(line.id)}>
            <IndexTable.Cell>
              <Text as="span" breakWord>
                {line.before ?? 'empty'}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" fontWeight="semibold" breakWord>
                {line.after ?? 'empty'}
              </Text>
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

/** Switching a rule off and on again, giving back what it changed, and taking it away. */
type Switches = { enabled: boolean; applied: number; isAllowed: boolean };

export function RuleSwitches({ enabled, applied, isAllowed }: Switches) {
  const act = useFetcher<{ refusal: string | null }>();
  const send = (intent: string) => act.submit({ intent }, { method: 'post' });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="p">
          {enabled
            ? 'It runs after each import and every night over what has changed.'
            : 'It is off: what it changed and is still so has been given back.'}
        </Text>
        {!isAllowed && (
          <Text as="p" tone="subdued">
            Your role does not let you take back what a rule did, or remove it.
          </Text>
        )}
        {act.data?.refusal && (
          <Text as="p" tone="critical">
            {act.data.refusal}
          </Text>
        )}
        <InlineStack gap="200">
          {enabled ? (
            <Button tone="critical" onClick={() => send('undo')} loading={act.state !== 'idle'} disabled={!isAllowed}>
              {`Switch off and give ${plural(applied, 'value')} back`}
            </Button>
          ) : (
            <Button onClick={() => send('resume')} loading={act.state !== 'idle'}>
              Switch on again
            </Button>
          )}
          <Button variant="tertiary" tone="critical" onClick={() => send('remove')} disabled={!isAllowed}>
            Remove the rule, keep its changes
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
