import { useFetcher } from '@remix-run/react';
import { useEffect } from 'react';

type Refusal = { message: string; remedy?: string | null; field: string | null };

/** What a dialog sends, what was refused of it and in which field. Closes the dialog once what it sent was taken. */
export function useDialog(onClose: () => void) {
  const fetcher = useFetcher<{ refusal: Refusal | null }>();
  const refusal = fetcher.data?.refusal ?? null;
  const isBusy = fetcher.state !== 'idle';
  const isDone = !isBusy && fetcher.data?.refusal === null;
  useEffect(() => {
    if (isDone) onClose();
  }, [isDone, onClose]);
  return {
    submit: fetcher.submit,
    isBusy,
    /** What was refused as a whole, and not for one of the fields. */
    refusal: refusal?.field === null ? refusal : null,
    errorOf: (field: string) => (refusal?.field === field ? refusal.message : false),
  };
}
