import { BlockStack, Card, DataTable, Text } from '@shopify/polaris';
import { KEPT_DAYS } from '#app/governance/kept-days.ts';

/** What is kept how long. Each line is what the code does, not a wish. */
const KEPT: readonly (readonly [string, string])[] = [
  ['Customers, orders and what follows from them', 'As long as the app is installed, or until the customer is erased'],
  [
    'Messages from Shopify',
    `Their content is removed as soon as it is worked off; that they came, after ${KEPT_DAYS.message} days. What failed stays`,
  ],
  [
    'Uploaded files',
    `Removed after their import; one whose import was stopped or failed, after ${KEPT_DAYS.brokenOffFile} days`,
  ],
  [
    'Files held while their source is in quarantine',
    `Encrypted, until they are taken in or thrown away; ${KEPT_DAYS.heldFile} days at most`,
  ],
  [
    'Refused rows of a file, and its sample',
    `Stay with the import for correction, ${KEPT_DAYS.refusedRows} days; what was wrong with each row stays`,
  ],
  ['Data collected for a customer’s request', 'Encrypted, for you to hand over'],
  ['Erased customers', 'Only a keyed fingerprint, so that an old file does not bring them back'],
  ['Audit log', 'As long as the app is installed; nobody can change it'],
  [
    'Everything',
    'Erased 48 hours after the app is uninstalled, when Shopify asks for it; unless it was installed again meanwhile',
  ],
];

/** How long data is kept. */
export function Retention() {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What is kept, and how long
        </Text>
        <DataTable
          columnContentTypes={['text', 'text']}
          headings={['Data', 'Kept']}
          rows={KEPT.map((row) => row.map((text) => wrapped(text)))}
        />
      </BlockStack>
    </Card>
  );
}

function wrapped(text: string) {
  return (
    <div key={text} style={{ whiteSpace: 'normal' }}>
      {text}
    </div>
  );
}
