import { Badge, BlockStack, Box, Card, Checkbox, Divider, InlineStack, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';
import type { RefusedAlike } from '#app/sources/repair-preview.ts';
import { ChosenRows } from './chosen-rows.tsx';
import { CorrectRow } from './correct-row.tsx';
import { QuarantineTools } from './quarantine-tools.tsx';
import { RefusedAlikeList } from './refused-alike.tsx';
import { RepairMany } from './repair-many.tsx';
import { useChosenRows } from './use-chosen-rows.ts';

type Issue = {
  row: number;
  severity: 'refused' | 'warning';
  code: string;
  column: string;
  reason: string;
  remedy: string;
  cells: string[];
  corrected: string[] | null;
};

type Props = {
  issues: readonly Issue[];
  alike: readonly RefusedAlike[];
  refused: number;
  columns: readonly string[];
  downloadUrl: string;
  owner: string | null;
  staff: readonly { staffId: string; name: string }[];
  /** Whether rows can be corrected now by who looks. */
  canRepair: boolean;
};

/** Refused rows and unreadable cells, each with where, why and what to do; the refused ones to be corrected here or in a file. */
export function IssueList({ issues, alike, refused, columns, downloadUrl, owner, staff, canRepair }: Props) {
  const chosen = useChosenRows(issues, alike);
  if (issues.length === 0) {
    return null;
  }
  const isMany = refused > 1 && canRepair;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Rows that need a look
          </Text>
          <Text as="p" tone="subdued">
            {refused > 0
              ? `${plural(refused, 'refused row')} ${refused === 1 ? 'is' : 'are'} kept here. Correct them on this page, or download them, correct them in the file and upload just those.`
              : 'All rows came in; these cells could not be read.'}
          </Text>
        </BlockStack>
        {refused > 0 && canRepair && <QuarantineTools downloadUrl={downloadUrl} owner={owner} staff={staff} />}
        {isMany && <RefusedAlikeList alike={alike} onChoose={chosen.chooseAlike} />}
        {isMany && <ChosenRows rows={chosen.rows} onCorrect={chosen.open} onClear={chosen.clear} />}
        {chosen.isOpen && (
          <RepairMany
            rows={chosen.rows}
            chosen={chosen.fields}
            columns={columns}
            column={columns.includes(chosen.column) ? chosen.column : ''}
            onClose={chosen.close}
            onDone={chosen.clear}
          />
        )}
        {issues.map((issue) => (
          <Box key={`${issue.row}-${issue.column}-${issue.reason}`}>
            <BlockStack gap="300">
              <Divider />
              <InlineStack gap="200" blockAlign="start" wrap={false}>
                {isMany && issue.severity === 'refused' && (
                  <Checkbox
                    label={`Choose row ${issue.row}`}
                    labelHidden
                    checked={chosen.isChosen(issue)}
                    onChange={() => chosen.toggle(issue.row)}
                  />
                )}
                <Box width="100%">
                  <IssueLine issue={issue} columns={columns} canRepair={canRepair} />
                </Box>
              </InlineStack>
            </BlockStack>
          </Box>
        ))}
        {isMany && refused > issues.length && (
          <Text as="p" tone="subdued">
            More refused rows stand behind these. Those refused for the same can be chosen above; all are in the
            download.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function IssueLine({ issue, columns, canRepair }: { issue: Issue; columns: readonly string[]; canRepair: boolean }) {
  const isRefused = issue.severity === 'refused';
  return (
    <InlineStack gap="400" align="space-between" blockAlign="start" wrap={false}>
      <BlockStack gap="050">
        <InlineStack gap="200" align="start" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {`Row ${issue.row}${issue.column ? `, ${issue.column}` : ''}`}
          </Text>
          <Badge tone={isRefused ? 'critical' : 'attention'}>{isRefused ? 'Refused' : 'Cell left out'}</Badge>
        </InlineStack>
        <Text as="p" breakWord>
          {issue.reason}
        </Text>
        <Text as="p" tone="subdued" breakWord>
          {issue.remedy}
        </Text>
      </BlockStack>
      {isRefused && canRepair && (
        <CorrectRow
          row={issue.row}
          reason={issue.reason}
          remedy={issue.remedy}
          columns={columns}
          cells={issue.corrected ?? issue.cells}
        />
      )}
    </InlineStack>
  );
}
