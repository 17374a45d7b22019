import { Form, useNavigation } from '@remix-run/react';
import { BlockStack, Box, Card, FormLayout, InlineGrid, InlineStack, Select, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { DecideButton } from './deciding.tsx';
import { fieldName, oddsOf } from './evidence.ts';

type Props = {
  rules: { link: number; review: number; shifts: Record<string, number> };
  fields: readonly string[];
  /** A threshold that answers have suggested. */
  suggestedLink: number | null;
};

const SHIFTS = [
  { label: 'Counts much less (−6 bits)', value: '-6' },
  { label: 'Counts less (−3 bits)', value: '-3' },
  { label: 'As learned from your data', value: '0' },
  { label: 'Counts more (+3 bits)', value: '3' },
];

/** How strictly to match; sent off, it is rehearsed. */
export function MatchingForm({ rules, fields, suggestedLink }: Props) {
  const [link, setLink] = useState(String(suggestedLink ?? rules.link));
  const [review, setReview] = useState(String(Math.min(rules.review, suggestedLink ?? rules.link)));
  const [shifts, setShifts] = useState<Record<string, string>>(
    Object.fromEntries(fields.map((field) => [field, String(rules.shifts[field] ?? 0)])),
  );
  const busy = useNavigation().state !== 'idle';
  return (
    <Form method="post">
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              How sure
            </Text>
            <FormLayout>
              <FormLayout.Group>
                <Threshold
                  label="Join without asking from"
                  name="link"
                  value={link}
                  onChange={setLink}
                  error={faultOf(link)}
                />
                <Threshold
                  label="Ask a person from"
                  name="review"
                  value={review}
                  onChange={setReview}
                  error={
                    faultOf(review) ?? (Number(review) > Number(link) ? 'Ask at less than what joins.' : undefined)
                  }
                />
              </FormLayout.Group>
            </FormLayout>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              What agreement counts
            </Text>
            <InlineGrid columns={{ xs: 1, sm: 2, md: 3 }} gap="300">
              {fields.map((field) => (
                <Select
                  key={field}
                  label={fieldName(field)}
                  name={`shift:${field}`}
                  options={SHIFTS}
                  value={shifts[field] ?? '0'}
                  onChange={(value) => setShifts({ ...shifts, [field]: value })}
                />
              ))}
            </InlineGrid>
          </BlockStack>
        </Card>
        <Box paddingInline={{ xs: '400', sm: '0' }}>
          <InlineStack align="end">
            <DecideButton variant="primary" submit loading={busy} disabled={Boolean(faultOf(link) ?? faultOf(review))}>
              See what would change
            </DecideButton>
          </InlineStack>
        </Box>
      </BlockStack>
    </Form>
  );
}

type ThresholdProps = {
  label: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

function Threshold({ label, name, value, onChange, error }: ThresholdProps) {
  const help = faultOf(value) === undefined ? oddsOf(Number(value)) : '';
  return (
    <TextField
      label={label}
      name={name}
      type="number"
      step={0.5}
      min={-10}
      max={40}
      suffix="bits"
      value={value}
      onChange={onChange}
      helpText={help}
      error={error ?? false}
      autoComplete="off"
    />
  );
}

function faultOf(value: string): string | undefined {
  const bits = Number(value);
  return value.trim() !== '' && bits >= -10 && bits <= 40 ? undefined : 'A number of bits from −10 to 40.';
}
