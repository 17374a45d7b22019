import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, Card, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import type { Formatting } from '#app/components/format.ts';
import { type Run, type Saved, SavedReport } from './saved-report.tsx';

type Answer = { problem: string | null } | undefined;
type Props = { saved: readonly Saved[]; runs: readonly Run[]; params: string; canMail: boolean; format: Formatting };

/** Reports that were kept, with what was made of them, and a field to keep this one. */
export function SavedReports({ saved, runs, params, canMail, format }: Props) {
  const keeping = useFetcher<Answer>();
  const [name, setName] = useState('');
  const problem = keeping.data?.problem ?? null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Saved reports
        </Text>
        {saved.map((report) => (
          <SavedReport
            key={report.id}
            report={report}
            runs={runs.filter((run) => run.reportId === report.id)}
            canMail={canMail}
            format={format}
          />
        ))}
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
