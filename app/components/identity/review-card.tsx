import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Box, Button, Card, InlineGrid, InlineStack, Link, Text } from '@shopify/polaris';
import { useEffect } from 'react';
import { count, type Formatting, money, plural } from '#app/components/format.ts';
import { type Evidence, EvidenceBars } from './evidence-bars.tsx';

type Side = {
  recordId: number;
  publicId: string;
  source: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  recordsCount: number;
  ordersCount: number;
  netMinor: number;
};
type Question = { a: Side; b: Side; bits: number; sentence: string; fields: Evidence[]; waiting: number };

const KEYS: Readonly<Record<string, 'must_link' | 'cannot_link' | 'skip'>> = {
  s: 'must_link',
  d: 'cannot_link',
  k: 'skip',
};

/** One question, side by side with what differs marked; answered by a button or a key. */
export function ReviewCard({
  question,
  format,
  onSkip,
}: {
  question: Question;
  format: Formatting;
  onSkip: () => void;
}) {
  const answer = useFetcher();
  const busy = answer.state !== 'idle';
  const decide = (kind: 'must_link' | 'cannot_link') =>
    answer.submit({ kind, a: String(question.a.recordId), b: String(question.b.recordId) }, { method: 'post' });
  useKeys((what) => (what === 'skip' ? onSkip() : decide(what)), !busy);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Is this one person?
          </Text>
          <Badge>{plural(question.waiting, 'question')}</Badge>
        </InlineStack>
        <Text as="p">{question.sentence}</Text>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <SideView side={question.a} other={question.b} format={format} />
          <SideView side={question.b} other={question.a} format={format} />
        </InlineGrid>
        <EvidenceBars fields={question.fields} />
        <InlineStack gap="300" align="end">
          <Button onClick={onSkip} disabled={busy}>
            Later (K)
          </Button>
          <Button onClick={() => decide('cannot_link')} loading={busy}>
            Different people (D)
          </Button>
          <Button variant="primary" onClick={() => decide('must_link')} loading={busy}>
            Same person (S)
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function useKeys(act: (what: 'must_link' | 'cannot_link' | 'skip') => void, active: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const what = KEYS[event.key.toLowerCase()];
      const typing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName);
      if (what && active && !typing && !event.ctrlKey && !event.metaKey) {
        act(what);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

function SideView({ side, other, format }: { side: Side; other: Side; format: Formatting }) {
  const lines: [string, string | null, string | null][] = [
    ['Name', side.name, other.name],
    ['E-mail', side.email, other.email],
    ['Phone', side.phone, other.phone],
    ['Address', side.address, other.address],
    ['Birthday', side.birthDate, other.birthDate],
  ];
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack align="space-between">
          <Badge>{side.source}</Badge>
          <Link url={`/app/profiles/${side.publicId}`} removeUnderline>
            Open profile
          </Link>
        </InlineStack>
        {lines.map(([label, value, otherValue]) => (
          <div key={label} style={{ overflowWrap: 'anywhere' }}>
            <Text as="span" tone="subdued" variant="bodySm">{`${label}: `}</Text>
            <Text
              as="span"
              fontWeight={value && otherValue && value.toLowerCase() !== otherValue.toLowerCase() ? 'bold' : 'regular'}
            >
              {value || '–'}
            </Text>
          </div>
        ))}
        <Text as="p" tone="subdued" variant="bodySm">
          {`${plural(side.recordsCount, 'record')}, ${count(side.ordersCount)} orders, ${money(side.netMinor, format)}`}
        </Text>
      </BlockStack>
    </Box>
  );
}
