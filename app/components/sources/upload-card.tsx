import { useFetcher, useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Card, DropZone, InlineStack, Spinner, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';

type Answer = { uploadId: number | null; refusal: { message: string; remedy: string | null } | null };

/** Where a file is dropped. It goes to the server as it is; what it holds is looked at there. */
export function UploadCard() {
  const upload = useFetcher<Answer>();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  // Not before the page behind has been asked again: its answer would end the way to the next page.
  const uploadId = upload.state === 'idle' ? (upload.data?.uploadId ?? null) : null;
  useEffect(() => {
    if (uploadId !== null) {
      navigate(`/app/sources/uploads/${uploadId}`);
    }
  }, [uploadId, navigate]);
  const send = (_all: File[], accepted: File[]) => {
    const [file] = accepted;
    if (file) {
      const form = new FormData();
      form.set('file', file);
      setName(file.name);
      upload.submit(form, { method: 'post', action: '/app/uploads', encType: 'multipart/form-data' });
    }
  };
  const refusal = upload.state === 'idle' ? upload.data?.refusal : null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Bring in a file
        </Text>
        <Text as="p" tone="subdued">
          An export of your till, CRM, mail tool, loyalty programme, reviews or help desk: CSV, Excel or ZIP, up to 2
          GB. You see what is in it before anything is imported.
        </Text>
        {refusal && (
          <Banner tone="critical" title={`${name} cannot be imported`}>
            <p>{[refusal.message, refusal.remedy].filter(Boolean).join(' ')}</p>
          </Banner>
        )}
        <DropZone onDrop={send} allowMultiple={false} label="File" labelHidden disabled={upload.state !== 'idle'}>
          {upload.state === 'idle' ? (
            <DropZone.FileUpload actionTitle="Choose a file" actionHint="or drop it here" />
          ) : (
            <div style={{ padding: '2rem' }} aria-live="polite">
              <InlineStack gap="300" align="center" blockAlign="center">
                <Spinner size="small" accessibilityLabel="Uploading" />
                <Text as="span">{`Reading ${name}`}</Text>
              </InlineStack>
            </div>
          )}
        </DropZone>
      </BlockStack>
    </Card>
  );
}
