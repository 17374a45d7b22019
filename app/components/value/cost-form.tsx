import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, FormLayout, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { COST_SPLITS, type CostSplit, type CostTargets } from '#app/analytics/payback.ts';
import type { Formatting } from '#app/components/format.ts';
import { COST_SPLIT_WORDS, costName } from './cost-words.ts';

type Answer = { problem: { field: string; message: string; remedy: string | null } | null } | undefined;
type Props = { targets: CostTargets; thisMonth: string; format: Formatting };

/** A choice that opens a field for a name that nobody has come by yet. */
const OTHER = '(another)';

/** Enters what winning customers of a month cost; told again, it replaces what was told before. */
export function CostForm({ targets, thisMonth, format }: Props) {
  const sending = useFetcher<Answer>();
  const [typed, setTyped] = useState({ month: thisMonth, amount: '' });
  const [whom, setWhom] = useState<Whom>({ split: 'campaign', chosen: null, other: '' });
  const idle = sending.state === 'idle';
  const problem = idle ? (sending.data?.problem ?? null) : null;
  const errorOf = (field: string) => (problem?.field === field ? problem.message : false);
  const cost = { ...typed, split: whom.split, value: nameOf(whom, targets) };
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        Enter a cost
      </Text>
      {problem?.field === '' && (
        <Banner tone="critical" title={problem.message}>
          {problem.remedy && <p>{problem.remedy}</p>}
        </Banner>
      )}
      {idle && sending.data && problem === null && <Banner tone="success" title="Saved." />}
      <FormLayout>
        <FormLayout.Group condensed>
          <TextField
            label="Month"
            type="month"
            value={typed.month}
            onChange={(month) => setTyped({ ...typed, month })}
            autoComplete="off"
            error={errorOf('month')}
          />
          <TextField
            label="Spent"
            value={typed.amount}
            onChange={(amount) => setTyped({ ...typed, amount })}
            autoComplete="off"
            inputMode="decimal"
            suffix={format.currency}
            error={errorOf('amount')}
          />
        </FormLayout.Group>
        <WhomFields whom={whom} targets={targets} onChange={setWhom} errorOf={errorOf} />
      </FormLayout>
      <Text as="p" tone="subdued" variant="bodySm">
        Costs are not added to each other: what a campaign cost does not count for the whole month as well. Entered
        again for the same customers and month, an amount replaces the one before.
      </Text>
      <InlineStack>
        <Button loading={!idle} onClick={() => sending.submit({ intent: 'keep-cost', ...cost }, { method: 'post' })}>
          Save cost
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

/** Whom a cost won: `chosen` of what is offered, null for the first of it, or `other` by name. */
type Whom = { split: CostSplit; chosen: string | null; other: string };

function pickedOf({ split, chosen }: Whom, targets: CostTargets): string {
  return chosen ?? (split === 'month' ? '' : (targets[split][0] ?? OTHER));
}

function nameOf(whom: Whom, targets: CostTargets): string {
  const picked = pickedOf(whom, targets);
  return picked === OTHER ? whom.other : picked;
}

type WhomProps = {
  whom: Whom;
  targets: CostTargets;
  onChange: (whom: Whom) => void;
  errorOf: (field: string) => string | false;
};

function WhomFields({ whom, targets, onChange, errorOf }: WhomProps) {
  const { split } = whom;
  const picked = pickedOf(whom, targets);
  return (
    <FormLayout.Group condensed>
      <Select
        label="To win"
        options={COST_SPLITS.map((one) => ({ value: one, label: COST_SPLIT_WORDS[one].label }))}
        value={split}
        onChange={(next) => onChange({ ...whom, split: next as CostSplit, chosen: null })}
        error={errorOf('split')}
      />
      {split !== 'month' && (
        <Select
          label="Which"
          options={[
            ...targets[split].map((one) => ({ value: one, label: costName({ split, value: one }) })),
            { value: OTHER, label: 'Another, by name' },
          ]}
          value={picked}
          onChange={(chosen) => onChange({ ...whom, chosen })}
        />
      )}
      {split !== 'month' && picked === OTHER && (
        <TextField
          label="Name"
          value={whom.other}
          onChange={(other) => onChange({ ...whom, other })}
          autoComplete="off"
          helpText="As the link, the code or the source names it"
          error={errorOf('value')}
        />
      )}
    </FormLayout.Group>
  );
}
