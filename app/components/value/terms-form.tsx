import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineGrid, InlineStack, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { type Formatting, money, percent } from '#app/components/format.ts';
import { VALUE_PARTS } from '#app/metrics/value-score.ts';
import type { GoodsSums, MerchantTerms } from '#app/metrics/value-terms.ts';
import { currencyExponent } from '#app/normalise/currency.ts';
import { PART_WORDS } from './part-words.ts';

type Answer = { problem: { field: string; message: string } | null } | undefined;
type Props = { terms: MerchantTerms; goods: GoodsSums; margin: number; format: Formatting };

/** How parts weigh, and what revenue is worth: the merchant's own numbers, saved for all. */
export function TermsForm({ terms, goods, margin, format }: Props) {
  const sending = useFetcher<Answer>();
  const [typed, setTyped] = useState(() => textsOf(terms, format));
  const problem = sending.state === 'idle' ? (sending.data?.problem ?? null) : null;
  const isSaved = sending.state === 'idle' && sending.data !== undefined && problem === null;
  const field = (name: string, label: string, extra: { suffix?: string; helpText?: string } = {}) => (
    <TextField
      key={name}
      label={label}
      value={typed[name] ?? ''}
      onChange={(value) => setTyped({ ...typed, [name]: value })}
      autoComplete="off"
      inputMode="decimal"
      error={problem?.field === name ? problem.message : false}
      {...extra}
    />
  );
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            How parts are weighed
          </Text>
          <Text as="p" tone="subdued">
            Each part counts by a person’s place among all customers, 0 to 100. The score is the mean of the parts, each
            as often as its weight says; 0 leaves a part out.
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="300">
          {VALUE_PARTS.map((part) => field(part, PART_WORDS[part].name, { helpText: PART_WORDS[part].what }))}
        </InlineGrid>
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What revenue is worth
          </Text>
          <Text as="p" tone="subdued">
            {costText(goods, margin, format)}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
          {field('defaultMargin', 'Margin where no cost is known', {
            suffix: '%',
            helpText: 'Empty: as of goods with a cost',
          })}
          {field('discount', 'A year of waiting takes off', {
            suffix: '%',
            helpText: 'For value over 12 and 36 months',
          })}
          {field('requestCost', 'One request to the service desk costs', {
            suffix: format.currency,
            helpText: 'Shown beside the requests of a person; may be empty',
          })}
        </InlineGrid>
        {problem?.field === '' && <Banner tone="critical" title={problem.message} />}
        {isSaved && <Banner tone="success" title="Saved. All people are being scored by it." />}
        <InlineStack>
          <Button
            variant="primary"
            loading={sending.state !== 'idle'}
            onClick={() => sending.submit(typed, { method: 'post' })}
          >
            Save
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function textsOf(terms: MerchantTerms, format: Formatting): Record<string, string> {
  const major = 10 ** currencyExponent(format.currency);
  const hundred = (share: number) => String(Math.round(share * 10_000) / 100);
  return {
    ...Object.fromEntries(VALUE_PARTS.map((part) => [part, String(terms.weights[part])])),
    defaultMargin: terms.defaultMargin === null ? '' : hundred(terms.defaultMargin),
    discount: hundred(terms.yearlyDiscount),
    requestCost: terms.requestCostMinor === null ? '' : String(terms.requestCostMinor / major),
  };
}

function costText({ goods, costed, cost }: GoodsSums, margin: number, format: Formatting): string {
  const counted = `Forecasts count with ${percent(margin, 1)} of revenue.`;
  if (costed <= 0) return `No product’s cost is known yet. ${counted}`;
  const own = percent((costed - cost) / costed, 1);
  return `The cost of ${percent(costed / Math.max(1, goods))} of goods sold to known customers is known: ${money(costed, format)}, of which ${own} is left. ${counted}`;
}
