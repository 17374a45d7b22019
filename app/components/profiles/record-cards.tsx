import { useFetcher } from '@remix-run/react';
import { Badge, BlockStack, Box, Button, Card, InlineGrid, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { dayOf, type Formatting } from '#app/components/format.ts';

export type RecordView = {
  id: number;
  source: string;
  externalId: string;
  kind: string;
  name: string;
  company: string | null;
  email: string | null;
  phone: string | null;
  address: string;
  birthDate: string | null;
  language: string | null;
  tags: string[];
  custom: Record<string, string>;
  accountState: string | null;
  versionAt: Date | null;
  deletedAt: Date | null;
};

const KINDS: Readonly<Record<string, string>> = {
  customer: 'Customer',
  guest: 'Guest checkout',
  contact: 'Contact',
  member: 'Member',
};

/** What each source said of the person, in its own words and never mixed. */
export function RecordCards({ records, format }: { records: readonly RecordView[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What each source says
        </Text>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          {records.map((record) => (
            <Box key={record.id} borderColor="border" borderWidth="025" borderRadius="200" padding="300">
              <OneRecord record={record} format={format} alone={records.length === 1} />
            </Box>
          ))}
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function OneRecord({ record, format, alone }: { record: RecordView; format: Formatting; alone: boolean }) {
  const said: [string, string | null][] = [
    ['Name', record.name],
    ['E-mail', record.email],
    ['Phone', record.phone],
    ['Address', record.address],
    ['Company', record.company],
    ['Birthday', record.birthDate],
    ['Language', record.language],
    ['Tags', record.tags.join(', ')],
    ...Object.entries(record.custom),
  ];
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {record.source}
        </Text>
        <InlineStack gap="100">
          {record.deletedAt && <Badge tone="critical">Deleted there</Badge>}
          <Badge>{KINDS[record.kind] ?? record.kind}</Badge>
        </InlineStack>
      </InlineStack>
      {said
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} style={{ overflowWrap: 'anywhere' }}>
            <Text as="span" tone="subdued" variant="bodySm">{`${label}: `}</Text>
            <Text as="span" variant="bodySm">
              {value}
            </Text>
          </div>
        ))}
      <Text as="p" tone="subdued" variant="bodySm">
        {`No. ${record.externalId}${record.versionAt ? `, as of ${dayOf(record.versionAt, format)}` : ''}`}
      </Text>
      {!alone && <SplitButton record={record} />}
    </BlockStack>
  );
}

/** Takes the record out of this profile; asked twice, since orders and consents go with it. It can be joined again later. */
function SplitButton({ record }: { record: RecordView }) {
  const split = useFetcher();
  const [asked, setAsked] = useState(false);
  if (!asked) {
    return (
      <InlineStack>
        <Button
          variant="plain"
          onClick={() => setAsked(true)}
          accessibilityLabel={`${record.source} record is not this person`}
        >
          Not this person
        </Button>
      </InlineStack>
    );
  }
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="span" variant="bodySm">
        Its orders and consents go with it.
      </Text>
      <Button
        tone="critical"
        loading={split.state !== 'idle'}
        onClick={() => split.submit({ recordId: String(record.id) }, { method: 'post' })}
      >
        Split off
      </Button>
      <Button onClick={() => setAsked(false)}>Keep</Button>
    </InlineStack>
  );
}
