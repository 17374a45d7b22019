import { Badge } from '@shopify/polaris';

const WORDS = {
  fresh: { tone: 'success', label: 'Up to date' },
  late: { tone: 'warning', label: 'Late' },
  silent: { tone: 'critical', label: 'Silent' },
  never: { tone: undefined, label: 'Nothing yet' },
} as const;

/** How fresh a source is, in one word. */
export function FreshnessBadge({ freshness }: { freshness: keyof typeof WORDS }) {
  const { tone, label } = WORDS[freshness];
  return <Badge {...(tone ? { tone } : {})}>{label}</Badge>;
}
