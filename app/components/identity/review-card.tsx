import { useFetcher } from '@remix-run/react';
import { Badge, Banner, BlockStack, Box, Button, Card, InlineGrid, InlineStack, Link, Text } from '@shopify/polaris';
import { useEffect } from 'react';
import { count, day, type Formatting, money, plural } from '#app/components/format.ts';
import { DecideButton, useMayDecide } from './deciding.tsx';
import type { Reason } from './evidence.ts';
import { Waterfall } from './waterfall.tsx';

type Side = {
  recordId: number;
  publicId: string;
  source: string;
  name: string;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  company: string | null;
  recordsCount: number;
  ordersCount: number;
  netMinor: number;
  lastOrderDay: string | null;
  emailConsent: string;
  smsConsent: string;
};
export type Question = {
  a: Side;
  b: Side;
  sentence: string;
  evidence: Reason | null;
  waiting: number;
  worthMinor: number;
  consentAtRisk: boolean;
};

type Act = 'must_link' | 'cannot_link' | 'skip' | 'undo';
const KEYS: Readonly<Record<string, Act>> = { s: 'must_link', d: 'cannot_link', k: 'skip', u: 'undo' };

type Props = {
  question: Question;
  format: Formatting;
  /** The round of cards that the answer belongs to. */
  roundId: number | null;
  lastAnswerId: number | null;
  onAnswered: (answerId: number | null) => void;
  onSkip: () => void;
};

/** One question, side by side with what differs marked; answered by a button or a key, and taken back as easily. */
export function ReviewCard({ question, format, roundId, lastAnswerId, onAnswered, onSkip }: Props) {
  const answer = useFetcher<{ answerId: number | null }>();
  const busy = answer.state !== 'idle';
  const { a, b } = question;
  useAnswered(answer.data, onAnswered);
  const decide = (kind: 'must_link' | 'cannot_link') =>
    answer.submit(
      { kind, a: String(a.recordId), b: String(b.recordId), roundId: String(roundId ?? '') },
      { method: 'post', action: '/app/identity/review' },
    );
  const undo = () =>
    lastAnswerId !== null &&
    answer.submit({ undo: String(lastAnswerId) }, { method: 'post', action: '/app/identity/review' });
  const mayDecide = useMayDecide();
  useKeys((act) => (act === 'skip' ? onSkip() : act === 'undo' ? undo() : decide(act)), !busy && mayDecide);
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            Is this one person?
          </Text>
          <Badge>{`${plural(question.waiting, 'question')} open`}</Badge>
        </InlineStack>
        <Text as="p" variant="bodyLg">
          {question.sentence}
        </Text>
        <Worth question={question} format={format} />
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="300">
          <SideView side={a} other={b} format={format} />
          <SideView side={b} other={a} format={format} />
        </InlineGrid>
        <InlineStack gap="300" align="end">
          <DecideButton onClick={undo} disabled={busy || lastAnswerId === null}>
            Undo last (U)
          </DecideButton>
          <Button onClick={onSkip} disabled={busy}>
            Later (K)
          </Button>
          <DecideButton onClick={() => decide('cannot_link')} loading={busy}>
            Different people (D)
          </DecideButton>
          <DecideButton variant="primary" onClick={() => decide('must_link')} loading={busy}>
            Same person (S)
          </DecideButton>
        </InlineStack>
        {question.evidence && <Waterfall reason={question.evidence} />}
      </BlockStack>
    </Card>
  );
}

function useAnswered(data: { answerId: number | null } | undefined, onAnswered: Props['onAnswered']): void {
  useEffect(() => {
    if (data) {
      onAnswered(data.answerId);
    }
  }, [data, onAnswered]);
}

/** What hangs on the answer. */
function Worth({ question, format }: { question: Question; format: Formatting }) {
  const { worthMinor, consentAtRisk } = question;
  if (consentAtRisk) {
    return (
      <Banner tone="warning">
        One of the two has refused marketing that the other allows. If they are one person, the refusal counts.
      </Banner>
    );
  }
  return worthMinor > 0 ? (
    <Text as="p" tone="subdued">
      {`${money(worthMinor, format)} of spend is counted to the wrong person if this is answered wrongly.`}
    </Text>
  ) : null;
}

function useKeys(act: (what: Act) => void, active: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const what = KEYS[event.key.toLowerCase()];
      const typing = event.target instanceof HTMLElement && /^(input|textarea|select)$/i.test(event.target.tagName);
      if (what && active && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) {
        act(what);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });
}

const CONSENTS: Readonly<Record<string, string>> = {
  granted: 'allowed',
  denied: 'refused',
  pending: 'not confirmed',
  unknown: '',
};

function SideView({ side, other, format }: { side: Side; other: Side; format: Formatting }) {
  const lines: [string, string | null, string | null][] = [
    ['Name', side.name, other.name],
    ['E-mail', side.email, other.email],
    ['Phone', side.phone, other.phone],
    ['Address', side.address, other.address],
    ['Birthday', side.birthDate, other.birthDate],
    ['Company', side.company, other.company],
    ['E-mail marketing', CONSENTS[side.emailConsent] ?? '', CONSENTS[other.emailConsent] ?? ''],
    ['Text message marketing', CONSENTS[side.smsConsent] ?? '', CONSENTS[other.smsConsent] ?? ''],
  ];
  return (
    <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
      <BlockStack gap="200">
        <InlineStack align="space-between">
          <Badge>{side.source}</Badge>
          <Link
            url={`/app/profiles/${side.publicId}`}
            removeUnderline
            accessibilityLabel={`Open ${side.name || 'profile'}`}
          >
            Open profile
          </Link>
        </InlineStack>
        {lines
          .filter(([, value, otherValue]) => value || otherValue)
          .map(([label, value, otherValue]) => (
            <Line key={label} label={label} value={value} differs={differ(value, otherValue)} />
          ))}
        <Text as="p" tone="subdued" variant="bodySm">
          {`${plural(side.recordsCount, 'record')}, ${count(side.ordersCount)} orders, ${money(side.netMinor, format)}${
            side.lastOrderDay ? `, last on ${day(side.lastOrderDay)}` : ''
          }`}
        </Text>
      </BlockStack>
    </Box>
  );
}

function differ(value: string | null, other: string | null): boolean {
  return Boolean(value && other && value.toLowerCase() !== other.toLowerCase());
}

/** What differs is marked by colour, weight and a word, so that nobody has to see the colour. */
function Line({ label, value, differs }: { label: string; value: string | null; differs: boolean }) {
  return (
    <div style={{ overflowWrap: 'anywhere' }}>
      <Text as="span" tone="subdued" variant="bodySm">{`${label}: `}</Text>
      {differs ? (
        <mark style={{ background: '#ffe9b8', color: 'inherit', padding: '0 4px', borderRadius: 4 }}>
          <Text as="span" fontWeight="semibold">
            {value}
          </Text>
          <Text as="span" visuallyHidden>
            {' (differs)'}
          </Text>
        </mark>
      ) : (
        <Text as="span">{value || '–'}</Text>
      )}
    </div>
  );
}
