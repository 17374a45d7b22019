import { Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
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
            <IndexTable.Cell>
              <Link url={`/app/sources/uploads/${upload.id}`} dataPrimaryLink removeUnderline monochrome>
                {upload.fileName}
              </Link>
            </IndexTable.Cell>
            <IndexTable.Cell>{upload.sourceName ?? '–'}</IndexTable.Cell>
            <IndexTable.Cell>{instant(upload.createdAt, format)}</IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric>
                {smDown ? `${plural(upload.counters.rowsKept, 'row')} in, ` : count(upload.counters.rowsKept)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" alignment="end" numeric {...(upload.refused > 0 ? { tone: 'critical' as const } : {})}>
                {smDown ? `${count(upload.refused)} refused` : count(upload.refused)}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <UploadStateBadge state={upload.state} />
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
