import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, InlineStack, Select } from '@shopify/polaris';
import { useRef } from 'react';
import { plural } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';

type Answer = { corrected: number; refusal: { message: string; remedy: string | null } | null };

type Props = {
  downloadUrl: string;
  /** Who looks after these rows: `staff:<id>`; null = nobody is known. */
  owner: string | null;
  staff: readonly { staffId: string; name: string }[];
};

/** What can be done with all refused rows of a file: download them, bring them back corrected, give them to somebody. */
export function QuarantineTools({ downloadUrl, owner, staff }: Props) {
  const upload = useFetcher<Answer>();
  const give = useFetcher();
  const input = useRef<HTMLInputElement>(null);
  const send = (file: File | undefined) => {
    if (file) {
      const form = new FormData();
      form.set('file', file);
      upload.submit(form, { method: 'post', action: downloadUrl, encType: 'multipart/form-data' });
    }
  };
  const answer = upload.state === 'idle' ? upload.data : undefined;
  const known = staff.map((one) => ({ value: `staff:${one.staffId}`, label: one.name }));
  const nobody = known.some((one) => one.value === owner) ? [] : [{ value: owner ?? '', label: 'Whoever uploaded it' }];
  return (
    <BlockStack gap="300">
      {answer?.refusal && (
        <Banner tone="critical" title={answer.refusal.message}>
          <p>{answer.refusal.remedy}</p>
        </Banner>
      )}
      {answer && !answer.refusal && (
        <Banner
          tone="success"
          title={`${plural(answer.corrected, 'corrected row')} taken; they are being tried again.`}
        />
      )}
      <InlineStack gap="300" blockAlign="end" wrap>
        <DownloadButton url={downloadUrl} fallbackName="refused-rows.csv">
          Download refused rows
        </DownloadButton>
        <Button onClick={() => input.current?.click()} loading={upload.state !== 'idle'}>
          Upload corrected rows
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Corrected rows"
          onChange={(event) => {
            send(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        {known.length > 0 && (
          <Select
            label="Looked after by"
            options={[...nobody, ...known]}
            value={owner ?? ''}
            onChange={(to) => give.submit({ intent: 'give', staffId: to.replace('staff:', '') }, { method: 'post' })}
          />
        )}
      </InlineStack>
    </BlockStack>
  );
}
