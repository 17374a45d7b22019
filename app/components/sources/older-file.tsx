import { Banner, BlockStack, Card, ChoiceList, List, Text } from '@shopify/polaris';

/** The file that is imported already, what shows its date, and what shows this one's. */
type Older = { sourceName: string; newer: string; newerShows: string; shows: string };

type Props = {
  /** null = no newer one is known. */
  older: Older | null;
  chosen: 'fill' | 'replace' | undefined;
  onChoose: (choice: 'fill' | 'replace') => void;
};

/** A file older than what is here: why it is taken for that, and what becomes of the newer values. */
export function OlderFile({ older, chosen = 'fill', onChoose }: Props) {
  if (!older) {
    return null;
  }
  const { sourceName, newer, newerShows, shows } = older;
  return (
    <Card>
      <BlockStack gap="300">
        <Banner tone="warning" title="This file is older than one that is imported already">
          <List>
            <List.Item>{`Of this file: ${shows}.`}</List.Item>
            <List.Item>{`Of “${newer}”, imported into ${sourceName} before: ${newerShows}.`}</List.Item>
          </List>
        </Banner>
        <ChoiceList
          title="What becomes of values that are here already"
          choices={[
            {
              value: 'fill',
              label: 'They stay: this file only fills what is empty',
              helpText:
                'Customers, sales and reviews that are not here yet are added, and every refusal to be written to counts.',
            },
            {
              value: 'replace',
              label: 'This file replaces them',
              helpText: 'Choose this only if the date is wrong and the file is the latest after all.',
            },
          ]}
          selected={[chosen]}
          onChange={([one]) => onChoose(one === 'replace' ? 'replace' : 'fill')}
        />
        {chosen === 'replace' && (
          <Text as="p" tone="subdued">
            Names, addresses and sales go back to what they were in this file. Check the whole file first to see which.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
