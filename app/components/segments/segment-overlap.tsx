import { useSearchParams } from '@remix-run/react';
import { BlockStack, Card, ChoiceList, InlineStack, Layout, Link, Page, Text, TextField } from '@shopify/polaris';
import { ChartCard } from '#app/components/chart/chart-card.tsx';
import { FigureTable } from '#app/components/chart/figure-table.tsx';
import { count, day as dayInWords, percent, plural } from '#app/components/format.ts';
import { UpsetChart } from './upset-chart.tsx';

type OverlapPage = {
  segments: { id: number; name: string; membersCount: number }[];
  compared: number[];
  combinations: { segments: readonly number[]; people: number }[];
  duplicates: { a: number; b: number; shared: number; alike: number }[];
  flows: { from: number | null; to: number | null; people: number }[] | null;
};
type Days = { from: string; to: string } | null;
type Named = (id: number | null) => string;

const BARS = 16;

/** How segments share people, which of them are the same by another name, and who moved between two days. */
export function SegmentOverlap({ page, days }: { page: OverlapPage; days: Days }) {
  const names = new Map(page.segments.map(({ id, name }) => [id, name]));
  const named: Named = (id) => (id === null ? 'None of them' : (names.get(id) ?? 'A deleted segment'));
  return (
    <Page backAction={{ content: 'Segments', url: '/app/segments' }} title="Compare segments">
      <Layout>
        <Layout.Section>
          <BlockStack gap="400">
            <Shared page={page} named={named} />
            <Flows page={page} days={days} named={named} />
          </BlockStack>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            <Chosen page={page} />
            <Duplicates duplicates={page.duplicates} named={named} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Shared({ page, named }: { page: OverlapPage; named: Named }) {
  const segments = page.segments.filter(({ id }) => page.compared.includes(id));
  const shared = page.combinations.filter((one) => one.segments.length > 1).reduce((sum, one) => sum + one.people, 0);
  const summary = `${plural(shared, 'person is', 'people are')} in more than one of these ${segments.length} segments.`;
  return (
    <ChartCard
      title="Shared people"
      summary={summary}
      chart={<UpsetChart segments={segments} combinations={page.combinations.slice(0, BARS)} label={summary} />}
      table={
        <FigureTable
          headings={['In exactly', 'People']}
          rows={page.combinations.map((one) => [one.segments.map(named).join(' + '), count(one.people)])}
        />
      }
    />
  );
}

function Flows({ page, days, named }: { page: OverlapPage; days: Days; named: Named }) {
  const [params, setParams] = useSearchParams();
  const set = (key: 'from' | 'to') => (value: string) => {
    const next = new URLSearchParams(params);
    next.set(key, value);
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Who moved between two days
        </Text>
        <InlineStack gap="300">
          {(['from', 'to'] as const).map((key) => (
            <TextField
              key={key}
              label={key === 'from' ? 'From the end of' : 'To the end of'}
              type="date"
              value={params.get(key) ?? ''}
              onChange={set(key)}
              autoComplete="off"
            />
          ))}
        </InlineStack>
        {page.flows && days ? (
          <FigureTable
            headings={[`Were in, ${dayInWords(days.from)}`, `Are in, ${dayInWords(days.to)}`, 'People']}
            rows={page.flows.map((flow) => [named(flow.from), named(flow.to), count(flow.people)])}
          />
        ) : (
          <Text as="p" tone="subdued">
            Choose two days. People in several segments count once for each pair.
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}

function Chosen({ page }: { page: OverlapPage }) {
  const [params, setParams] = useSearchParams();
  const choose = (ids: string[]) => {
    const next = new URLSearchParams(params);
    next.delete('segment');
    for (const id of ids) {
      next.append('segment', id);
    }
    setParams(next, { replace: true, preventScrollReset: true });
  };
  return (
    <Card>
      <ChoiceList
        allowMultiple
        title="Compared segments, eight at most"
        choices={page.segments.map(({ id, name, membersCount }) => ({
          value: String(id),
          label: `${name} (${count(membersCount)})`,
          disabled: page.compared.length >= 8 && !page.compared.includes(id),
        }))}
        selected={page.compared.map(String)}
        onChange={choose}
      />
    </Card>
  );
}

function Duplicates({ duplicates, named }: { duplicates: OverlapPage['duplicates']; named: Named }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          The same by another name
        </Text>
        {duplicates.length === 0 && (
          <Text as="p" tone="subdued">
            No two segments hold nearly the same people.
          </Text>
        )}
        {duplicates.map(({ a, b, shared, alike }) => (
          <Text as="p" key={`${a} ${b}`}>
            <Link url={`/app/segments/${a}`}>{named(a)}</Link> and <Link url={`/app/segments/${b}`}>{named(b)}</Link>
            {`: ${plural(shared, 'person', 'people')} in both, ${percent(alike)} alike.`}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
