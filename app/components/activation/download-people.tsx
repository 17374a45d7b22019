import { Banner, BlockStack, Card, ChoiceList, DataTable, InlineGrid, Layout, Page, Text } from '@shopify/polaris';
import { useState } from 'react';
import { COLUMN_GROUPS, chooseColumns, MEMBER_COLUMNS } from '#app/activation/member-columns.ts';
import { count, plural } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';

type Consents = {
  members: number;
  email_granted: number;
  email_denied: number;
  email_unknown: number;
  sms_granted: number;
  sms_denied: number;
  sms_unknown: number;
};
type View = { segment: { id: number; name: string; isReady: boolean }; consents: Consents };
type Props = { page: View; isAllowed: boolean };

/** What goes into a file of a segment's people, and to what they have agreed. */
export function DownloadPeople({ page, isAllowed }: Props) {
  const { segment, consents } = page;
  const [columns, setColumns] = useState(chooseColumns([]).map((one) => one.key as string));
  const [reach, setReach] = useState('all');
  const chosen = chooseColumns(columns).map((one) => one.key);
  const url = `/app/segments/${segment.id}/export/file?${new URLSearchParams([
    ['reach', reach],
    ...chosen.map((key) => ['column', key]),
  ])}`;
  return (
    <Page
      backAction={{ content: segment.name, url: `/app/segments/${segment.id}` }}
      title={`Download “${segment.name}”`}
      subtitle="A CSV file of the people who are in the segment now"
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {!isAllowed && <NotAllowed />}
            {!segment.isReady && (
              <Banner tone="info">The members are being computed. A file of now holds those known so far.</Banner>
            )}
            <Card>
              <BlockStack gap="400">
                <ChoiceList
                  title="Whom"
                  choices={[
                    { value: 'all', label: `Everybody in the segment (${count(consents.members)})` },
                    { value: 'email', label: `Only who agreed to email (${count(consents.email_granted)})` },
                    { value: 'sms', label: `Only who agreed to SMS (${count(consents.sms_granted)})` },
                  ]}
                  selected={[reach]}
                  onChange={([value]) => setReach(value ?? 'all')}
                />
                <ColumnChoice chosen={chosen} onChange={setColumns} />
                {isAllowed && (
                  <DownloadButton url={url} fallbackName="segment.csv">
                    Download CSV
                  </DownloadButton>
                )}
                <Text as="p" tone="subdued" variant="bodySm">
                  Consent goes along with every email address and phone number. Cells that a spreadsheet would run as a
                  formula get a leading apostrophe. Who downloaded what is kept in the audit log.
                </Text>
              </BlockStack>
            </Card>
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <ConsentCard consents={consents} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

type ChoiceProps = { chosen: readonly string[]; onChange: (columns: string[]) => void };

function ColumnChoice({ chosen, onChange }: ChoiceProps) {
  return (
    <InlineGrid columns={{ xs: 1, md: 3 }} gap="300">
      {COLUMN_GROUPS.map((group) => {
        const own = MEMBER_COLUMNS.filter((one) => one.group === group);
        const others = chosen.filter((key) => !own.some((one) => one.key === key));
        return (
          <ChoiceList
            key={group}
            title={group}
            allowMultiple
            choices={own.map((one) => ({ value: one.key, label: one.label }))}
            selected={chosen.filter((key) => own.some((one) => one.key === key))}
            onChange={(keys) => onChange([...others, ...keys])}
          />
        );
      })}
    </InlineGrid>
  );
}

function NotAllowed() {
  return (
    <Banner tone="warning" title="You may look at people here, but not take them out.">
      <p>The owner of the shop can give you the role under Segments → Sent to Shopify.</p>
    </Banner>
  );
}

function ConsentCard({ consents }: { consents: Consents }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What they agreed to
        </Text>
        <DataTable
          columnContentTypes={['text', 'numeric', 'numeric', 'numeric']}
          headings={['', 'Yes', 'No', 'Not asked']}
          rows={[
            ['Email', ...[consents.email_granted, consents.email_denied, consents.email_unknown].map(count)],
            ['SMS', ...[consents.sms_granted, consents.sms_denied, consents.sms_unknown].map(count)],
          ]}
        />
        <Text as="p" tone="subdued" variant="bodySm">
          {`Of ${plural(consents.members, 'person', 'people')}; those without the contact are not counted.`}
        </Text>
      </BlockStack>
    </Card>
  );
}
