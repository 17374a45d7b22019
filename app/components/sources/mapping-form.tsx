import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, ChoiceList, List, Text, TextField } from '@shopify/polaris';
import { type ComponentProps, useState } from 'react';
import { count } from '#app/components/format.ts';
import type { DryRun } from '#app/sources/dry-run.ts';
import { SUBJECTS } from '#app/sources/fields.ts';
import type { ColumnMapping, Mapping } from '#app/sources/mapping.ts';
import { answerQuestion, type Question } from '#app/sources/questions.ts';
import { DryRunPart } from './dry-run-card.tsx';
import { FileDifferences } from './file-differences.tsx';
import { MappingActions } from './mapping-actions.tsx';
import { MappingTable } from './mapping-table.tsx';
import { OlderFile } from './older-file.tsx';

export type FormDetection = {
  systemName: string | null;
  evidence: string[];
  columns: string[];
  sample: string[][];
  dataRows: number;
  questions: Question[];
  inherited?: ComponentProps<typeof FileDifferences>['inherited'] | null;
};

type Props = {
  detection: FormDetection;
  proposed: Mapping;
  fileName: string;
  /** The newer file of its source that is imported already; null = none is known. */
  older: ComponentProps<typeof OlderFile>['older'];
  /** The last check of the whole file, and whether one is going on. */
  dryRun: DryRun | null;
  checking: boolean;
  stopping: boolean;
  when: string;
};
type Answer = { refusal: { message: string; remedy: string | null } | null } | null;

/** What was found in a file, what it does not settle, and where its columns go: all to be changed before anything is imported. */
export function MappingForm({ detection, proposed, fileName, older, dryRun, checking, stopping, when }: Props) {
  const start = useFetcher<Answer>();
  const [mapping, setMapping] = useState(proposed);
  const [answers, setAnswers] = useState<Record<string, string>>(dryRun?.answers ?? {});
  const [sourceName, setSourceName] = useState(
    dryRun?.sourceName ??
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
  const submit = (intent: 'import' | 'check') =>
    start.submit(
      { intent, sourceName, mapping: JSON.stringify(mapping), answers: JSON.stringify(answers) },
      { method: 'post' },
    );
  const found = checking ? null : (dryRun?.found ?? null);
  const isOutdated = JSON.stringify(mapping) !== JSON.stringify(proposed) || sourceName !== dryRun?.sourceName;
  return (
    <BlockStack gap="400">
      {start.data?.refusal && (
        <Banner tone="critical" title={start.data.refusal.message}>
          <p>{start.data.refusal.remedy}</p>
        </Banner>
      )}
      <DryRunPart
        dryRun={dryRun}
        dataRows={detection.dataRows}
        checking={checking}
        stopping={stopping}
        when={when}
        isOutdated={isOutdated}
      />
      <OlderFile
        older={older}
        chosen={mapping.older}
        onChoose={(choice) => setMapping({ ...mapping, older: choice })}
      />
      {detection.inherited && <FileDifferences inherited={detection.inherited} />}
      <FoundCard detection={detection} subject={mapping.subject} sourceName={sourceName} onName={setSourceName} />
      <Questions questions={detection.questions} answers={answers} onAnswer={answer} />
      <Card>
        <MappingTable
          subject={mapping.subject}
          columns={mapping.columns}
          names={detection.columns}
          sample={detection.sample}
          onEdit={edit}
        />
      </Card>
      <MappingActions
        openQuestions={open.length}
        isReady={open.length === 0 && sourceName.trim() !== '' && !checking}
        isSending={start.state !== 'idle'}
        checked={found ? !isOutdated : null}
        dataRows={detection.dataRows}
        onSubmit={submit}
      />
    </BlockStack>
  );
}

function FoundCard({
  detection,
  subject,
  sourceName,
  onName,
}: {
  detection: FormDetection;
  subject: Mapping['subject'];
  sourceName: string;
  onName: (name: string) => void;
}) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {`${SUBJECTS[subject].label}${detection.systemName ? `, recognised as ${detection.systemName}` : ''}`}
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
          onChange={onName}
          autoComplete="off"
          helpText="Files of the same system go to the same source, so that next week's file updates this one's records."
        />
      </BlockStack>
    </Card>
  );
}

function Questions({
  questions,
  answers,
  onAnswer,
}: {
  questions: readonly Question[];
  answers: Readonly<Record<string, string>>;
  onAnswer: (question: Question, value: string) => void;
}) {
  if (questions.length === 0) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          What the file does not settle
        </Text>
        {questions.map((question) => (
          <QuestionChoice
            key={question.id}
            question={question}
            value={answers[question.id] ?? ''}
            onAnswer={(value) => onAnswer(question, value)}
          />
        ))}
      </BlockStack>
    </Card>
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
