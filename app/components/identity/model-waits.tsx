import { Banner } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

type Waiting = { rehearsalId: number; merges: number; splits: number };

/** New weights were learned and tried: somebody has to say whether they count from now on. */
export function ModelWaits({ model }: { model: Waiting | null }) {
  if (model === null) {
    return null;
  }
  const { rehearsalId, merges, splits } = model;
  return (
    <Banner
      tone="info"
      title="Onefold has learned from your data and waits for your word"
      action={{ content: 'See what would change', url: `/app/identity/rehearsals/${rehearsalId}` }}
    >
      <p>
        {`The new weights would make ${plural(merges, 'merge')} and ${plural(splits, 'split')}. Nothing changes before you approve it.`}
      </p>
    </Banner>
  );
}
