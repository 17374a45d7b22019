import { useFetcher } from '@remix-run/react';
import {
  Badge,
  Banner,
  BlockStack,
  Button,
  Card,
  EmptyState,
  IndexTable,
  Link,
  Page,
  Text,
  useBreakpoints,
} from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

type Line = {
  shopifyId: string;
  name: string;
  query: string;
  sentence: string | null;
  ruleText: string | null;
  problems: string[];
  notes: string[];
  segmentId: number | null;
  isOwn: boolean;
};

/** The merchant's segments in Shopify, and what Onefold makes of each. */
export function ImportSegments({ lines }: { lines: readonly Line[] }) {
  const { smDown } = useBreakpoints();
  const fetcher = useFetcher<{ refusal: string | null; brought: number }>();
  const isBusy = fetcher.state !== 'idle';
  const ready = lines.filter((line) => line.ruleText !== null && line.segmentId === null);
  const bring = (chosen: readonly Line[]) =>
    fetcher.submit(
      chosen.map((line): [string, string] => ['segment', line.shopifyId]),
      { method: 'post' },
    );
  return (
    <Page
      backAction={{ content: 'Segments', url: '/app/segments' }}
      title="Bring in from Shopify"
      subtitle="Your Shopify segments, over what tills and files say too"
      {...(ready.length > 0
        ? {
            primaryAction: {
              content: `Bring in ${plural(ready.length, 'segment')}`,
              loading: isBusy,
              onAction: () => bring(ready),
            },
          }
        : {})}
    >
      <BlockStack gap="400">
        {fetcher.data?.refusal && !isBusy && <Banner tone="critical" title={fetcher.data.refusal} />}
        {fetcher.data && fetcher.data.brought > 0 && !isBusy && (
          <Banner tone="success" title={`${plural(fetcher.data.brought, 'segment')} brought in`} />
        )}
        <Card padding="0">
          {lines.length === 0 ? (
            <EmptyState heading="No segments in Shopify" image="">
              <p>What you save under Customers → Segments in Shopify appears here.</p>
            </EmptyState>
          ) : (
            <IndexTable
              resourceName={{ singular: 'segment', plural: 'segments' }}
              itemCount={lines.length}
              selectable={false}
              condensed={smDown}
              headings={[{ title: 'Segment' }, { title: 'State' }, { title: 'Action', hidden: true }]}
            >
              {lines.map((line, index) => (
                <IndexTable.Row id={line.shopifyId} key={line.shopifyId} position={index}>
                  <IndexTable.Cell>
                    <Words line={line} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    <State line={line} />
                  </IndexTable.Cell>
                  <IndexTable.Cell>
                    {line.ruleText !== null && line.segmentId === null && (
                      <Button
                        loading={isBusy}
                        accessibilityLabel={`Bring in ${line.name}`}
                        onClick={() => bring([line])}
                      >
                        Bring in
                      </Button>
                    )}
                  </IndexTable.Cell>
                </IndexTable.Row>
              ))}
            </IndexTable>
          )}
        </Card>
      </BlockStack>
    </Page>
  );
}

function Words({ line }: { line: Line }) {
  return (
    <div style={{ whiteSpace: 'normal', minWidth: '12rem' }}>
      <BlockStack gap="050">
        <Text as="span" fontWeight="medium">
          {line.segmentId === null ? (
            line.name
          ) : (
            <Link url={`/app/segments/${line.segmentId}`} monochrome removeUnderline>
              {line.name}
            </Link>
          )}
        </Text>
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {line.sentence ?? line.query}
        </Text>
        {[...line.problems, ...line.notes].map((text) => (
          <Text
            as="span"
            key={text}
            variant="bodySm"
            breakWord
            {...(line.problems.length > 0 ? { tone: 'caution' } : {})}
          >
            {text}
          </Text>
        ))}
      </BlockStack>
    </div>
  );
}

function State({ line }: { line: Line }) {
  if (line.isOwn) {
    return <Badge>Sent by Onefold</Badge>;
  }
  if (line.segmentId !== null) {
    return <Badge tone="success">Here</Badge>;
  }
  return line.ruleText === null ? <Badge tone="warning">Cannot be said</Badge> : <Badge tone="info">Ready</Badge>;
}
