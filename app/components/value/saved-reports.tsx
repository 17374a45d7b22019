import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, InlineStack, Link, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';

type Saved = { id: number; name: string; params: string };
type Answer = { problem: string | null } | undefined;

/** Reports that were kept, and a field to keep this one. */
export function SavedReports({ saved, params }: { saved: readonly Saved[]; params: string }) {
  const keeping = useFetcher<Answer>();
  const [name, setName] = useState('');
  const problem = keeping.data?.problem ?? null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Saved reports
        </Text>
        {saved.length > 0 && (
          <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
            {saved.map((one) => (
              <li key={one.id}>
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <Link url={`/app/reports?${one.params}`}>{one.name}</Link>
                  <Button
                    size="slim"
                    variant="tertiary"
                    accessibilityLabel={`Remove ${one.name}`}
                    onClick={() => keeping.submit({ intent: 'drop', id: String(one.id) }, { method: 'post' })}
                  >
                    Remove
                  </Button>
                </InlineStack>
              </li>
            ))}
          </ul>
        )}
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          autoComplete="off"
          error={problem ?? false}
          connectedRight={
            <Button
              loading={keeping.state !== 'idle'}
              onClick={() => keeping.submit({ intent: 'keep', name, params }, { method: 'post' })}
            >
              Save this report
            </Button>
          }
        />
      </BlockStack>
    </Card>
  );
}
