import { Button } from '@shopify/polaris';
import { useState } from 'react';
import { QuarantineDialog } from './quarantine-dialog.tsx';

type Props = { sources: readonly { id: number; name: string }[]; incidentId?: number | null };

/** Begins the quarantine of one of these sources, as a repair. */
export function QuarantineButton({ sources, incidentId = null }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Quarantine the source…</Button>
      {asking && <QuarantineDialog sources={sources} incidentId={incidentId} onClose={() => setAsking(false)} />}
    </>
  );
}
