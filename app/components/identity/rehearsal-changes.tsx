import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { type Formatting, money, plural } from '#app/components/format.ts';
import { ATTRIBUTE_NAMES } from '#app/profiles/survivorship.ts';
import type { Summary } from './rehearsal-summary.tsx';

type Part = {
  name: string;
  publicId: string | null;
  records: number;
  netMinor: number;
  ordersCount: number;
  emailConsent: string;
  segmentNames: string[];
};
type Change =
  | { kind: 'merge' | 'split'; whole: Part; parts: Part[] }
  | {
      kind: 'fields';
      name: string;
      publicId: string | null;
      fields: { attribute: keyof typeof ATTRIBUTE_NAMES; from: string; to: string }[];
    };

type Props = { changes: readonly Change[]; summary: Summary | null; format: Formatting };

/** Whom a rehearsed change would merge, split or show differently: names, money, consents, segments; those with most money first. */
export function RehearsalChanges({ changes, summary, format }: Props) {
  if (!summary) {
    return null;
  }
  const of = (kind: Change['kind']) => changes.filter((one) => one.kind === kind);
  if (changes.length === 0) {
    return (
      <Card>
        <Text as="p">No profile would change.</Text>
      </Card>
    );
  }
  return (
    <>
      <Kind title="Would become one profile" all={summary.merges} changes={of('merge')} format={format} />
      <Kind title="Would come apart" all={summary.splits} changes={of('split')} format={format} />
      <Kind title="Would show another value" all={summary.fieldProfiles} changes={of('fields')} format={format} />
    </>
  );
}

type KindProps = { title: string; all: number; changes: readonly Change[]; format: Formatting };

function Kind({ title, all, changes, format }: KindProps) {
  if (changes.length === 0) {
    return null;
  }
  const more = all - changes.length;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
          {changes.map((change) => (
            <li key={keyOf(change)} style={{ borderTop: '1px solid #ebebeb', padding: '10px 0' }}>
              {change.kind === 'fields' ? (
                <FieldLine change={change} />
              ) : (
                <RegroupLine change={change} format={format} />
              )}
            </li>
          ))}
        </ul>
        {more > 0 && <Text as="p" tone="subdued">{`and ${plural(more, 'profile')} more with less money`}</Text>}
      </BlockStack>
    </Card>
  );
}

function keyOf(change: Change): string {
  return change.kind === 'fields' ? `f${change.publicId}` : `${change.kind}${change.whole.publicId}`;
}

function RegroupLine({ change, format }: { change: Extract<Change, { whole: Part }>; format: Formatting }) {
  const { whole, parts, kind } = change;
  const segments = [...new Set(parts.flatMap((part) => part.segmentNames).concat(whole.segmentNames))];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" align="space-between">
        <Text as="h3" variant="headingSm">
          {whole.name}
        </Text>
        <Text as="span">{`${money(whole.netMinor, format)}, ${plural(whole.ordersCount, 'order')}`}</Text>
      </InlineStack>
      <ul style={{ margin: 0, paddingLeft: '1.2rem' }}>
        {parts.map((part) => (
          <li key={part.publicId}>
            <Name of={part} />
            {`: ${plural(part.records, 'record')}, ${money(part.netMinor, format)}${consentOf(part)}`}
          </li>
        ))}
      </ul>
      <Text as="p" tone="subdued" variant="bodySm">
        {`${kind === 'merge' ? 'Together' : 'As one'}: ${plural(whole.records, 'record')}${consentOf(whole)}${
          segments.length > 0 ? `. Segments: ${segments.join(', ')}` : ''
        }`}
      </Text>
    </BlockStack>
  );
}

function consentOf(part: Part): string {
  const words: Readonly<Record<string, string>> = { granted: 'e-mail allowed', denied: 'e-mail refused' };
  const said = words[part.emailConsent];
  return said ? `, ${said}` : '';
}

function FieldLine({ change }: { change: Extract<Change, { kind: 'fields' }> }) {
  return (
    <BlockStack gap="050">
      <Name of={change} />
      {change.fields.map(({ attribute, from, to }) => (
        <Text as="p" key={attribute} breakWord>
          {`${ATTRIBUTE_NAMES[attribute]}: ${from} → ${to}`}
        </Text>
      ))}
    </BlockStack>
  );
}

function Name({ of }: { of: { name: string; publicId: string | null } }) {
  return of.publicId === null ? <span>{of.name}</span> : <Link url={`/app/profiles/${of.publicId}`}>{of.name}</Link>;
}
