import { Badge, BlockStack, Card, IndexTable, InlineStack, Text, useBreakpoints } from '@shopify/polaris';
import { DownloadButton } from '#app/components/layout/download-button.tsx';

type Issue = {
  row: number;
  severity: 'refused' | 'warning';
  column: string;
  reason: string;
  remedy: string;
  cells: string[];
};

/** Refused rows and unreadable cells, each with where, why and what to do; the refused ones to be downloaded and corrected. */
export function IssueList({
  issues,
  refused,
  downloadUrl,
}: {
  issues: readonly Issue[];
  refused: number;
  downloadUrl: string;
}) {
  const { smDown } = useBreakpoints();
  if (issues.length === 0) {
    return null;
  }
  return (
    <Card padding="0">
      <div style={{ padding: '16px' }}>
        <InlineStack align="space-between" blockAlign="center">
          <BlockStack>
            <Text as="h2" variant="headingMd">
              Rows that need a look
            </Text>
            <Text as="p" tone="subdued">
              {refused > 0
                ? 'Refused rows are kept here: download them, correct them and upload just those.'
                : 'All rows came in; these cells could not be read.'}
            </Text>
          </BlockStack>
          {refused > 0 && (
            <DownloadButton url={downloadUrl} fallbackName="refused-rows.csv">
              Download refused rows
            </DownloadButton>
          )}
        </InlineStack>
      </div>
      <IndexTable
        resourceName={{ singular: 'row', plural: 'rows' }}
        itemCount={issues.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Row' },
          { title: 'Column' },
          { title: 'What is wrong' },
          { title: 'What to do' },
          { title: '' },
        ]}
      >
        {issues.map((issue, index) => (
          <IndexTable.Row id={String(index)} key={`${issue.row}-${issue.column}-${issue.reason}`} position={index}>
            <IndexTable.Cell>{issue.row}</IndexTable.Cell>
            <IndexTable.Cell>{issue.column || 'whole row'}</IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" breakWord>
                {issue.reason}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Text as="span" breakWord>
                {issue.remedy}
              </Text>
            </IndexTable.Cell>
            <IndexTable.Cell>
              <Badge tone={issue.severity === 'refused' ? 'critical' : 'attention'}>
                {issue.severity === 'refused' ? 'Refused' : 'Cell left out'}
              </Badge>
            </IndexTable.Cell>
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}
