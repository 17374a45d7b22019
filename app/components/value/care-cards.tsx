import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Button, ButtonGroup, Card, DataTable, InlineStack, Link, Text } from '@shopify/polaris';
import { CARE_KINDS, type CareKind, type CareResult } from '#app/analytics/care-words.ts';
import { count, day, type Formatting, money, percent } from '#app/components/format.ts';

type Open = {
  id: number;
  kind: string;
  productKey: string | null;
  owner: string;
  dueDay: string;
  isLate: boolean;
  publicId: string;
  name: string;
};

/** Planned actions, each to be marked as done or dropped. */
export function OpenActions({ open }: { open: readonly Open[] }) {
  if (open.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Planned
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 12 }}>
          {open.map((one) => (
            <li key={one.id}>
              <ActionLine one={one} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function ActionLine({ one }: { one: Open }) {
  const settling = useFetcher();
  const settle = (state: string) =>
    settling.submit({ intent: 'settle', id: String(one.id), state }, { method: 'post' });
  const busy = settling.state !== 'idle';
  const what = `${CARE_KINDS[one.kind as CareKind]}${one.productKey ? `: ${one.productKey}` : ''}`;
  return (
    <InlineStack gap="200" align="space-between" blockAlign="center">
      <InlineStack gap="200" blockAlign="center">
        <Link url={`/app/profiles/${one.publicId}`}>{one.name || 'No name'}</Link>
        <Text as="span">{`${what}, ${one.owner}, by ${day(one.dueDay)}`}</Text>
        {one.isLate && <Badge tone="attention">Day has passed</Badge>}
      </InlineStack>
      <ButtonGroup>
        <Button
          size="slim"
          disabled={busy}
          onClick={() => settle('done')}
          accessibilityLabel={`Done: ${one.name}, ${what}`}
        >
          Done
        </Button>
        <Button
          size="slim"
          variant="tertiary"
          disabled={busy}
          onClick={() => settle('dropped')}
          accessibilityLabel={`Drop: ${one.name}, ${what}`}
        >
          Drop
        </Button>
      </ButtonGroup>
    </InlineStack>
  );
}

/** What came of actions, against what was to be expected without them. */
export function CareResults({ results, format }: { results: readonly CareResult[]; format: Formatting }) {
  if (results.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          What came of it
        </Text>
        <Text as="p" tone="subdued">
          An action is judged 90 days after it was done: how many of its people ordered, against how many the model had
          expected to order anyway. Nobody was drawn by lot, so a small difference means little.
        </Text>
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric', 'numeric', 'numeric']}
          headings={['Action', 'Done', 'Ordered so far', 'Judged', 'Ordered', 'Expected anyway', 'Revenue after']}
          rows={results.map((one) => [
            CARE_KINDS[one.kind as CareKind],
            count(one.done),
            count(one.returnedSoFar),
            count(one.judged),
            one.judged === 0 ? '–' : `${count(one.returned)} (${percent(one.returned / one.judged)})`,
            one.judged === 0 ? '–' : `${one.expected.toFixed(1)} (${percent(one.expected / one.judged)})`,
            money(one.netMinor, format),
          ])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
