import { useFetcher, useSearchParams } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, Checkbox, DataTable, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { count, type Formatting, instant, plural } from '#app/components/format.ts';
import { QuarantineButton } from '#app/components/sources/quarantine-button.tsx';
import { shareText } from './quality-words.ts';

type Forecast = { total: number; failingBefore: number; failingAfter: number; changed: number };
type Change = { recordId: number; field: string; before: string | null; after: string | null; title: string };
type Repair = { kind: string; label: string; sentence: string; url: string | null; canRepeat: boolean };
type Kept = {
  id: number;
  state: 'waiting' | 'applied' | 'undoing' | 'undone';
  askedBy: string;
  askedAt: Date;
  changes: number;
  result: Partial<Forecast>;
};
type Answer =
  | {
      dryRun?: { forecast: Forecast; shown: Change[]; isWhole: boolean };
      refusal?: { message: string; remedy: string | null } | null;
    }
  | undefined;

type Props = {
  repair: Repair;
  repairsItself: boolean;
  repairs: readonly Kept[];
  format: Formatting;
  /** What else can be done. */
  children?: ReactNode;
};

/** What can be done about the rows: tried first, carried out, taken back; or who does it where. */
export function RepairCard({ repair, repairsItself, repairs, format, children }: Props) {
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {`Repair: ${repair.label}`}
          </Text>
          <Text as="p">{repair.sentence}</Text>
        </BlockStack>
        {repair.kind === 'rows' ? (
          <RowRepair repair={repair} repairsItself={repairsItself} />
        ) : (
          repair.url && (
            <InlineStack>
              <Button url={repair.url}>{repair.label}</Button>
            </InlineStack>
          )
        )}
        {children}
        {repairs.length > 0 && <PastRepairs repairs={repairs} format={format} />}
      </BlockStack>
    </Card>
  );
}

/** Keeps more of the same from coming in while its cause is looked for. */
export function HoldSource({ sources }: { sources: readonly { id: number; name: string }[] }) {
  return (
    <BlockStack gap="200">
      <Text as="p">
        If a source brings ever more of it, keep its files back until the cause is found: they are held whole and in
        order, and none is taken in.
      </Text>
      <InlineStack>
        <QuarantineButton sources={sources} />
      </InlineStack>
    </BlockStack>
  );
}

function RowRepair({ repair, repairsItself }: { repair: Repair; repairsItself: boolean }) {
  const trying = useFetcher<Answer>();
  const doing = useFetcher<Answer>();
  const [params] = useSearchParams();
  const source = params.get('source') ?? '';
  const dryRun = trying.data?.dryRun;
  const refusal = trying.data?.refusal ?? doing.data?.refusal;
  const itself = useFetcher<Answer>();
  const isItself = itself.formData ? itself.formData.get('repairs') === 'true' : repairsItself;
  const canDo = dryRun !== undefined && dryRun.forecast.changed > 0 && doing.data === undefined;
  return (
    <BlockStack gap="300">
      {refusal && (
        <Banner tone="critical" title={refusal.message}>
          {refusal.remedy && <p>{refusal.remedy}</p>}
        </Banner>
      )}
      <InlineStack gap="200">
        <Button
          loading={trying.state !== 'idle'}
          onClick={() => trying.submit({ intent: 'try', source }, { method: 'post' })}
        >
          Try it out
        </Button>
        {canDo && (
          <Button
            variant="primary"
            loading={doing.state !== 'idle'}
            onClick={() =>
              doing.submit({ intent: 'repair', source, forecast: JSON.stringify(dryRun.forecast) }, { method: 'post' })
            }
          >
            {`Repair ${plural(dryRun.forecast.changed, 'record')}`}
          </Button>
        )}
      </InlineStack>
      {dryRun && <DryRunResult {...dryRun} />}
      {repair.canRepeat && (
        <Checkbox
          label="From now on by itself, each time the checks run"
          helpText="Every change can be taken back below."
          checked={isItself}
          onChange={(checked) => itself.submit({ intent: 'itself', repairs: String(checked) }, { method: 'post' })}
        />
      )}
    </BlockStack>
  );
}

function DryRunResult({ forecast, shown, isWhole }: { forecast: Forecast; shown: Change[]; isWhole: boolean }) {
  const { total, failingBefore, failingAfter, changed } = forecast;
  const share = (failing: number) => shareText(total === 0 ? null : 1 - failing / total);
  return (
    <BlockStack gap="300">
      <Text as="p" fontWeight="medium">
        {changed === 0
          ? 'It would change nothing: none of these rows can be put right this way.'
          : `It would change ${plural(changed, 'record')}: the score goes from ${share(failingBefore)} to ${share(failingAfter)}, ${count(failingAfter)} of ${count(failingBefore)} faults stay.`}
      </Text>
      {!isWhole && <Text as="p">Tried on the first 50,000 rows; the repair does all of them.</Text>}
      {shown.length > 0 && (
        <DataTable
          columnContentTypes={['text', 'text', 'text', 'text']}
          headings={['Record', 'Field', 'Before', 'After']}
          rows={shown.map((one) => [one.title, fieldName(one.field), one.before ?? '(empty)', one.after ?? '(empty)'])}
          increasedTableDensity
        />
      )}
    </BlockStack>
  );
}

const STATES = { waiting: 'under way', applied: 'done', undoing: 'being taken back', undone: 'taken back' } as const;

function PastRepairs({ repairs, format }: { repairs: readonly Kept[]; format: Formatting }) {
  const fetcher = useFetcher<Answer>();
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        Carried out
      </Text>
      {repairs.map((one) => (
        <InlineStack key={one.id} align="space-between" blockAlign="center" gap="200">
          <Text as="p">
            {`${instant(one.askedAt, format)}, ${one.askedBy}: ${plural(one.changes, 'record')}, ${STATES[one.state]}`}
          </Text>
          {one.state === 'applied' && one.changes > 0 && (
            <Button
              variant="plain"
              disabled={fetcher.state !== 'idle'}
              accessibilityLabel={`Take back the repair of ${instant(one.askedAt, format)}`}
              onClick={() => fetcher.submit({ intent: 'undo', repairId: one.id }, { method: 'post' })}
            >
              Take back
            </Button>
          )}
        </InlineStack>
      ))}
    </BlockStack>
  );
}

/** `birth_date` → `Birth date`. */
function fieldName(field: string): string {
  const words = field.replaceAll('_', ' ').replace(/(\d)/, ' $1');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
