import { Badge, BlockStack, Box, Button, Card, Collapsible, InlineStack, Text } from '@shopify/polaris';
import { type ReactNode, useState } from 'react';
import { oddsOf, type Reason } from './evidence.ts';
import { Waterfall } from './waterfall.tsx';

type Props = { reasons: readonly Reason[]; records: readonly { id: number; source: string; name: string }[] };

/** Why these records are one person: a sentence for each link, and its evidence in bits behind it. */
export function WhyOnePerson({ reasons, records }: Props) {
  if (reasons.length === 0) {
    return null;
  }
  const sourceOf = (recordId: number) => records.find((record) => record.id === recordId)?.source ?? 'a record';
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Why these records are one person
        </Text>
        {reasons.map((reason) => (
          <EvidenceBox
            key={`${reason.a}-${reason.b}`}
            title={`${sourceOf(reason.a)} and ${sourceOf(reason.b)}`}
            badge={oddsOf(reason.bits)}
            tone={reason.bits > 0 ? 'success' : 'attention'}
            sentence={reason.sentence}
            reason={reason}
          />
        ))}
      </BlockStack>
    </Card>
  );
}

type BoxProps = {
  title: string;
  badge: string;
  tone: 'success' | 'attention' | 'info';
  sentence: string;
  reason: Reason | null;
  children?: ReactNode;
};

/** One pair of records: a sentence, and the waterfall behind it. */
export function EvidenceBox({ title, badge, tone, sentence, reason, children }: BoxProps) {
  const [open, setOpen] = useState(false);
  const id = `evidence-${reason?.a}-${reason?.b}`;
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack align="space-between" gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Badge tone={tone}>{badge}</Badge>
        </InlineStack>
        <Text as="p">{sentence}</Text>
        {children}
        {reason && (
          <>
            <div>
              <Button variant="plain" ariaExpanded={open} ariaControls={id} onClick={() => setOpen(!open)}>
                {open ? 'Hide evidence' : 'Show evidence'}
              </Button>
            </div>
            <Collapsible open={open} id={id}>
              {open && <Waterfall reason={reason} />}
            </Collapsible>
          </>
        )}
      </BlockStack>
    </Box>
  );
}
