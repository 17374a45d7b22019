import { BlockStack, Card, IndexTable, InlineStack, Link, Text, useBreakpoints } from '@shopify/polaris';
import { count, type Formatting, instant, plural } from '#app/components/format.ts';
import { UploadStateBadge, type UploadStateName } from './upload-state-badge.tsx';

type Line = {
  id: number;
  fileName: string;
  sourceName: string | null;
  state: UploadStateName;
  createdAt: Date;
  refused: number;
  counters: { rowsKept: number };
};

/** The files that were uploaded, the newest first. */
export function UploadList({ uploads, format }: { uploads: readonly Line[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  if (uploads.length === 0) {
    return null;
  }
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'upload', plural: 'uploads' }}
        itemCount={uploads.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'File' },
          { title: 'Source' },
          { title: 'Uploaded' },
          { title: 'Rows in', alignment: 'end' },
          { title: 'Refused', alignment: 'end' },
          { title: 'State' },
        ]}
      >
        {uploads.map((upload, index) => (
          <IndexTable.Row id={String(upload.id)} key={upload.id} position={index}>
            {smDown ? <NarrowCell upload={upload} format={format} /> : <WideCells upload={upload} format={format} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

type CellsProps = { upload: Line; format: Formatting };

function FileLink({ id, fileName }: Line) {
  return (
    <Link url={`/app/sources/uploads/${id}`} dataPrimaryLink removeUnderline monochrome>
      {fileName}
    </Link>
  );
}

function WideCells({ upload, format }: CellsProps) {
  return (
    <>
      <IndexTable.Cell>
        <FileLink {...upload} />
      </IndexTable.Cell>
      <IndexTable.Cell>{upload.sourceName ?? '–'}</IndexTable.Cell>
      <IndexTable.Cell>{instant(upload.createdAt, format)}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(upload.counters.rowsKept)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric {...(upload.refused > 0 ? { tone: 'critical' as const } : {})}>
          {count(upload.refused)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <UploadStateBadge state={upload.state} />
      </IndexTable.Cell>
    </>
  );
}

/** On a phone everything stands in one cell that wraps, as in the list of sources. */
function NarrowCell({ upload, format }: CellsProps) {
  return (
    <IndexTable.Cell>
      <BlockStack gap="100">
        <FileLink {...upload} />
        <InlineStack gap="150" wrap blockAlign="center">
          <UploadStateBadge state={upload.state} />
          {upload.refused > 0 ? (
            <Text as="span" tone="critical">
              {`${count(upload.refused)} refused`}
            </Text>
          ) : null}
        </InlineStack>
        <Text as="span" tone="subdued">
          {`${plural(upload.counters.rowsKept, 'row')} in${upload.sourceName ? `, ${upload.sourceName}` : ''}`}
        </Text>
        <Text as="span" tone="subdued">
          {instant(upload.createdAt, format)}
        </Text>
      </BlockStack>
    </IndexTable.Cell>
  );
}
