import { Banner } from '@shopify/polaris';
import type { UploadStateName } from './upload-state-badge.tsx';

type Upload = { state: UploadStateName; sourceId: number | null; sourceName: string | null };

/** Tells of a file that is held, and where that is decided; nothing of others. */
export function HeldUpload({ upload }: { upload: Upload }) {
  return (
    upload.state === 'held' && (
      <Banner
        tone="warning"
        title={`Held: ${upload.sourceName ?? 'its source'} is in quarantine`}
        action={{ content: 'Open the source', url: `/app/sources/${upload.sourceId}` }}
      >
        <p>It is kept whole and is taken in, in its turn, when the quarantine ends.</p>
      </Banner>
    )
  );
}
