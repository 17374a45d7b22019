import { Badge } from '@shopify/polaris';

/** Whether a segment's people are kept up to date, are being found, or could not be. */
export function StateBadge({ state }: { state: string }) {
  if (state === 'failed') {
    return <Badge tone="critical">Not found</Badge>;
  }
  return state === 'ready' ? <Badge tone="success">Live</Badge> : <Badge tone="info">Computing</Badge>;
}
