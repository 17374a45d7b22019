import { Badge, BlockStack, Box, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { type Evidence, EvidenceBars } from './evidence-bars.tsx';

type Reason = { a: number; b: number; bits: number; prior: number; sentence: string; fields: Evidence[] };
type Props = { reasons: readonly Reason[]; records: readonly { id: number; source: string; name: string }[] };

/** Why these records are one person: a sentence for each link, and its evidence in bits behind it. */
export function WhyOnePerson({ reasons, records }: Props) {
  if (reasons.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Why these records are one person
        </Text>
        {reasons.map((reason) => (
          <OneLink key={`${reason.a}-${reason.b}`} reason={reason} records={records} />
        ))}
      </BlockStack>
    </Card>
  );
}

function OneLink({ reason, records }: { reason: Reason; records: Props['records'] }) {
  const [open, setOpen] = useState(false);
  const id = `evidence-${reason.a}-${reason.b}`;
  const sourceOf = (recordId: number) => records.find((record) => record.id === recordId)?.source ?? 'a record';
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {`${sourceOf(reason.a)} and ${sourceOf(reason.b)}`}
          </Text>
          <Badge tone="success">{oddsOf(reason.bits)}</Badge>
        </InlineStack>
        <Text as="p">{reason.sentence}</Text>
        <Button variant="plain" ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
          {open ? 'Hide evidence' : 'Show evidence'}
        </Button>
        <Collapsible open={open} id={id}>
          <BlockStack gap="200">
            <EvidenceBars fields={reason.fields} />
            <Text as="p" tone="subdued" variant="bodySm">
              {`Two records taken at random stand at ${reason.prior.toFixed(1)} bits; with this evidence at ${reason.bits > 0 ? '+' : ''}${reason.bits.toFixed(1)}. Each bit doubles the odds. Fields of one kind do not count twice.`}
            </Text>
          </BlockStack>
        </Collapsible>
      </BlockStack>
    </Box>
  );
}

/** Bits as odds that people can picture. */
function oddsOf(bits: number): string {
  if (bits <= 0) {
    return 'by decision';
  }
  return bits >= 13 ? 'certain beyond 1 in 8,000' : `odds ${Math.round(2 ** bits).toLocaleString('en')} to 1`;
}
