import { useFetcher } from '@remix-run/react';
import {
  Badge,
  Banner,
  BlockStack,
  Box,
  Button,
  Card,
  Checkbox,
  InlineGrid,
  InlineStack,
  Text,
} from '@shopify/polaris';
import { useState } from 'react';
import { dayOf, type Formatting } from '#app/components/format.ts';
import { DecideButton, useMayDecide } from '#app/components/identity/deciding.tsx';

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
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const leaving = chosen.filter((id) => records.some((record) => record.id === id));
  const choose = (id: number, isChosen: boolean) =>
    setChosen(isChosen ? [...leaving, id] : leaving.filter((other) => other !== id));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What each source says
        </Text>
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          {records.map((record) => (
            <Box key={record.id} borderColor="border" borderWidth="025" borderRadius="200" padding="300">
              <OneRecord record={record} format={format} />
              {records.length > 1 && (
                <Checkbox
                  label="Not this person"
                  checked={leaving.includes(record.id)}
                  onChange={(isChosen) => choose(record.id, isChosen)}
                />
              )}
            </Box>
          ))}
        </InlineGrid>
        {leaving.length > 0 && <SplitBar recordIds={leaving} all={records.length} onKeep={() => setChosen([])} />}
      </BlockStack>
    </Card>
  );
}

function OneRecord({ record, format }: { record: RecordView; format: Formatting }) {
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
    </BlockStack>
  );
}

type SplitProps = { recordIds: readonly number[]; all: number; onKeep: () => void };

/** Takes the chosen records out of this profile, together. It can be taken back at any later date. */
function SplitBar({ recordIds, all, onKeep }: SplitProps) {
  const split = useFetcher<{ refusal: string | null }>();
  const mayDecide = useMayDecide();
  const form = new FormData();
  for (const id of recordIds) {
    form.append('recordId', String(id));
  }
  return (
    <BlockStack gap="200">
      {split.data?.refusal && <Banner tone="critical">{split.data.refusal}</Banner>}
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">
          {`${recordIds.length} of ${all} records become a profile of their own. Their orders, consents and segments go with them.`}
        </Text>
        <DecideButton
          tone="critical"
          loading={split.state !== 'idle'}
          onClick={() => split.submit(form, { method: 'post' })}
        >
          Split off
        </DecideButton>
        <Button onClick={onKeep}>Keep together</Button>
      </InlineStack>
      {!mayDecide && (
        <Text as="p" tone="subdued">
          You can look, not decide: splitting needs a role that the owner of the shop gives.
        </Text>
      )}
    </BlockStack>
  );
}
