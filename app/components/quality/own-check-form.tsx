import { useFetcher } from '@remix-run/react';
import { Banner, BlockStack, Card, FormLayout, Layout, Page, Select, TextField } from '@shopify/polaris';
import { useMemo, useState } from 'react';
import type { Formatting } from '#app/components/format.ts';
import { RuleCard } from '#app/components/segments/rule-card.tsx';
import { RulePreview } from '#app/components/segments/rule-preview.tsx';
import type { RuleWords } from '#app/components/segments/segment-editor.tsx';
import { useRuleDraft } from '#app/components/segments/use-rule-draft.ts';
import { useRulePreview } from '#app/components/segments/use-rule-preview.ts';
import { useSuggestions } from '#app/components/segments/use-suggestions.ts';
import { catalogueOf } from '#app/segments/catalogue.ts';
import { DIMENSION_NAMES, DIMENSION_QUESTIONS, type DimensionName } from './quality-words.ts';

type Own = { id: number; name: string; dimension: string; amongText: string; ruleText: string; remedy: string };
type Props = { own: Own | null; words: RuleWords; format: Formatting };
type Answer = { refusal?: { message: string; field: string | null } } | undefined;

const DIMENSIONS = (Object.keys(DIMENSION_NAMES) as DimensionName[]).map((value) => ({
  value,
  label: `${DIMENSION_NAMES[value]}: ${DIMENSION_QUESTIONS[value]}`,
}));

const NEW = { name: '', dimension: 'completeness', amongText: '', ruleText: '', remedy: '' };

/** A check of the merchant's own: whoever its rule holds of fails it. Written as segments are. */
export function OwnCheckForm({ own, words, format }: Props) {
  const save = useFetcher<Answer>();
  const first = own ?? NEW;
  const [name, setName] = useState(first.name);
  const [dimension, setDimension] = useState(first.dimension);
  const [remedy, setRemedy] = useState(first.remedy);
  const { known, suggestionsFor } = useSuggestions();
  const catalogue = useMemo(() => catalogueOf(words.catalogue, known), [words.catalogue, known]);
  const fails = useRuleDraft(first.ruleText, catalogue, words.segments);
  const [among, setAmong] = useState(first.amongText);
  const preview = useRulePreview(fails.text, fails.problems.length === 0);
  const refusal = save.state === 'idle' ? save.data?.refusal : undefined;
  const errorOf = (field: string) => (refusal?.field === field ? refusal.message : false);
  const submit = (intent: string) =>
    save.submit({ intent, name, dimension, remedy, among, rule: fails.text }, { method: 'post' });
  return (
    <Page
      backAction={{ content: 'Standards', url: '/app/quality/standards' }}
      title={own?.name ?? 'New check'}
      primaryAction={{
        content: 'Save',
        loading: save.state !== 'idle',
        disabled: fails.text.trim() === '' || fails.problems.length > 0 || fails.unfinished > 0,
        onAction: () => submit('save'),
      }}
      secondaryActions={own ? [{ content: 'Delete', destructive: true, onAction: () => submit('delete') }] : []}
    >
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            {refusal && <Banner tone="critical" title={refusal.message} />}
            <Card>
              <FormLayout>
                <TextField
                  label="What is wrong"
                  value={name}
                  onChange={setName}
                  autoComplete="off"
                  maxLength={100}
                  placeholder="Loyal customers without a phone number"
                  error={errorOf('name')}
                />
                <Select label="Dimension" options={DIMENSIONS} value={dimension} onChange={setDimension} />
                <TextField
                  label="What to do about it"
                  value={remedy}
                  onChange={setRemedy}
                  autoComplete="off"
                  maxLength={300}
                />
                <AskedOf value={among} onChange={setAmong} segments={words.segments} error={errorOf('among')} />
              </FormLayout>
            </Card>
            <RuleCard
              draft={fails}
              catalogue={catalogue}
              segments={words.segments}
              suggestionsFor={suggestionsFor}
              error={errorOf('rule') || null}
              title="Who fails it"
            />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <RulePreview preview={preview} format={format} />
        </Layout.Section>
      </Layout>
    </Page>
  );
}

type AskedOfProps = {
  value: string;
  onChange: (value: string) => void;
  segments: RuleWords['segments'];
  error: string | false;
};

/** Of whom the check is asked: everybody, or the people of a segment. */
function AskedOf({ value, onChange, segments, error }: AskedOfProps) {
  const known = segments.map((one) => ({ label: `People in “${one.name}”`, value: `IN SEGMENT '${one.handle}'` }));
  const isOther = value !== '' && !known.some((one) => one.value === value);
  return (
    <Select
      label="Asked of"
      options={[{ label: 'Everybody', value: '' }, ...known, ...(isOther ? [{ label: value, value }] : [])]}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
}
