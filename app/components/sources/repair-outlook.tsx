import { Banner, BlockStack, List, Text } from '@shopify/polaris';
import { count, plural } from '#app/components/format.ts';
import type { RepairPreview } from '#app/sources/repair-preview.ts';

/** What a change of several refused rows would come to. */
export function RepairOutlook({ preview }: { preview: RepairPreview }) {
  const { chosen, tried, comingIn, alongWith, stillRefused, examples } = preview;
  const still = tried - comingIn;
  return (
    <Banner
      tone={still === 0 ? 'success' : 'warning'}
      title={`${count(comingIn)} of ${plural(tried, 'row')} would come in${still === 0 ? '' : `; ${count(still)} would still be refused`}`}
    >
      <BlockStack gap="200">
        {tried < chosen && (
          <Text as="p">{`${plural(chosen - tried, 'chosen row')} without that text would stay as ${chosen - tried === 1 ? 'it is' : 'they are'}.`}</Text>
        )}
        {alongWith > 0 && <Text as="p">{`With them ${plural(alongWith, 'row')} that wait for them.`}</Text>}
        {examples.length > 0 && (
          <List>
            {examples.map(({ row, before, after }) => (
              <List.Item key={row}>{`Row ${row}: ${before || '(empty)'} → ${after || '(empty)'}`}</List.Item>
            ))}
          </List>
        )}
        {stillRefused.length > 0 && (
          <List>
            {stillRefused.map(({ row, reason }) => (
              <List.Item key={row}>{`Row ${row} still: ${reason}`}</List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Banner>
  );
}
