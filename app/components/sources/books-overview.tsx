import { Badge, Box, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { ago, count, plural } from '#app/components/format.ts';

type Standing = { days: number; unbalanced: number; open: number; checkedAt: Date | null };
type Line = { id: number; name: string; kind: string; standing: Standing | null };

/** Each source with how its books stand; leads to its days. */
export function BooksOverview({ sources, now }: { sources: readonly Line[]; now: Date }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <Text as="h2" variant="headingMd">
          Sources
        </Text>
      </Box>
      <IndexTable
        resourceName={{ singular: 'source', plural: 'sources' }}
        itemCount={sources.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Source' },
          { title: 'Days compared', alignment: 'end' },
          { title: 'Days that differ', alignment: 'end' },
          { title: 'Compared' },
          { title: 'State' },
        ]}
      >
        {sources.map((source, index) => (
          <IndexTable.Row id={String(source.id)} key={source.id} position={index}>
            {smDown ? <PhoneCell source={source} now={now} /> : <Cells source={source} now={now} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

function Cells({ source, now }: { source: Line; now: Date }) {
  const { standing } = source;
  return (
    <>
      <IndexTable.Cell>
        <Link url={`/app/sources/books/${source.id}`} dataPrimaryLink removeUnderline monochrome>
          <Text as="span" fontWeight="semibold">
            {source.name}
          </Text>
        </Link>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(standing?.days ?? 0)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(standing?.unbalanced ?? 0)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{standing?.checkedAt ? ago(standing.checkedAt, now) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <StandingBadge standing={standing} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ source, now }: { source: Line; now: Date }) {
  const { standing } = source;
  return (
    <Box padding="300" width="100%">
      <Link url={`/app/sources/books/${source.id}`} dataPrimaryLink removeUnderline monochrome>
        <Text as="p" fontWeight="semibold">
          {source.name}
        </Text>
      </Link>
      <Text as="p" tone="subdued" variant="bodySm">
        {standing?.checkedAt
          ? `${plural(standing.days, 'day')} compared, ${count(standing.unbalanced)} differ, ${ago(standing.checkedAt, now)}`
          : 'Not compared yet'}
      </Text>
      <StandingBadge standing={standing} />
    </Box>
  );
}

function StandingBadge({ standing }: { standing: Standing | null }) {
  if (!standing || standing.days === 0) {
    return <Badge>Not compared</Badge>;
  }
  if (standing.unbalanced === 0 && standing.open === 0) {
    return <Badge tone="success">Balanced</Badge>;
  }
  return <Badge tone="critical">Differs</Badge>;
}
