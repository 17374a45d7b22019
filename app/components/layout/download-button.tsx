import { BlockStack, Button, InlineError } from '@shopify/polaris';
import { useId, useState } from 'react';

type Props = { url: string; fallbackName: string; children: string };

const AGAIN = 'The file could not be fetched. Try again.';

/** The address wants a session token, which a plain link would not carry: fetched, then handed to the browser. */
export function DownloadButton({ url, fallbackName, children }: Props) {
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const errorId = useId();
  const download = async () => {
    const answer = await fetch(url);
    if (!answer.ok) {
      setProblem(answer.status === 403 ? await answer.text() : AGAIN);
      return;
    }
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? fallbackName;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const begin = () => {
    setLoading(true);
    setProblem(null);
    download()
      .catch(() => setProblem(AGAIN))
      .finally(() => setLoading(false));
  };
  return (
    <BlockStack gap="100">
      <Button loading={isLoading} onClick={begin}>
        {children}
      </Button>
      {problem && <InlineError message={problem} fieldID={errorId} />}
    </BlockStack>
  );
}
