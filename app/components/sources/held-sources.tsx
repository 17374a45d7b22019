import { Banner, BlockStack, Link } from '@shopify/polaris';
import { day } from '#app/components/format.ts';
import type { SourceQuarantine } from '#app/sources/source-quarantine.ts';
import { heldWords } from './quarantine-words.ts';

/** Tells that sources are in quarantine, and how much of each is held. */
export function HeldSources({ quarantines }: { quarantines: readonly SourceQuarantine[] }) {
  if (quarantines.length === 0) {
    return null;
  }
  const title =
    quarantines.length === 1 ? 'A source is in quarantine' : `${quarantines.length} sources are in quarantine`;
  return (
    <Banner tone="warning" title={title}>
      <BlockStack gap="100">
        {quarantines.map((one) => (
          <p key={one.sourceId}>
            <Link url={`/app/sources/${one.sourceId}`}>{one.source}</Link>
            {`: ${heldWords(one.held)} ${one.releasing ? 'being taken in' : `held${one.until ? ` until ${day(one.until)}` : ''}`}. ${one.reason}`}
          </p>
        ))}
      </BlockStack>
    </Banner>
  );
}
