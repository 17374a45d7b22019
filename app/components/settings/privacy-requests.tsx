import { Badge, BlockStack, Box, Card, IndexTable, Text, useBreakpoints } from '@shopify/polaris';
import { dayOf, type Formatting } from '#app/components/format.ts';
import { DownloadButton } from '#app/components/layout/download-button.tsx';
import { countWords } from './setting-words.ts';

type Line = {
  id: number;
  kind: 'export' | 'erase';
  state: 'received' | 'done' | 'failed';
  subject: string | null;
  receivedAt: Date;
  dueAt: Date;
  carriedOutAt: Date | null;
  summary: Record<string, number>;
  hasResult: boolean;
};

const KINDS = { export: 'Wants their data', erase: 'Wants to be erased' } as const;

/** What customers asked for by law, when it is due, and the evidence that it was done. */
export function PrivacyRequests({ requests, format }: { requests: readonly Line[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Privacy requests
          </Text>
          <Text as="p" tone="subdued">
            {requests.length === 0
              ? 'None so far. When a customer asks in Shopify for their data or to be erased, it is carried out here by itself.'
              : 'They come from Shopify and are carried out by themselves. What was collected for a customer is yours to hand over.'}
          </Text>
        </BlockStack>
      </Box>
      {requests.length > 0 && (
        <IndexTable
          resourceName={{ singular: 'request', plural: 'requests' }}
          itemCount={requests.length}
          selectable={false}
          condensed={smDown}
          headings={[
            { title: 'Request' },
            { title: 'Received' },
            { title: 'Due' },
            { title: 'State' },
            { title: 'Evidence' },
            { title: 'File' },
          ]}
        >
          {requests.map((line, index) => (
            <IndexTable.Row id={String(line.id)} key={line.id} position={index}>
              {smDown ? <PhoneCells line={line} format={format} /> : <Cells line={line} format={format} />}
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  );
}

function Cells({ line, format }: { line: Line; format: Formatting }) {
  return (
    <>
      <IndexTable.Cell>
        <Title line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{dayOf(line.receivedAt, format)}</IndexTable.Cell>
      <IndexTable.Cell>{dayOf(line.dueAt, format)}</IndexTable.Cell>
      <IndexTable.Cell>
        <State line={line} format={format} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <div style={{ maxWidth: '16rem', whiteSpace: 'normal' }}>{countWords(line.summary) || '–'}</div>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <File line={line} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCells({ line, format }: { line: Line; format: Formatting }) {
  return (
    <div style={{ padding: '12px 16px', width: '100%', whiteSpace: 'normal' }}>
      <BlockStack gap="100" inlineAlign="start">
        <Title line={line} />
        <Text as="span" tone="subdued" variant="bodySm">
          {`Received ${dayOf(line.receivedAt, format)}, due ${dayOf(line.dueAt, format)}`}
        </Text>
        <State line={line} format={format} />
        <Text as="span" variant="bodySm">
          {countWords(line.summary)}
        </Text>
        <File line={line} />
      </BlockStack>
    </div>
  );
}

function Title({ line }: { line: Line }) {
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold">
        {KINDS[line.kind]}
      </Text>
      <Text as="span" tone="subdued" variant="bodySm">
        {line.subject ?? 'Nobody knows any more'}
      </Text>
    </BlockStack>
  );
}

function State({ line, format }: { line: Line; format: Formatting }) {
  if (line.state === 'done') {
    return <Badge tone="success">{line.carriedOutAt ? `Done on ${dayOf(line.carriedOutAt, format)}` : 'Done'}</Badge>;
  }
  return line.state === 'failed' ? (
    <Badge tone="critical">Failed, is tried again</Badge>
  ) : (
    <Badge tone="attention">Waits</Badge>
  );
}

function File({ line }: { line: Line }) {
  if (!line.hasResult) {
    return <>–</>;
  }
  return (
    <DownloadButton url={`/app/settings/requests/${line.id}`} fallbackName="customer-data.json">
      Download
    </DownloadButton>
  );
}
