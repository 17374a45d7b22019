import { useFetcher } from '@remix-run/react';
import { Badge, Banner, BlockStack, Card, Layout, Page, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { count, day, type Formatting } from '#app/components/format.ts';
import { ConditionAdder } from './condition-adder.tsx';
import { RulePreview } from './rule-preview.tsx';
import { useRulePreview } from './use-rule-preview.ts';

type SegmentPageView = {
  segment: {
    id: number;
    name: string;
    description: string;
    ruleText: string;
    state: string;
    membersCount: number;
    handle: string;
  };
  events: { day: string; entered: number; left: number }[];
};
type Template = { name: string; sentence: string; rule: string };
type Props = { page: SegmentPageView | null; template: Template | null; format: Formatting };
type Refused = { message: string; remedy: string | null; field: string | null };
type Answer = { refusal?: Refused } | undefined;

/** A segment's rule: built by adding conditions or written as text, with what it holds beside it. */
export function SegmentEditor({ page, template, format }: Props) {
  const save = useFetcher<Answer>();
  const first = draftOf(page, template);
  const [name, setName] = useState(first.name);
  const [description, setDescription] = useState(first.description);
  const [rule, setRule] = useState(first.rule);
  const preview = useRulePreview(rule);
  const refusal = save.state === 'idle' ? save.data?.refusal : undefined;
  const problems = preview.answer?.ok === false ? preview.answer.problems : [];
  const submit = (intent: string) => save.submit({ intent, name, description, rule }, { method: 'post' });
  return (
    <Page
      backAction={{ content: 'Segments', url: '/app/segments' }}
      title={page?.segment.name ?? 'New segment'}
      titleMetadata={page && <StateBadge state={page.segment.state} />}
      primaryAction={{
        content: 'Save',
        onAction: () => submit('save'),
        loading: save.state !== 'idle',
        disabled: rule.trim() === '' || problems.length > 0,
      }}
      secondaryActions={page ? actionsFor(page.segment.id, () => submit('delete')) : []}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {refusal && <RefusalBanner refusal={refusal} />}
            <Card>
              <BlockStack gap="300">
                <TextField
                  label="Name"
                  value={name}
                  onChange={setName}
                  autoComplete="off"
                  {...(refusal?.field === 'name' ? { error: refusal.message } : {})}
                />
                <TextField label="What it is for" value={description} onChange={setDescription} autoComplete="off" />
              </BlockStack>
            </Card>
            <RuleCard rule={rule} onChange={setRule} problems={problems} />
            {page && page.events.length > 0 && <EventsCard events={page.events} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <RulePreview preview={preview} format={format} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function draftOf(page: SegmentPageView | null, template: Template | null) {
  if (page) {
    return { name: page.segment.name, description: page.segment.description, rule: page.segment.ruleText };
  }
  return { name: template?.name ?? '', description: template?.sentence ?? '', rule: template?.rule ?? '' };
}

function actionsFor(segmentId: number, onDelete: () => void) {
  return [
    { content: 'See its people', url: `/app/profiles?segment=${segmentId}` },
    { content: 'Download', url: `/app/segments/${segmentId}/export` },
    { content: 'Delete', destructive: true, onAction: onDelete },
  ];
}

function StateBadge({ state }: { state: string }) {
  const isLive = state === 'ready';
  return <Badge tone={isLive ? 'success' : 'info'}>{isLive ? 'Live' : 'Computing'}</Badge>;
}

function RefusalBanner({ refusal }: { refusal: Refused }) {
  return (
    <Banner tone="critical" title={refusal.message}>
      {refusal.remedy && <p>{refusal.remedy}</p>}
    </Banner>
  );
}

type RuleCardProps = { rule: string; onChange: (rule: string) => void; problems: readonly { message: string }[] };

function RuleCard({ rule, onChange, problems }: RuleCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who is in it
        </Text>
        <ConditionAdder rule={rule} onChange={onChange} />
        <TextField
          label="Rule"
          value={rule}
          onChange={onChange}
          autoComplete="off"
          multiline={4}
          monospaced
          spellCheck={false}
          helpText="AND, OR, NOT and parentheses; days as -30d or 2026-01-31. Shopify's segment language is understood as it is."
          {...(problems.length > 0 ? { error: problems.map((one) => one.message).join(' ') } : {})}
        />
      </BlockStack>
    </Card>
  );
}

function EventsCard({ events }: { events: SegmentPageView['events'] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          Coming and going, last 30 days
        </Text>
        {events.map((event) => (
          <Text as="p" key={event.day}>
            {`${day(event.day)}: ${count(event.entered)} entered, ${count(event.left)} left`}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
