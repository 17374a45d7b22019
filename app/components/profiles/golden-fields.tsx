import { BlockStack, Button, Card, Collapsible, InlineStack, Link, Text } from '@shopify/polaris';
import { useId, useState } from 'react';
import { plural } from '#app/components/format.ts';
import { type OtherWord, otherWords, type SpeakingRecord } from '#app/profiles/other-words.ts';
import type { FieldProvenance, GoldenAttribute, RankedRecord, SurvivorshipRules } from '#app/profiles/survivorship.ts';

type Props = {
  profile: {
    name: string;
    email: string | null;
    phone: string | null;
    company: string | null;
    birthDate: string | null;
    language: string | null;
    address: {
      line1: string | null;
      line2: string | null;
      city: string | null;
      region: string | null;
      postalCode: string | null;
      country: string | null;
    };
    provenance: FieldProvenance;
  };
  records: readonly FieldRecord[];
  rules: SurvivorshipRules;
};

/** The profile's fields, each with the source whose word it is; opened, what the other records said and why it was not taken. */
export function GoldenFields({ profile, records, rules }: Props) {
  const { address } = profile;
  const speaking = records.map(toSpeaking);
  const fields: [GoldenAttribute, string, string | null][] = [
    ['name', 'Name', profile.name],
    ['email', 'E-mail', profile.email],
    ['phone', 'Phone', profile.phone],
    [
      'address',
      'Address',
      [
        address.line1,
        address.line2,
        [address.postalCode, address.city].filter(Boolean).join(' '),
        address.region,
        address.country,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['company', 'Company', profile.company],
    ['birth_date', 'Birthday', profile.birthDate],
    ['language', 'Language', profile.language],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center">
          <Text as="h2" variant="headingMd">
            Contact
          </Text>
          <Link url="/app/identity/survivorship" removeUnderline>
            Whose word counts
          </Link>
        </InlineStack>
        <dl style={{ margin: 0 }}>
          {fields
            .filter(([, , value]) => value)
            .map(([key, label, value]) => (
              <div key={key} style={{ marginBottom: 12 }}>
                <dt>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {label}
                  </Text>
                </dt>
                <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="span">{value}</Text>
                    <From record={records.find((one) => one.id === profile.provenance[key])} />
                  </InlineStack>
                  <OtherWords label={label} others={otherWords(speaking, profile.provenance, rules, key)} />
                </dd>
              </div>
            ))}
        </dl>
      </BlockStack>
    </Card>
  );
}

type FieldRecord = RankedRecord & {
  source: string;
  name: string;
  company: string | null;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  language: string | null;
};

function toSpeaking(record: FieldRecord): SpeakingRecord {
  const { name, email, phone, address, company, birthDate, language } = record;
  return { ...record, words: { name, email, phone, address, company, birth_date: birthDate, language } };
}

function From({ record }: { record: { id: number; source: string } | undefined }) {
  return record ? (
    <Text as="span" tone="subdued" variant="bodySm">
      {`from ${record.source}`}
    </Text>
  ) : null;
}

/** What the losers said, one press away. */
function OtherWords({ label, others }: { label: string; others: readonly OtherWord[] }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const differing = others.filter((one) => one.why !== null);
  if (differing.length === 0) {
    return null;
  }
  return (
    <BlockStack gap="100">
      <div>
        <Button
          variant="plain"
          ariaExpanded={open}
          ariaControls={id}
          onClick={() => setOpen(!open)}
          accessibilityLabel={`${label}: what other records say`}
        >
          {open ? 'Hide the others' : plural(differing.length, 'other value')}
        </Button>
      </div>
      <Collapsible id={id} open={open}>
        <ul style={{ margin: 0, paddingLeft: '1.1rem' }}>
          {others.map((one) => (
            <li key={one.recordId}>
              <Text as="span" variant="bodySm" breakWord>
                {one.value}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {one.why === null ? `${one.source} says the same` : `${one.source}: ${one.why}`}
              </Text>
            </li>
          ))}
        </ul>
      </Collapsible>
    </BlockStack>
  );
}
