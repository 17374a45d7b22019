import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { Reason } from './evidence.ts';
import { EvidenceBox } from './why-one-person.tsx';

type Apart = {
  a: number;
  b: number;
  reason: string;
  otherName: string;
  otherPublicId: string;
  otherSource: string;
  sentence: string;
  evidence: Reason | null;
};

const STANDING: Readonly<Record<string, string>> = {
  household: 'Same household',
  decision: 'Decided',
  unsure: 'Waits for an answer',
};

/** Who looks like this person and was kept apart, each with its sentence and evidence. */
export function KeptApart({ apart }: { apart: readonly Apart[] }) {
  if (apart.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Looks alike, kept apart
          </Text>
          <Link url="/app/identity/review" removeUnderline>
            Answer open questions
          </Link>
        </InlineStack>
        {apart.map((one) => (
          <EvidenceBox
            key={`${one.a}-${one.b}`}
            title={`${one.otherName} (${one.otherSource})`}
            badge={STANDING[one.reason] ?? 'Kept apart'}
            tone={one.reason === 'unsure' ? 'attention' : 'info'}
            sentence={one.sentence}
            reason={one.evidence}
          >
            <div>
              <Link url={`/app/profiles/${one.otherPublicId}`} removeUnderline>
                {`Open ${one.otherName}`}
              </Link>
            </div>
          </EvidenceBox>
        ))}
      </BlockStack>
    </Card>
  );
}
