import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Button, Card, ChoiceList, InlineStack, List, Text, TextField } from '@shopify/polaris';
import { type ComponentProps, useState } from 'react';
import { count } from '#app/components/format.ts';
import { SUBJECTS } from '#app/sources/fields.ts';
import type { ColumnMapping, Mapping } from '#app/sources/mapping.ts';
import { answerQuestion, type Question } from '#app/sources/questions.ts';
import { FileDifferences } from './file-differences.tsx';
import { MappingTable } from './mapping-table.tsx';

export type FormDetection = {
  systemName: string | null;
  evidence: string[];
  columns: string[];
  sample: string[][];
  dataRows: number;
  questions: Question[];
  inherited?: ComponentProps<typeof FileDifferences>['inherited'] | null;
};

type Props = { detection: FormDetection; proposed: Mapping; fileName: string };
type Answer = { refusal: { message: string; remedy: string | null } | null } | null;

/** What was found in a file, what it does not settle, and where its columns go: all to be changed before anything is imported. */
export function MappingForm({ detection, proposed, fileName }: Props) {
  const start = useFetcher<Answer>();
  const [mapping, setMapping] = useState(proposed);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [sourceName, setSourceName] = useState(
    detection.inherited?.sourceName ??
      detection.systemName?.replace(/\s*[(–-].*$/, '') ??
      fileName.replace(/\.[^.]+$/, ''),
  );
  const open = detection.questions.filter(
    (question) => question.blocking && question.choices.length > 0 && !answers[question.id],
  );
  const edit = (name: string, change: Partial<ColumnMapping>) =>
    setMapping({
      ...mapping,
      columns: mapping.columns.map((one) => (one.column === name ? { ...one, ...change } : one)),
    });
  const answer = (question: Question, value: string) => {
    setAnswers({ ...answers, [question.id]: value });
    setMapping(answerQuestion(mapping, question, value));
  };
  const submit = () =>
    start.submit({ intent: 'import', sourceName, mapping: JSON.stringify(mapping) }, { method: 'post' });
  return (
    <BlockStack gap="400">
      {start.data?.refusal && (
        <Banner tone="critical" title={start.data.refusal.message}>
          <p>{start.data.refusal.remedy}</p>
        </Banner>
      )}
      {detection.inherited && <FileDifferences inherited={detection.inherited} />}
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {`${SUBJECTS[mapping.subject].label}${detection.systemName ? `, recognised as ${detection.systemName}` : ''}`}
          </Text>
          <List>
            <List.Item>{`${count(detection.dataRows)} rows.`}</List.Item>
            {detection.evidence.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
          <TextField
            label="Name of the source"
            value={sourceName}
            onChange={setSourceName}
            autoComplete="off"
            helpText="Files of the same system go to the same source, so that next week's file updates this one's records."
          />
        </BlockStack>
      </Card>
      {detection.questions.length > 0 && (
        <Card>
          <BlockStack gap="400">
            <Text as="h2" variant="headingMd">
              What the file does not settle
            </Text>
            {detection.questions.map((question) => (
              <QuestionChoice
                key={question.id}
                question={question}
                value={answers[question.id] ?? ''}
                onAnswer={(value) => answer(question, value)}
              />
            ))}
          </BlockStack>
        </Card>
      )}
      <Card>
        <MappingTable
          subject={mapping.subject}
          columns={mapping.columns}
          names={detection.columns}
          sample={detection.sample}
          onEdit={edit}
        />
      </Card>
      <InlineStack align="end" gap="300" blockAlign="center">
        {open.length > 0 && (
          <Text as="span" tone="critical">
            {open.length === 1 ? 'One question is open.' : `${open.length} questions are open.`}
          </Text>
        )}
        <Button
          variant="primary"
          onClick={submit}
          loading={start.state !== 'idle'}
          disabled={open.length > 0 || sourceName.trim() === ''}
        >
          {`Import ${count(detection.dataRows)} rows`}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function QuestionChoice({
  question,
  value,
  onAnswer,
}: {
  question: Question;
  value: string;
  onAnswer: (value: string) => void;
}) {
  if (question.choices.length === 0) {
    return (
      <Banner tone={question.blocking ? 'warning' : 'info'} title={question.text}>
        <p>{question.evidence}</p>
      </Banner>
    );
  }
  return (
    <BlockStack gap="100">
      <ChoiceList
        title={question.text}
        choices={question.choices}
        selected={value ? [value] : []}
        onChange={([chosen]) => chosen && onAnswer(chosen)}
      />
      <Text as="p" tone="subdued" variant="bodySm">
        {question.evidence}
      </Text>
    </BlockStack>
  );
}
