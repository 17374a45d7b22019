import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, List, ProgressBar, Text } from '@shopify/polaris';
import { count, plural } from '#app/components/format.ts';
import type { DryRun, DryRunFound } from '#app/sources/dry-run.ts';
import { CounterFigures } from './counter-figures.tsx';
import { DryRunChanges } from './dry-run-changes.tsx';

const PHASES: Readonly<Record<DryRun['phase'], string>> = {
  reading: 'Reading the rows',
  people: 'Finding out who is who',
  comparing: 'Comparing before and after',
};

/** How far the check of a whole file has come; it can be stopped. Nothing is changed by it. */
function DryRunProgress({ dryRun, dataRows, stopping }: { dryRun: DryRun; dataRows: number; stopping: boolean }) {
  const stop = useFetcher();
  const share = dataRows > 0 ? Math.min(100, Math.round((dryRun.rowsRead / dataRows) * 100)) : 0;
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            {stopping ? 'Stopping' : `Checking the whole file: ${PHASES[dryRun.phase].toLowerCase()}`}
          </Text>
          <stop.Form method="post">
            <input type="hidden" name="intent" value="cancel" />
            <Button submit disabled={stopping} loading={stop.state !== 'idle'}>
              Stop
            </Button>
          </stop.Form>
        </InlineStack>
        <div role="progressbar" aria-label="Check" aria-valuemin={0} aria-valuemax={100} aria-valuenow={share}>
          <ProgressBar progress={share} size="small" />
        </div>
        <Text as="p" tone="subdued" variant="bodySm">
          {`${count(dryRun.rowsRead)} of ${count(dataRows)} rows. Nothing is imported yet.`}
        </Text>
      </BlockStack>
    </Card>
  );
}

type Props = { found: DryRunFound; when: string; isOutdated: boolean };

/** What the import would do, before anything is done. */
function DryRunCard({ found, when, isOutdated }: Props) {
  const { counters, joined } = found;
  return (
    <BlockStack gap="400">
      <BlockStack gap="100">
        <Text as="h2" variant="headingLg">
          What this import would do
        </Text>
        <Text as="p" tone="subdued">
          {`Checked on the whole file, ${when}. Nothing has been changed.`}
        </Text>
      </BlockStack>
      {isOutdated && (
        <Banner tone="warning" title="You have changed the mapping since">
          <p>These figures are of the mapping before. Check the file again to see what the new one would do.</p>
        </Banner>
      )}
      {found.doubts.length > 0 && (
        <Banner tone="warning" title="Is this file of this source and this shop?">
          <List>
            {found.doubts.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </Banner>
      )}
      <CounterFigures counters={counters} refused={found.refused} />
      <Card>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            People
          </Text>
          <List>
            <List.Item>{`${plural(joined.newProfiles, 'new profile')}.`}</List.Item>
            <List.Item>
              {`${plural(joined.records, 'new record')} would join ${plural(joined.profiles, 'profile')} that you have.`}
            </List.Item>
            {found.fused > 0 && (
              <List.Item>{`${plural(found.fused, 'profile')} would become one with another.`}</List.Item>
            )}
            {found.others.map((one) => (
              <List.Item key={one.kind}>
                {`${one.kind[0]!.toUpperCase()}${one.kind.slice(1)}: ${count(one.created)} new, ${count(one.changed)} changed.`}
              </List.Item>
            ))}
          </List>
        </BlockStack>
      </Card>
      <DryRunChanges found={found} />
    </BlockStack>
  );
}

/** The last check of the whole file: how far it is, why it could not be done, or what it found. */
export function DryRunPart({
  dryRun,
  dataRows,
  checking,
  stopping,
  when,
  isOutdated,
}: {
  dryRun: DryRun | null;
  dataRows: number;
  checking: boolean;
  stopping: boolean;
  when: string;
  isOutdated: boolean;
}) {
  if (!dryRun) {
    return null;
  }
  if (checking) {
    return <DryRunProgress dryRun={dryRun} dataRows={dataRows} stopping={stopping} />;
  }
  if (dryRun.failure) {
    return (
      <Banner tone="critical" title="The file could not be checked">
        <p>{dryRun.failure}</p>
      </Banner>
    );
  }
  return dryRun.found && <DryRunCard found={dryRun.found} when={when} isOutdated={isOutdated} />;
}
