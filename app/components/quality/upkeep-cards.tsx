import { useFetcher } from '@remix-run/react';
import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  DataTable,
  FormLayout,
  InlineStack,
  Link,
  List,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { count, day, type Formatting, instant, money, plural } from '#app/components/format.ts';
import { type ScoreView, shareText } from './quality-words.ts';

type Regimen = {
  key: string;
  label: string;
  field: string;
  repair: string;
  score: ScoreView;
  canRepeat: boolean;
  repairsItself: boolean;
};
type Answer = { refusal: { message: string; field: string | null } | null };

/** Which repairs run by themselves. */
export function RegimenCard({ regimen }: { regimen: readonly Regimen[] }) {
  const fetcher = useFetcher<Answer>();
  const sent = fetcher.formData;
  const isOn = (line: Regimen) =>
    sent?.get('checkKey') === line.key ? sent.get('repairs') === 'true' : line.repairsItself;
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What is repaired
          </Text>
          <Text as="p" tone="subdued">
            E-mail, phone, names and addresses. What is ticked runs by itself; every change can be taken back on the
            page of its check.
          </Text>
        </BlockStack>
        {regimen.map((line) => (
          <InlineStack key={line.key} align="space-between" blockAlign="start" gap="200">
            {line.canRepeat ? (
              <Checkbox
                label={line.repair}
                helpText={`${line.field}: ${line.label}`}
                checked={isOn(line)}
                onChange={(checked) =>
                  fetcher.submit({ intent: 'itself', checkKey: line.key, repairs: String(checked) }, { method: 'post' })
                }
              />
            ) : (
              <BlockStack>
                <Text as="span">{line.repair}</Text>
                <Text as="span" tone="subdued">
                  {`${line.field}: ${line.label}. Only by hand: it could be meant otherwise.`}
                </Text>
              </BlockStack>
            )}
            <Link url={`/app/quality/${line.key}`} accessibilityLabel={`Rows of “${line.label}”`}>
              {`${count(line.score.failing)} of ${count(line.score.total)} to repair, score ${shareText(line.score.share)}`}
            </Link>
          </InlineStack>
        ))}
      </BlockStack>
    </Card>
  );
}

type UpkeepProps = {
  upkeep: { rhythm: string; repairedOn: string | null; thousandMinor: number | null };
  deadWeight: number;
  stale: number;
  format: Formatting;
};

/** When repairs run, and what contacts that are good for nothing cost in tools that charge for each. */
export function UpkeepForm({ upkeep, deadWeight, stale, format }: UpkeepProps) {
  const fetcher = useFetcher<Answer>();
  const [rhythm, setRhythm] = useState(upkeep.rhythm);
  const [price, setPrice] = useState(upkeep.thousandMinor === null ? '' : String(upkeep.thousandMinor / 100));
  const refusal = fetcher.data?.refusal ?? null;
  const { thousandMinor } = upkeep;
  const cost = (contacts: number) =>
    thousandMinor === null ? null : Math.round((contacts * thousandMinor * 12) / 1000);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          Schedule and price
        </Text>
        <FormLayout>
          <FormLayout.Group>
            <Select
              label="Repairs that run by themselves do so"
              options={[
                { label: 'Each time the checks run', value: 'each_run' },
                { label: 'Once a week', value: 'weekly' },
                { label: 'Once a month', value: 'monthly' },
              ]}
              value={rhythm}
              onChange={setRhythm}
              {...(upkeep.repairedOn ? { helpText: `Last on ${day(upkeep.repairedOn)}.` } : {})}
            />
            <TextField
              label="What 1,000 contacts cost a month in your mail tool"
              value={price}
              onChange={setPrice}
              autoComplete="off"
              inputMode="decimal"
              prefix={format.currency}
              error={refusal?.field === 'price' ? refusal.message : false}
            />
          </FormLayout.Group>
          <Button
            loading={fetcher.state !== 'idle'}
            onClick={() => fetcher.submit({ intent: 'keep', rhythm, price }, { method: 'post' })}
          >
            Save
          </Button>
        </FormLayout>
        <List>
          <List.Item>
            <Link url="/app/quality/dead_weight">
              {`${plural(deadWeight, 'record')} of dead weight: never bought, never said yes, silent for two years`}
            </Link>
            {costText(cost(deadWeight), format)}
          </List.Item>
          <List.Item>
            <Link url="/app/quality/contact_stale">{`${plural(stale, 'record')} not confirmed for two years`}</Link>
            {costText(cost(stale), format)}
          </List.Item>
        </List>
      </BlockStack>
    </Card>
  );
}

function costText(minor: number | null, format: Formatting): string {
  return minor === null ? '' : `, ${money(minor, format)} a year elsewhere`;
}

type Decay = { source: string; half: number; year: number; two: number; older: number };

/** How long ago contacts were last confirmed, by source. */
export function DecayTable({ decay }: { decay: readonly Decay[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Last confirmed
          </Text>
          <Text as="p" tone="subdued">
            Customers with an e-mail address or a phone number, by the last change in their source or their last
            purchase.
          </Text>
        </BlockStack>
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric', 'numeric']}
          headings={['Source', 'Within 6 months', '6 to 12', '12 to 24', 'Before']}
          rows={decay.map((one) => [one.source, count(one.half), count(one.year), count(one.two), count(one.older)])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}

type Past = {
  id: number;
  label: string;
  checkKey: string;
  askedBy: string;
  askedAt: Date;
  changes: number;
  state: string;
};

/** What was repaired lately, by whom. */
export function LatestRepairs({ repairs, format }: { repairs: readonly Past[]; format: Formatting }) {
  if (repairs.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Repaired lately
        </Text>
        <List>
          {repairs.map((one) => (
            <List.Item key={one.id}>
              {`${instant(one.askedAt, format)}, ${one.askedBy}: `}
              <Link url={`/app/quality/${one.checkKey}`}>{one.label}</Link>
              {`, ${plural(one.changes, 'record')}${one.state === 'undone' ? ', taken back' : ''}`}
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
