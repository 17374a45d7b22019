import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, Text } from '@shopify/polaris';
import type { Payback, PaybackPage } from '#app/analytics/payback.ts';
import { count, type Formatting, money, percent, plural } from '#app/components/format.ts';
import { CostForm } from './cost-form.tsx';
import { COST_SPLIT_WORDS, costName } from './cost-words.ts';
import { monthName } from './month.ts';

type Targets = Parameters<typeof CostForm>[0]['targets'];
type Props = { payback: PaybackPage & { targets: Targets; thisMonth: string }; format: Formatting };

/** What winning customers cost, and when they had brought it back: as the merchant told it, never by forecast. */
export function PaybackCard({ payback: { rows, basis, targets, thisMonth }, format }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What new customers cost, and when it was back
        </Text>
        <Text as="p" tone="subdued">
          {basisText(basis)}
        </Text>
        {rows.length === 0 ? (
          <Text as="p">No cost is entered yet. Enter what a campaign or a month cost, and this table fills.</Text>
        ) : (
          <CostTable rows={rows} format={format} />
        )}
        <CostForm targets={targets} thisMonth={thisMonth} format={format} />
      </BlockStack>
    </Card>
  );
}

function basisText(basis: PaybackPage['basis']): string {
  if (basis.kind === 'revenue') {
    return 'Counted in revenue, net of returns, since no product’s cost is known: a cost is really back later than this says. Give a margin under Score to count in margin.';
  }
  const elsewhere = percent(basis.elsewhere);
  if (basis.costedShare === null) {
    return `Counted in gross margin: the products’ own costs where known, ${elsewhere} of the price elsewhere.`;
  }
  if (basis.costedShare === 1) {
    return 'Counted in gross margin. The cost of all goods that these customers bought is known.';
  }
  return `Counted in gross margin. The cost of ${percent(basis.costedShare)} of these customers’ goods is known; of the rest ${elsewhere} of the price is counted.`;
}

function CostTable({ rows, format }: { rows: readonly Payback[]; format: Formatting }) {
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be reached by the keyboard. */}
      <section aria-label="Costs and what came back" tabIndex={0} style={{ overflowX: 'auto' }}>
        <table style={{ borderCollapse: 'collapse', fontSize: 13, minWidth: '46rem', width: '100%' }}>
          <thead>
            <tr>
              {HEADINGS.map(([heading, align]) => (
                <th key={heading} scope="col" style={{ ...CELL, textAlign: align, color: '#616161' }}>
                  {heading}
                </th>
              ))}
              <td style={CELL} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <CostRow key={row.id} row={row} format={format} />
            ))}
          </tbody>
        </table>
      </section>
      {rows.some((row) => row.isLeftCensored) && (
        <Text as="p" tone="subdued" variant="bodySm">
          * the imported history begins here: some of these customers may have bought before.
        </Text>
      )}
    </>
  );
}

const HEADINGS = [
  ['Won in', 'left'],
  ['By', 'left'],
  ['Cost', 'right'],
  ['New customers', 'right'],
  ['Cost of each', 'right'],
  ['Each brought so far', 'right'],
  ['Back', 'left'],
] as const;
const CELL = { padding: '6px 8px', borderBottom: '1px solid #ebebeb', fontWeight: 450, textAlign: 'left' } as const;
const NUMBER = { ...CELL, textAlign: 'right', whiteSpace: 'nowrap' } as const;

function CostRow({ row, format }: { row: Payback; format: Formatting }) {
  const removing = useFetcher<{ problem: { message: string } | null }>();
  const name = `${monthName(row.month)}, ${costName(row)}`;
  const each = (minor: number | null) => (minor === null ? '–' : money(Math.round(minor), format));
  return (
    <tr>
      <th scope="row" style={{ ...CELL, whiteSpace: 'nowrap' }}>
        {monthName(row.month)}
        {row.isLeftCensored ? ' *' : ''}
      </th>
      <td style={CELL}>
        {costName(row)}
        {row.split !== 'month' && (
          <Text as="span" tone="subdued" variant="bodySm">{` ${COST_SPLIT_WORDS[row.split].kind}`}</Text>
        )}
      </td>
      <td style={NUMBER}>{money(row.amountMinor, format)}</td>
      <td style={NUMBER}>{count(row.customers)}</td>
      <td style={NUMBER}>{each(row.costPerHeadMinor)}</td>
      <td style={NUMBER}>{each(row.broughtPerHeadMinor)}</td>
      <td style={CELL}>{backText(row)}</td>
      <td style={CELL}>
        <Button
          size="slim"
          variant="tertiary"
          disabled={removing.state !== 'idle'}
          accessibilityLabel={`Remove cost: ${name}`}
          onClick={() => removing.submit({ intent: 'drop-cost', id: String(row.id) }, { method: 'post' })}
        >
          Remove
        </Button>
        {removing.data?.problem && <Banner tone="critical" title={removing.data.problem.message} />}
      </td>
    </tr>
  );
}

/** A cost without customers has no such month, and a running one may win more yet. */
function backText(row: Payback): string {
  const open = row.isRunning ? '; the month is not over' : '';
  if (row.customers === 0)
    return `Nobody won by it${row.isRunning ? ' so far' : ': is the name as in the comparison?'}`;
  if (row.months === 1) return `In the month of the first order${open}`;
  if (row.months !== null) return `Within ${plural(row.months, 'month')}`;
  return `Not yet: ${percent(row.share)} after ${plural(row.age, 'month')}${open}`;
}
