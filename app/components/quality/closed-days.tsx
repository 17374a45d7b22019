import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { day } from '#app/components/format.ts';

type Closure = { id: number; store: string | null; fromDay: string; toDay: string; reason: string };
type Props = { closures: readonly Closure[]; stores: readonly { id: number; name: string }[]; today: string };
type Answer = { refusal: { message: string } | null };

/** Days on which a store is closed: nothing is expected of it then, and nothing learned from them. */
export function ClosedDays({ closures, stores, today }: Props) {
  const fetcher = useFetcher<Answer>();
  const [storeId, setStoreId] = useState('0');
  const [fromDay, setFromDay] = useState(today);
  const [toDay, setToDay] = useState(today);
  const [reason, setReason] = useState('');
  const refusal = fetcher.data?.refusal ?? null;
  const isDone = fetcher.state === 'idle' && fetcher.data !== undefined && refusal === null;
  useEffect(() => {
    if (isDone) setReason('');
  }, [isDone]);
  const add = () => fetcher.submit({ intent: 'close', storeId, fromDay, toDay, reason }, { method: 'post' });
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Closed days
          </Text>
          <Text as="p" tone="subdued">
            Bank holidays of your country and the weekdays on which a store never opens are known. Say here what else is
            closed, and nothing is expected of it then.
          </Text>
        </BlockStack>
        {refusal && <Banner tone="critical" title={refusal.message} />}
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Store"
              options={[
                { label: 'All stores', value: '0' },
                ...stores.map((store) => ({ label: store.name, value: String(store.id) })),
              ]}
              value={storeId}
              onChange={setStoreId}
            />
            <TextField label="First day" type="date" value={fromDay} onChange={setFromDay} autoComplete="off" />
            <TextField label="Last day" type="date" value={toDay} onChange={setToDay} autoComplete="off" />
          </FormLayout.Group>
          <TextField label="Why" value={reason} onChange={setReason} autoComplete="off" maxLength={200} />
          <Button onClick={add} loading={fetcher.state !== 'idle'}>
            Add closed days
          </Button>
        </FormLayout>
        {closures.map((closure) => (
          <InlineStack key={closure.id} align="space-between" blockAlign="center" gap="200">
            <Text as="p">{closureText(closure)}</Text>
            <Button
              variant="plain"
              accessibilityLabel={`Remove ${closureText(closure)}`}
              onClick={() => fetcher.submit({ intent: 'reopen', closureId: closure.id }, { method: 'post' })}
            >
              Remove
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

function closureText({ store, fromDay, toDay, reason }: Closure): string {
  const when = fromDay === toDay ? day(fromDay) : `${day(fromDay)} to ${day(toDay)}`;
  return `${store ?? 'All stores'}, ${when}${reason ? `: ${reason}` : ''}`;
}
