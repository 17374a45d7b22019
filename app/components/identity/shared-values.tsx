import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

type SharedValue = {
  kind: string;
  value: string;
  records: number;
  names: number;
  profiles: number;
  joined: number;
  largest: number;
  namesInLargest: number;
  sources: string[];
  someNames: string[];
  standing: 'generic' | 'shared';
};

/** Different names in one profile from which on the value is an alarm and no mere notice. */
const ALARM_NAMES = 3;

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
  const alarm = value.namesInLargest >= ALARM_NAMES;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="300">
      <div style={{ flex: '1 1 20rem', minWidth: 0, overflowWrap: 'anywhere' }}>
        <BlockStack gap="050">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              {value.value}
            </Text>
            <Badge>{KINDS[value.kind] ?? value.kind.replaceAll('_', ' ')}</Badge>
            {alarm && <Badge tone="critical">Joined different names</Badge>}
          </InlineStack>
          <Text as="p">
            {`On ${plural(value.records, 'record')} with ${plural(value.names, 'name')}: ${value.someNames.join(', ')}${
              value.names > value.someNames.length ? ' …' : ''
            }`}
          </Text>
          <Text as="p" tone="subdued" variant="bodySm">
            {`${effectOf(value)} From ${value.sources.join(', ')}.`}
          </Text>
        </BlockStack>
      </div>
      <ValueDecision kind={value.kind} value={value.value} identifies={false}>
        Never identifies a person
      </ValueDecision>
    </InlineStack>
  );
}

const KINDS: Readonly<Record<string, string>> = { email: 'E-mail', phone: 'Phone', loyalty: 'Loyalty number' };

function effectOf({ standing, joined, largest, namesInLargest }: SharedValue): string {
  const now =
    standing === 'generic'
      ? 'So many use it that it counts for nothing by itself.'
      : 'It supports a link and cannot make one.';
  if (joined === 0) {
    return `${now} It has joined nobody.`;
  }
  const names = namesInLargest > 1 ? `, under ${plural(namesInLargest, 'name')}` : '';
  return `${now} ${plural(joined, 'profile')} hold more than one of its records, the largest ${largest}${names}.`;
}

type DecisionProps = { kind: string; value: string; identifies: boolean; children: string };

/** The button that demotes a value or restores it. */
export function ValueDecision({ kind, value, identifies, children }: DecisionProps) {
  const fetcher = useFetcher();
  return (
    <Button
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
    </Button>
  );
}
