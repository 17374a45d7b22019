import { useFetcher } from '@remix-run/react';
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  ChoiceList,
  FormLayout,
  InlineStack,
  Link,
  List,
  Select,
  Text,
  TextField,
} from '@shopify/polaris';
import { useState } from 'react';
import { type Formatting, instant, plural } from '#app/components/format.ts';

type Mode = 'pass' | 'warn' | 'hold' | 'block';
type Line = {
  sourceId: number;
  source: string;
  mode: Mode;
  required: readonly string[];
  leastRows: number | null;
  files: number;
  columns: readonly string[];
  last: {
    uploadId: number;
    fileName: string;
    verdict: 'fine' | 'warned' | 'held' | 'blocked' | 'released';
    findings: readonly { sentence: string }[];
    judgedAt: Date | string;
  } | null;
};

const MODES: { label: string; value: Mode }[] = [
  { label: 'Passes in silence', value: 'pass' },
  { label: 'Passes with a warning', value: 'warn' },
  { label: 'Is held until somebody lets it through', value: 'hold' },
  { label: 'Is blocked', value: 'block' },
];

const VERDICTS = {
  fine: { name: 'As agreed', tone: 'success' },
  warned: { name: 'Warned', tone: 'attention' },
  held: { name: 'Held', tone: 'warning' },
  blocked: { name: 'Blocked', tone: 'critical' },
  released: { name: 'Let through', tone: 'attention' },
} as const;

type Answer = { refusal: { message: string; field: string | null } | null };

/** What is asked of each file of one source, and how the last one did. */
export function ContractCard({ line, format }: { line: Line; format: Formatting }) {
  const fetcher = useFetcher<Answer>();
  const [mode, setMode] = useState<string>(line.mode);
  const [required, setRequired] = useState<string[]>([...line.required]);
  const [leastRows, setLeastRows] = useState(line.leastRows === null ? '' : String(line.leastRows));
  const refusal = fetcher.data?.refusal ?? null;
  const columns = [...new Set([...line.columns, ...line.required])];
  const save = () => {
    const form = new FormData();
    form.set('sourceId', String(line.sourceId));
    form.set('mode', mode);
    form.set('leastRows', leastRows);
    for (const column of required) {
      form.append('required', column);
    }
    fetcher.submit(form, { method: 'post' });
  };
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            {line.source}
          </Text>
          <Text as="p" tone="subdued">
            {line.files < 3
              ? `${plural(line.files, 'file')} so far: files are compared with the ones before them from the fourth on.`
              : `Each file is compared with the last ${Math.min(12, line.files)}: its columns, its rows, how full each column is, how many rows were refused.`}
          </Text>
        </BlockStack>
        {line.last && <LastFile last={line.last} format={format} />}
        {refusal && refusal.field === null && <Banner tone="critical" title={refusal.message} />}
        <FormLayout>
          <FormLayout.Group>
            <Select
              label={`A file of ${line.source} that is not as agreed`}
              options={MODES}
              value={mode}
              onChange={setMode}
            />
            <TextField
              label="Fewest rows"
              value={leastRows}
              onChange={setLeastRows}
              autoComplete="off"
              inputMode="numeric"
              helpText="Empty: judged by the last files."
              error={refusal?.field === 'leastRows' ? refusal.message : false}
            />
          </FormLayout.Group>
          {columns.length > 0 && (
            <ChoiceList
              allowMultiple
              title="Columns that must be there"
              choices={columns.map((column) => ({ label: column, value: column }))}
              selected={required}
              onChange={setRequired}
            />
          )}
        </FormLayout>
        <InlineStack gap="300" blockAlign="center">
          <Button
            loading={fetcher.state !== 'idle'}
            accessibilityLabel={`Save the contract of ${line.source}`}
            onClick={save}
          >
            Save
          </Button>
          {fetcher.state === 'idle' && fetcher.data?.refusal === null && <Text as="span">Saved</Text>}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}

function LastFile({ last, format }: { last: NonNullable<Line['last']>; format: Formatting }) {
  const { name, tone } = VERDICTS[last.verdict];
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center">
        <Badge tone={tone}>{name}</Badge>
        <Link url={`/app/sources/uploads/${last.uploadId}`}>{last.fileName}</Link>
        <Text as="span" tone="subdued">
          {instant(new Date(last.judgedAt), format)}
        </Text>
      </InlineStack>
      {last.findings.length > 0 && (
        <List>
          {last.findings.map(({ sentence }) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
      )}
    </BlockStack>
  );
}
