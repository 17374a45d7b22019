import { Badge } from '@shopify/polaris';

const WORDS = {
  receiving: { label: 'Receiving', tone: 'info' },
  received: { label: 'Received', tone: 'info' },
  checking: { label: 'Checking', tone: 'info' },
  ready: { label: 'Waiting for you', tone: 'attention' },
  held: { label: 'Held', tone: 'warning' },
  refused: { label: 'Thrown away', tone: 'critical' },
  importing: { label: 'Importing', tone: 'info' },
  done: { label: 'Imported', tone: 'success' },
  failed: { label: 'Failed', tone: 'critical' },
  cancelled: { label: 'Stopped', tone: 'warning' },
  undoing: { label: 'Undoing', tone: 'info' },
  repairing: { label: 'Bringing corrected rows in', tone: 'info' },
  undone: { label: 'Undone', tone: 'warning' },
} as const;

export type UploadStateName = keyof typeof WORDS;

export function UploadStateBadge({ state }: { state: UploadStateName }) {
  return <Badge tone={WORDS[state].tone}>{WORDS[state].label}</Badge>;
}
