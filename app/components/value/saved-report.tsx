import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Box, Button, InlineStack, Link, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { SCHEDULES, type Schedule } from '#app/analytics/report-schedule.ts';
import { day, type Formatting, instant, plural } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';

export type Saved = { id: number; name: string; params: string; schedule: Schedule; recipients: string[] };
export type Run = {
  id: number;
  reportId: number;
  forDay: string;
  lines: number;
  madeAt: Date;
  mailState: 'nobody' | 'not_configured' | 'waiting' | 'sent' | 'failed';
  mailTries: number;
  mailReason: string | null;
};
type Answer = { problem: string | null } | undefined;

type Props = { report: Saved; runs: readonly Run[]; canMail: boolean; format: Formatting };

/** A saved report: its schedule, to whom it goes, and the files that were made. */
export function SavedReport({ report, runs, canMail, format }: Props) {
  const sending = useFetcher<Answer>();
  const [schedule, setSchedule] = useState<string>(report.schedule);
  const [recipients, setRecipients] = useState(report.recipients.join(', '));
  const problem = sending.state === 'idle' ? (sending.data?.problem ?? null) : null;
  const id = String(report.id);
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Link url={`/app/reports?${report.params}`}>{report.name}</Link>
        <Button
          size="slim"
          variant="tertiary"
          accessibilityLabel={`Remove ${report.name}`}
          onClick={() => sending.submit({ intent: 'drop', id }, { method: 'post' })}
        >
          Remove
        </Button>
      </InlineStack>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'flex-start' }}>
        <Box minWidth="190px">
          <Select
            label={`${report.name} is made`}
            options={Object.entries(SCHEDULES).map(([value, label]) => ({ value, label }))}
            value={schedule}
            onChange={setSchedule}
          />
        </Box>
        <div style={{ flex: '1 1 220px' }}>
          <TextField
            label={`${report.name} is sent by e-mail to`}
            value={recipients}
            onChange={setRecipients}
            autoComplete="off"
            placeholder="nobody"
            helpText={canMail ? undefined : 'No mail server is set up here: files are kept, but not sent.'}
            error={problem ?? false}
          />
        </div>
        <div style={{ paddingTop: 24 }}>
          <Button
            loading={sending.state !== 'idle'}
            accessibilityLabel={`Save schedule of ${report.name}`}
            onClick={() => sending.submit({ intent: 'schedule', id, schedule, recipients }, { method: 'post' })}
          >
            Save schedule
          </Button>
        </div>
      </div>
      {runs.length > 0 && (
        <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 8 }}>
          {runs.map((run) => (
            <li key={run.id}>
              <RunLine run={run} name={report.name} format={format} />
            </li>
          ))}
        </ul>
      )}
    </BlockStack>
  );
}

const MAIL = {
  nobody: null,
  not_configured: { text: 'Not sent: no mail server', tone: 'attention' },
  waiting: { text: 'Being sent', tone: 'info' },
  sent: { text: 'Sent', tone: 'success' },
  failed: { text: 'Could not be sent', tone: 'critical' },
} as const;

function RunLine({ run, name, format }: { run: Run; name: string; format: Formatting }) {
  const mail = MAIL[run.mailState];
  return (
    <InlineStack gap="300" blockAlign="center">
      <DownloadButton url={`/app/reports/runs/${run.id}`} fallbackName={`${name}-${run.forDay}.csv`}>
        {`File of ${day(run.forDay)}`}
      </DownloadButton>
      <Text as="span" tone="subdued" variant="bodySm">
        {`${plural(run.lines, 'row')}, made ${instant(run.madeAt, format)}`}
      </Text>
      {mail && <Badge tone={mail.tone}>{mail.text}</Badge>}
      {run.mailReason && (
        <Text as="span" tone="subdued" variant="bodySm">
          {`${run.mailReason} (${plural(run.mailTries, 'try', 'tries')})`}
        </Text>
      )}
    </InlineStack>
  );
}
