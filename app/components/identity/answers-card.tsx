import { useFetcher } from '@remix-run/react';
import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { type Formatting, instant } from '#app/components/format.ts';
import { DecideButton } from './deciding.tsx';

type Answer = {
  id: number;
  kind: string;
  reason: string;
  nameA: string;
  nameB: string;
  decidedBy: string;
  decidedAt: Date;
  withdrawnAt: Date | null;
};

/** What people have said about who is who; each answer can be taken back. */
export function AnswersCard({
  title,
  answers,
  format,
}: {
  title: string;
  answers: readonly Answer[];
  format: Formatting;
}) {
  if (answers.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {answers.map((answer) => (
            <li key={answer.id} style={{ borderTop: '1px solid #ebebeb', padding: '10px 0' }}>
              <InlineStack align="space-between" blockAlign="center" gap="200">
                <BlockStack>
                  <Text as="span">{sentenceOf(answer)}</Text>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {`${instant(answer.decidedAt, format)} · ${personOf(answer.decidedBy)}`}
                  </Text>
                </BlockStack>
                {answer.withdrawnAt ? (
                  <Text as="span" tone="subdued">
                    Taken back
                  </Text>
                ) : (
                  <TakeBack answer={answer} />
                )}
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Card>
  );
}

function sentenceOf({ kind, reason, nameA, nameB }: Answer): string {
  if (kind === 'must_link') {
    return `${nameA} and ${nameB} are one person`;
  }
  return reason === 'split' ? `${nameA} was split off from ${nameB}` : `${nameA} and ${nameB} are different people`;
}

function personOf(actor: string): string {
  return actor.replace(/^staff:/, 'member of staff ');
}

function TakeBack({ answer }: { answer: Answer }) {
  const fetcher = useFetcher();
  return (
    <DecideButton
      loading={fetcher.state !== 'idle'}
      accessibilityLabel={`Take back: ${sentenceOf(answer)}`}
      onClick={() =>
        fetcher.submit({ answerId: String(answer.id) }, { method: 'post', action: '/app/identity/decisions' })
      }
    >
      Take back
    </DecideButton>
  );
}
