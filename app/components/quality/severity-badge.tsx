import { Badge } from '@shopify/polaris';
import type { CheckView } from './quality-words.ts';

const SHOWN = {
  high: { name: 'Costs people or money', tone: 'warning' },
  medium: { name: 'Misleads', tone: 'attention' },
  low: { name: 'Careless', tone: 'info' },
} as const;

/** How much harm a fault does. */
export function SeverityBadge({ severity }: { severity: CheckView['severity'] }) {
  return <Badge tone={SHOWN[severity].tone}>{SHOWN[severity].name}</Badge>;
}
