import { useFetcher } from '@remix-run/react';
import { Banner } from '@shopify/polaris';
import { count } from '#app/components/format.ts';
import type { UploadStateName } from './upload-state-badge.tsx';

type Answer = { refusal: { message: string; remedy: string | null } | null };

type Props = {
  state: UploadStateName;
  failure: string | null;
  rowsRead: number;
  dataRows: number;
  /** Whether its file is still here. */
  isKept: boolean;
  isAllowed: boolean;
};

/** Tells of an import that was stopped, or could not be finished, how far it came, and lets it go on; nothing of others. */
export function StoppedImport({ state, failure, rowsRead, dataRows, isKept, isAllowed }: Props) {
  const resume = useFetcher<Answer>();
  if (state !== 'cancelled' && state !== 'failed') {
    return null;
  }
  const refusal = resume.state === 'idle' ? resume.data?.refusal : null;
  const goOn = {
    content: 'Go on with the import',
    loading: resume.state !== 'idle',
    onAction: () => resume.submit({ intent: 'resume' }, { method: 'post' }),
  };
  return (
    <Banner
      tone={state === 'failed' ? 'critical' : 'warning'}
      title={state === 'failed' ? 'The import could not be finished' : 'The import was stopped'}
      {...(isKept && isAllowed ? { action: goOn } : {})}
    >
      {failure && <p>{failure}</p>}
      <p>{`${count(rowsRead)} of ${count(dataRows)} rows were read. What they brought in is here and counts.`}</p>
      {!isKept && <p>The file is not kept any more: upload it again to go on. What is in already counts once.</p>}
      {refusal && <p role="alert">{[refusal.message, refusal.remedy].filter(Boolean).join(' ')}</p>}
    </Banner>
  );
}
