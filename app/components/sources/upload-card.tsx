import { useFetcher, useNavigate } from '@remix-run/react';
import { Banner, BlockStack, Card, DropZone, InlineStack, Spinner, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { UPLOAD_LIMITS } from '#app/sources/upload/limits.ts';

type Answer = { uploadId: number | null; refusal: { message: string; remedy: string | null } | null };

/** Told before a byte is sent: nobody waits for two gigabytes to hear it. */
const TOO_LARGE = {
  message: 'It is larger than 2 GB.',
  remedy: 'Split the file and upload its parts one after the other.',
};

/** Where a file is dropped. It goes to the server as it is; what it holds is looked at there. */
export function UploadCard() {
  const upload = useFetcher<Answer>();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [isTooLarge, setTooLarge] = useState(false);
  // Not before the page behind has been asked again: its answer would end the way to the next page.
  const uploadId = upload.state === 'idle' ? (upload.data?.uploadId ?? null) : null;
  useEffect(() => {
    if (uploadId !== null) {
      navigate(`/app/sources/uploads/${uploadId}`);
    }
  }, [uploadId, navigate]);
  const send = (_all: File[], accepted: File[]) => {
    const [file] = accepted;
    setTooLarge(file !== undefined && file.size > UPLOAD_LIMITS.maxFileBytes);
    if (file && file.size > UPLOAD_LIMITS.maxFileBytes) {
      setName(file.name);
    } else if (file) {
      const form = new FormData();
      form.set('file', file);
      setName(file.name);
      upload.submit(form, { method: 'post', action: '/app/uploads', encType: 'multipart/form-data' });
    }
  };
  const refused = upload.state === 'idle' ? upload.data?.refusal : null;
  const refusal = isTooLarge ? TOO_LARGE : refused;
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
