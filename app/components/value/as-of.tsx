import { Text } from '@shopify/polaris';
import { type Formatting, instant } from '#app/components/format.ts';

/** Says so where figures are not of this very moment. */
export function AsOf({ at, format }: { at: Date | null; format: Formatting }) {
  return at === null ? null : (
    <Text as="p" tone="subdued" variant="bodySm">
      {`Figures over the whole shop as of ${instant(at, format)}; they renew themselves.`}
    </Text>
  );
}
