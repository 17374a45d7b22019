import { BlockStack, Button, InlineError } from '@shopify/polaris';
import { useId, useState } from 'react';

type Props = { url: string; fallbackName: string; children: string };

/** The address wants a session token, which a plain link would not carry: fetched, then handed to the browser. */
export function DownloadButton({ url, fallbackName, children }: Props) {
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const errorId = useId();
  const download = async () => {
    setState('loading');
    const answer = await fetch(url);
    if (!answer.ok) {
      setState('failed');
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? fallbackName;
    link.click();
    URL.revokeObjectURL(link.href);
    setState('idle');
  };
  return (
    <BlockStack gap="100">
      <Button loading={state === 'loading'} onClick={() => download().catch(() => setState('failed'))}>
        {children}
      </Button>
      {state === 'failed' && <InlineError message="The file could not be fetched. Try again." fieldID={errorId} />}
    </BlockStack>
  );
}
