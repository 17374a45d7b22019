import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, InlineStack, Link, List, Text } from '@shopify/polaris';
import { useState } from 'react';
import { day, type Formatting, instant, plural } from '#app/components/format.ts';
import type { SourceQuarantine } from '#app/sources/source-quarantine.ts';
import { QuarantineButton } from './quarantine-button.tsx';
import { heldWords } from './quarantine-words.ts';
import { RefuseDialog } from './refuse-dialog.tsx';

type Answer = { refusal: { message: string; remedy: string | null; field: string | null } | null };
type Props = {
  source: { id: number; name: string; kind: string };
  quarantine: SourceQuarantine | null;
  /** Whether whoever looks may begin and end it, and throw away what is held. */
  may: { decide: boolean; refuse: boolean };
  format: Formatting;
};

/** Whether a source's files are taken in; what is held while they are not, and what can be done about it. */
export function QuarantineCard({ source, quarantine, may, format }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {quarantine ? (quarantine.releasing ? 'Quarantine is ending' : 'In quarantine') : 'Quarantine'}
        </Text>
        {source.kind === 'shopify' ? (
          <Text as="p">
            Shopify itself cannot be put in quarantine: who withdraws consent or asks to be forgotten must be heard at
            once, and each of its messages builds on those before it. Put right in Shopify what is wrong there; each
            correction comes here by itself.
          </Text>
        ) : quarantine ? (
          <Held quarantine={quarantine} may={may} format={format} />
        ) : (
          <>
            <Text as="p">
              New files of this source are taken in. If they cannot be trusted, keep them back until you know more:
              nothing is lost, and their order is kept.
            </Text>
            {may.decide && (
              <InlineStack>
                <QuarantineButton sources={[source]} />
              </InlineStack>
            )}
          </>
        )}
      </BlockStack>
    </Card>
  );
}

function Held({ quarantine, may, format }: { quarantine: SourceQuarantine } & Pick<Props, 'may' | 'format'>) {
  const { held, releasing, reason, until, beganAt, beganBy } = quarantine;
  const lasts = until
    ? `Its last day is ${day(until)}: on the day after it, what is held is taken in by itself.`
    : 'It lasts until somebody ends it.';
  return (
    <>
      <BlockStack gap="100">
        <Text as="p">{`${reason} (${instant(beganAt, format)}, ${beganBy})`}</Text>
        <Text as="p" fontWeight="medium">
          {releasing
            ? `What is held is being taken in, file by file: ${heldWords(held)} left.`
            : `Held: ${heldWords(held)}.`}
        </Text>
        {!releasing && (
          <Text as="p" tone="subdued">
            {lasts}
          </Text>
        )}
      </BlockStack>
      <HeldList held={held} format={format} />
      <HeldActions quarantine={quarantine} may={may} />
    </>
  );
}

function HeldList({ held, format }: { held: SourceQuarantine['held']; format: Formatting }) {
  return (
    held.length > 0 && (
      <List type="number">
        {held.map((file) => (
          <List.Item key={file.id}>
            <Link url={`/app/sources/uploads/${file.id}`}>{file.fileName}</Link>
            {`, ${plural(file.rows, 'row')}, held since ${instant(new Date(file.heldAt), format)}, kept until ${day(file.keptUntil)}`}
          </List.Item>
        ))}
      </List>
    )
  );
}

/** Ends the quarantine, begins it again amid a release, or throws files away. */
function HeldActions({ quarantine, may }: { quarantine: SourceQuarantine } & Pick<Props, 'may'>) {
  const { held, releasing, reason, until } = quarantine;
  const fetcher = useFetcher<Answer>();
  const [refusing, setRefusing] = useState(false);
  const refusal = fetcher.data?.refusal ?? null;
  const busy = fetcher.state !== 'idle';
  const send = (intent: string) => fetcher.submit({ intent, reason, until: until ?? '' }, { method: 'post' });
  const end = held.length === 0 ? 'End the quarantine' : `Take in ${plural(held.length, 'file')} and end it`;
  return (
    <>
      {refusal && (
        <Banner tone="critical" title={refusal.message}>
          {refusal.remedy && <p>{refusal.remedy}</p>}
        </Banner>
      )}
      <InlineStack gap="200">
        {may.decide && (
          <Button
            variant={releasing ? 'secondary' : 'primary'}
            disabled={busy}
            onClick={() => send(releasing ? 'quarantine' : 'release')}
          >
            {releasing ? 'Hold the rest again' : end}
          </Button>
        )}
        {may.refuse && held.length > 0 && (
          <Button tone="critical" disabled={busy} onClick={() => setRefusing(true)}>
            Throw away…
          </Button>
        )}
      </InlineStack>
      {!may.refuse && held.length > 0 && (
        <Text as="p" tone="subdued">
          Only the owner of the shop may throw away what is held.
        </Text>
      )}
      {refusing && <RefuseDialog held={held} onClose={() => setRefusing(false)} />}
    </>
  );
}
