import { useFetcher } from '@remix-run/react';
import { Badge, Banner, BlockStack, Card, Layout, Page, Text, TextField } from '@shopify/polaris';
import { useState } from 'react';
import { count, day, type Formatting } from '#app/components/format.ts';
import { ConditionAdder } from './condition-adder.tsx';
import { RulePreview } from './rule-preview.tsx';
import { useRulePreview } from './use-rule-preview.ts';

type SegmentPageView = {
  segment: { id: number; name: string; description: string; ruleText: string; state: string; membersCount: number; handle: string };
  events: { day: string; entered: number; left: number }[];
};
type Template = { name: string; sentence: string; rule: string };
type Props = { page: SegmentPageView | null; template: Template | null; format: Formatting };
type Answer = { refusal?: { message: string; remedy: string | null; field: string | null } } | undefined;

/** A segment's rule: built by adding conditions or written as text, with what it holds beside it. */
export function SegmentEditor({ page, template, format }: Props) {
  const save = useFetcher<Answer>();
  const [name, setName] = useState(page?.segment.name ?? template?.name ?? '');
  const [description, setDescription] = useState(page?.segment.description ?? template?.sentence ?? '');
  const [rule, setRule] = useState(page?.segment.ruleText ?? template?.rule ?? '');
  const preview = useRulePreview(rule);
  const refusal = save.state === 'idle' ? save.data?.refusal : undefined;
  const problems = preview.answer?.ok === false ? preview.answer.problems : [];
  const submit = (intent: string) => save.submit({ intent, name, description, rule }, { method: 'post' });
  return (
    <Page
      backAction={{ content: 'Segments', url: '/app/segments' }}
      title={page?.segment.name ?? 'New segment'}
      titleMetadata={page ? <Badge tone={page.segment.state === 'ready' ? 'success' : 'info'}>{page.segment.state === 'ready' ? 'Live' : 'Computing'}</Badge> : undefined}
      primaryAction={{ content: 'Save', onAction: () => submit('save'), loading: save.state !== 'idle', disabled: rule.trim() === '' || problems.length > 0 }}
      secondaryActions={
        page
          ? [
              { content: 'See its people', url: `/app/profiles?segment=${page.segment.id}` },
              { content: 'Delete', destructive: true, onAction: () => submit('delete') },
            ]
          : []
      }
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {refusal && (
              <Banner tone="critical" title={refusal.message}>
                {refusal.remedy && <p>{refusal.remedy}</p>}
              </Banner>
            )}
            <Card>
              <BlockStack gap="300">
                <TextField label="Name" value={name} onChange={setName} autoComplete="off" {...(refusal?.field === 'name' ? { error: refusal.message } : {})} />
                <TextField label="What it is for" value={description} onChange={setDescription} autoComplete="off" />
              </BlockStack>
            </Card>
            <Card>
              <BlockStack gap="300">
                <Text as="h2" variant="headingMd">
                  Who is in it
                </Text>
                <ConditionAdder rule={rule} onChange={setRule} />
                <TextField
                  label="Rule"
                  value={rule}
                  onChange={setRule}
                  autoComplete="off"
                  multiline={4}
                  monospaced
                  spellCheck={false}
                  helpText="AND, OR, NOT and parentheses; days as -30d or 2026-01-31. Shopify's segment language is understood as it is."
                  {...(problems.length > 0 ? { error: problems.map((one) => one.message).join(' ') } : {})}
                />
              </BlockStack>
            </Card>
            {page && page.events.length > 0 && (
              <Card>
                <BlockStack gap="200">
                  <Text as="h2" variant="headingMd">
                    Coming and going, last 30 days
                  </Text>
                  {page.events.map((event) => (
                    <Text as="p" key={event.day}>
                      {`${day(event.day)}: ${count(event.entered)} entered, ${count(event.left)} left`}
                    </Text>
                  ))}
                </BlockStack>
              </Card>
            )}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <RulePreview preview={preview} format={format} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}
