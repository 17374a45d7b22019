import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, FormLayout, Select, Text, TextField } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { hourText, SecretBanner } from './alert-channels.tsx';

type Answer =
  | { refusal?: { message: string; remedy: string | null; field: string | null } | null; secret?: string | null }
  | undefined;

const HOURS = Array.from({ length: 24 }, (_none, hour) => ({ label: hourText(hour), value: String(hour) }));

/** A new address to be told, and when. */
export function AlertForm({ canMail }: { canMail: boolean }) {
  const fetcher = useFetcher<Answer>();
  const [kind, setKind] = useState(canMail ? 'email' : 'webhook');
  const [address, setAddress] = useState('');
  const [rhythm, setRhythm] = useState('at_once');
  const [digestHour, setDigestHour] = useState('8');
  const [quietFrom, setQuietFrom] = useState('22');
  const [quietTo, setQuietTo] = useState('7');
  const refusal = fetcher.data?.refusal ?? null;
  const isDone = fetcher.state === 'idle' && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) setAddress('');
  }, [isDone]);
  const add = () =>
    fetcher.submit({ intent: 'add', kind, address, rhythm, digestHour, quietFrom, quietTo }, { method: 'post' });
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Tell somebody else
        </Text>
        {!canMail && (
          <Banner tone="info" title="This installation has no mail server: alerts by e-mail cannot be sent yet." />
        )}
        {fetcher.data?.secret && <SecretBanner secret={fetcher.data.secret} />}
        {refusal && refusal.field === null && (
          <Banner tone="critical" title={refusal.message}>
            {refusal.remedy && <p>{refusal.remedy}</p>}
          </Banner>
        )}
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="By"
              options={[
                { label: 'E-mail', value: 'email', disabled: !canMail },
                { label: 'Webhook (a call to a system of yours)', value: 'webhook' },
              ]}
              value={kind}
              onChange={setKind}
            />
            <TextField
              label={kind === 'email' ? 'E-mail address' : 'Address, beginning with https://'}
              value={address}
              onChange={setAddress}
              autoComplete="off"
              maxLength={500}
              error={refusal?.field === 'address' ? refusal.message : false}
            />
          </FormLayout.Group>
          <FormLayout.Group>
            <Select
              label="When"
              options={[
                { label: 'At once', value: 'at_once' },
                { label: 'As a digest each day', value: 'daily' },
                { label: 'As a digest on Mondays', value: 'weekly' },
              ]}
              value={rhythm}
              onChange={setRhythm}
            />
            {rhythm === 'at_once' ? (
              <FormLayout.Group condensed>
                <Select label="Quiet from" options={HOURS} value={quietFrom} onChange={setQuietFrom} />
                <Select label="Quiet until" options={HOURS} value={quietTo} onChange={setQuietTo} />
              </FormLayout.Group>
            ) : (
              <Select label="At" options={HOURS} value={digestHour} onChange={setDigestHour} />
            )}
          </FormLayout.Group>
          <Text as="p" tone="subdued">
            Hours are those of your shop. What is noticed in quiet hours is told when they end.
          </Text>
          <Button onClick={add} loading={fetcher.state !== 'idle'}>
            Add
          </Button>
        </FormLayout>
      </BlockStack>
    </Card>
  );
}
