import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';
import { DecideButton } from './deciding.tsx';

type SharedValue = {
  kind: string;
  value: string;
  records: number;
  people: number;
  standing: string;
  profiles: number;
  suspect: { publicId: string; people: number; records: number } | null;
  sources: string[];
  someNames: string[];
};

/** Values that different people hold, those first that may have made one profile of several; one decision each. */
export function SharedValues({ values }: { values: readonly SharedValue[] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Used by different people
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {values.map((value) => (
            <li key={`${value.kind}${value.value}`} style={{ borderTop: '1px solid #ebebeb', padding: '12px 0' }}>
              <OneValue value={value} />
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function OneValue({ value }: { value: SharedValue }) {
  const { suspect } = value;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <div style={{ flex: '1 1 20rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        <BlockStack gap="050">
          <InlineStack align="start" gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {value.value}
            </Text>
            <Badge>{KINDS[value.kind] ?? value.kind.replaceAll('_', ' ')}</Badge>
            {suspect && <Badge tone="critical">May have joined strangers</Badge>}
          </InlineStack>
          <Text as="p">
            {`On ${plural(value.records, 'record')} of ${plural(value.people, 'different person', 'different people')}: ${(value.someNames ?? []).join(', ')}`}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {`${EFFECTS[value.standing] ?? ''} From ${value.sources.join(', ')}.`}
          </Text>
          {suspect && (
            <Text as="p">
              <Link url={`/app/profiles/${suspect.publicId}`}>
                {`One profile holds ${suspect.records} of its records under names of ${suspect.people} people`}
              </Link>
            </Text>
          )}
        </BlockStack>
      </div>
      <ValueDecision kind={value.kind} value={value.value} identifies={false}>
        Never identifies a person
      </ValueDecision>
    </InlineStack>
  );
}

const KINDS: Readonly<Record<string, string>> = { email: 'E-mail', phone: 'Phone', loyalty: 'Loyalty number' };

const EFFECTS: Readonly<Record<string, string>> = {
  normal: 'It counts, at half its weight.',
  shared: 'It supports a link and cannot make one.',
  generic: 'So many use it that it counts for nothing.',
};

type DecisionProps = { kind: string; value: string; identifies: boolean; children: string };

/** The button that demotes a value or restores it. */
export function ValueDecision({ kind, value, identifies, children }: DecisionProps) {
  const fetcher = useFetcher();
  return (
    <DecideButton
      loading={fetcher.state !== 'idle'}
      accessibilityLabel={`${children}: ${value}`}
      onClick={() =>
        fetcher.submit(
          { kind, value, identifies: identifies ? 'yes' : 'no' },
          { method: 'post', action: '/app/identity/shared' },
        )
      }
    >
      {children}
    </DecideButton>
  );
}
