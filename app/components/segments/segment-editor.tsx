import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, Layout, Page, Text, TextField } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import { count, day, type Formatting } from '#app/components/format.ts';
import { type CatalogueData, catalogueOf } from '#app/segments/catalogue.ts';
import type { GoalMeasure } from '#app/segments/goal-measures.ts';
import { GoalCard, type GoalViewLike } from './goal-card.tsx';
import { RuleCard } from './rule-card.tsx';
import { RulePreview } from './rule-preview.tsx';
import { StateBadge } from './state-badge.tsx';
import { useRuleDraft } from './use-rule-draft.ts';
import { useRulePreview } from './use-rule-preview.ts';
import { useSuggestions } from './use-suggestions.ts';

type SegmentPageView = {
  segment: {
    id: number;
    name: string;
    description: string;
    ruleText: string;
    state: string;
    failure: string | null;
    membersCount: number;
    handle: string;
  };
  events: { day: string; entered: number; left: number }[];
  goneFields: string[];
};
type Template = { name: string; sentence: string; rule: string };
/** What a rule of this shop may name. */
export type RuleWords = {
  catalogue: CatalogueData;
  segments: readonly { id: number; handle: string; name: string }[];
};
type Goal = { view: GoalViewLike | null; suggested: { measure: GoalMeasure; sentence: string } | null };
type Props = {
  page: SegmentPageView | null;
  template: Template | null;
  goal: Goal | null;
  words: RuleWords;
  mayDelete: boolean;
  format: Formatting;
};
type Refused = { message: string; remedy: string | null; field: string | null };
type Answer = { refusal?: Refused } | undefined;

/** A segment's rule, built of rows or written as text, with what it holds beside it. */
export function SegmentEditor({ page, template, goal, words, mayDelete, format }: Props) {
  const save = useFetcher<Answer>();
  const first = draftOf(page, template);
  const [name, setName] = useState(first.name);
  const [description, setDescription] = useState(first.description);
  const { known, suggestionsFor } = useSuggestions();
  const catalogue = useMemo(() => catalogueOf(words.catalogue, known), [words.catalogue, known]);
  const others = useMemo(() => words.segments.filter((one) => one.id !== page?.segment.id), [words, page]);
  const draft = useRuleDraft(first.rule, catalogue, others);
  const rule = draft.text;
  const preview = useRulePreview(rule, draft.problems.length === 0);
  const refusal = save.state === 'idle' ? save.data?.refusal : undefined;
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
        disabled: !isComplete(draft),
      }}
      secondaryActions={page ? actionsFor(page.segment.id, mayDelete, () => submit('delete')) : []}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {refusal && <RefusalBanner refusal={refusal} />}
            {page && <StateBanners page={page} />}
            <NameCard
              name={name}
              description={description}
              onName={setName}
              onDescription={setDescription}
              error={refusal?.field === 'name' ? refusal.message : undefined}
            />
            <RuleCard
              draft={draft}
              catalogue={catalogue}
              segments={others}
              suggestionsFor={suggestionsFor}
              error={refusal?.field === 'rule' ? refusal.message : null}
            />
            {goal && <GoalPart goal={goal} format={format} />}
            {page && page.events.length > 0 && <EventsCard events={page.events} />}
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <RulePreview preview={preview} format={format} segmentId={keptAs(page, rule)} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function isComplete(draft: ReturnType<typeof useRuleDraft>): boolean {
  return draft.text.trim() !== '' && draft.problems.length === 0 && draft.unfinished === 0;
}

/** The segment whose kept rule this is, as it stands. */
function keptAs(page: SegmentPageView | null, rule: string): number | null {
  return page && page.segment.ruleText === rule ? page.segment.id : null;
}

type NameProps = {
  name: string;
  description: string;
  onName: (name: string) => void;
  onDescription: (description: string) => void;
  error: string | undefined;
};

function NameCard({ name, description, onName, onDescription, error }: NameProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <TextField label="Name" value={name} onChange={onName} autoComplete="off" {...(error ? { error } : {})} />
        <TextField label="What it is for" value={description} onChange={onDescription} autoComplete="off" />
      </BlockStack>
    </Card>
  );
}

function draftOf(page: SegmentPageView | null, template: Template | null) {
  if (page) {
    return { name: page.segment.name, description: page.segment.description, rule: page.segment.ruleText };
  }
  return { name: template?.name ?? '', description: template?.sentence ?? '', rule: template?.rule ?? '' };
}

function actionsFor(segmentId: number, mayDelete: boolean, onDelete: () => void) {
  return [
    { content: 'See its people', url: `/app/profiles?segment=${segmentId}` },
    { content: 'History', url: `/app/segments/${segmentId}/history` },
    { content: 'Send to Shopify', url: `/app/segments/${segmentId}/send` },
    { content: 'Download', url: `/app/segments/${segmentId}/export` },
    { content: 'Delete', destructive: true, disabled: !mayDelete, onAction: onDelete },
  ];
}

/** The segment's goal with its own way of being saved. */
function GoalPart({ goal, format }: { goal: Goal; format: Formatting }) {
  const save = useFetcher<{ refusal?: Refused | null }>();
  const refusal = save.state === 'idle' ? (save.data?.refusal ?? null) : null;
  const saved = save.state === 'idle' && save.data?.refusal === null ? save.data : null;
  return (
    <GoalCard
      saved={saved}
      view={goal.view}
      suggested={goal.suggested}
      refusal={refusal}
      busy={save.state !== 'idle'}
      format={format}
      onSet={(fields) => save.submit({ intent: 'goal', ...fields }, { method: 'post' })}
      onEnd={() => save.submit({ intent: 'end-goal' }, { method: 'post' })}
    />
  );
}

/** What keeps a kept segment from saying what its rule means. */
function StateBanners({ page: { segment, goneFields } }: { page: SegmentPageView }) {
  return (
    <>
      {segment.failure && (
        <Banner tone="critical" title="The people of this segment could not be found">
          <p>{segment.failure}</p>
        </Banner>
      )}
      {goneFields.length > 0 && (
        <Banner tone="warning" title={`No source brings ${goneFields.join(', ')} any more`}>
          <p>
            Until it is mapped again, it counts as unknown for everybody. Map it again under Sources, or take the
            condition out of the rule.
          </p>
        </Banner>
      )}
    </>
  );
}

function RefusalBanner({ refusal }: { refusal: Refused }) {
  return (
    <Banner tone="critical" title={refusal.message}>
      {refusal.remedy && <p>{refusal.remedy}</p>}
    </Banner>
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
