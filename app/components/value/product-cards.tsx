import { Badge, BlockStack, Card, DataTable, InlineStack, Text } from '@shopify/polaris';
import type { AdviceExam } from '#app/analytics/fit-advice.ts';
import { CHANNEL_NAMES } from '#app/components/chart/palette.ts';
import { count, type Formatting, money, percent } from '#app/components/format.ts';

type First = { nth: number; title: string; channel: string; people: number; returned: number };
type Step = {
  nth: number;
  from: string;
  to: string | null;
  people: number;
  medianDays: number | null;
  netMinor: number;
};

const NTH = ['', 'First', 'Second', 'Third'] as const;

/** What is bought first, second and third, and where. */
export function FirstProducts({ firsts }: { firsts: readonly First[] }) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What people buy first, then and after
          </Text>
          <Text as="p" tone="subdued">
            By the dearest product of each day with an order, at the till and online. What was given back stays in.
          </Text>
        </BlockStack>
        {[1, 2, 3].map((nth) => (
          <DataTable
            key={nth}
            columnContentTypes={['text', 'text', 'numeric', 'numeric']}
            headings={[`${NTH[nth]} purchase`, 'Where', 'People', 'Gave it back']}
            rows={firsts
              .filter((one) => one.nth === nth)
              .map((one) => [
                one.title,
                CHANNEL_NAMES[one.channel] ?? one.channel,
                count(one.people),
                count(one.returned),
              ])}
            increasedTableDensity
          />
        ))}
      </BlockStack>
    </Card>
  );
}

/** The steps from one purchase to the next that most people take; what one person did is no path. */
export function PathSteps({ steps, format }: { steps: readonly Step[]; format: Formatting }) {
  const shared = steps.filter((one) => one.people > 1);
  if (shared.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          From one purchase to the next
        </Text>
        <DataTable
          columnContentTypes={['text', 'text', 'text', 'numeric', 'numeric', 'numeric']}
          headings={['Step', 'From', 'To', 'People', 'Days between', 'Revenue of the next']}
          rows={shared.map((one) => [
            one.nth === 1 ? '1st → 2nd' : '2nd → 3rd',
            one.from,
            one.to ?? '–',
            count(one.people),
            one.medianDays === null ? '–' : count(Math.round(one.medianDays)),
            money(one.netMinor, format),
          ])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}

type Product = {
  key: string;
  title: string;
  buyers: number;
  offered: boolean;
  returned: number;
  gapDays: number | null;
  goesWith: string[];
};

/** What goes with what, and how such advice did on the shop's own past. */
export function GoesWith({ products, exam }: { products: readonly Product[]; exam: AdviceExam | null }) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" align="space-between">
          <Text as="h2" variant="headingMd">
            What goes with what
          </Text>
          {exam && (
            <Badge tone={exam.advice.recall > exam.popular.recall ? 'success' : 'warning'}>
              {exam.advice.recall > exam.popular.recall
                ? 'Tested: better than best sellers'
                : 'Tested: no better than best sellers'}
            </Badge>
          )}
        </InlineStack>
        <Text as="p" tone="subdued">
          {exam === null
            ? 'Too few people bought something new in the last 90 days to test this advice.'
            : `Learned without the last ${exam.days} days, lists of twenty held ${percent(exam.advice.recall, 1)} of what ${count(exam.advice.customers)} people then bought for the first time; the best sellers held ${percent(exam.popular.recall, 1)}.`}{' '}
          Suggestions leave out what is not on sale, what was given back and what is owned, unless it runs out.
        </Text>
        <DataTable
          columnContentTypes={['text', 'numeric', 'text', 'text', 'numeric']}
          headings={['Product', 'Buyers', 'Goes with', 'Bought again after', 'Given back']}
          rows={products.map((one) => [
            one.offered ? one.title : `${one.title} (not on sale)`,
            count(one.buyers),
            one.goesWith.join(', '),
            one.gapDays === null ? '' : `${Math.round(one.gapDays)} days`,
            percent(one.returned, 1),
          ])}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
