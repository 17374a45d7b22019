import { Badge, BlockStack, Box, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { type Formatting, instant, plural } from '#app/components/format.ts';

type Line = {
  segmentId: number;
  name: string;
  way: 'native' | 'tag';
  tag: string;
  state: 'off' | 'live';
  carried: number;
  runState: string | null;
  runReason: string | null;
  runAt: Date | null;
};

/** Which segments go to Shopify, as what, and which of them wait for a person. */
export function TargetList({ targets, format }: { targets: readonly Line[]; format: Formatting }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            Segments in Shopify
          </Text>
          <Text as="p" tone="subdued">
            {targets.length === 0
              ? 'None yet. Open a segment and choose “Send to Shopify”: you see what would change before anything does.'
              : 'Shopify follows as people enter and leave. Changes that are implausibly large wait for you.'}
          </Text>
        </BlockStack>
      </Box>
      {targets.length > 0 && (
        <IndexTable
          resourceName={{ singular: 'segment', plural: 'segments' }}
          itemCount={targets.length}
          selectable={false}
          condensed={smDown}
          headings={[{ title: 'Segment' }, { title: 'As' }, { title: 'Last change' }, { title: 'State' }]}
        >
          {targets.map((line, index) => (
            <IndexTable.Row id={String(line.segmentId)} key={line.segmentId} position={index}>
              {smDown ? <PhoneCell line={line} /> : <Cells line={line} format={format} />}
            </IndexTable.Row>
          ))}
        </IndexTable>
      )}
    </Card>
  );
}

const asWhat = (line: Line) =>
  line.way === 'native' ? 'Shopify’s own segment' : `${line.tag} on ${plural(line.carried, 'customer')}`;

function Name({ line }: { line: Line }) {
  return (
    <Link url={`/app/segments/${line.segmentId}/send`} dataPrimaryLink monochrome removeUnderline>
      {line.name}
    </Link>
  );
}

function Cells({ line, format }: { line: Line; format: Formatting }) {
  return (
    <>
      <IndexTable.Cell>
        <Name line={line} />
      </IndexTable.Cell>
      <IndexTable.Cell>{asWhat(line)}</IndexTable.Cell>
      <IndexTable.Cell>{line.runAt ? instant(line.runAt, format) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <State line={line} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ line }: { line: Line }) {
  return (
    <IndexTable.Cell>
      <BlockStack gap="100" inlineAlign="start">
        <Name line={line} />
        <Text as="span" tone="subdued" variant="bodySm" breakWord>
          {asWhat(line)}
        </Text>
        <State line={line} />
      </BlockStack>
    </IndexTable.Cell>
  );
}

function State({ line }: { line: Line }) {
  if (line.runState === 'stopped') {
    return <Badge tone="critical">Waits for you</Badge>;
  }
  if (line.runState === 'running') {
    return <Badge tone="info">Under way</Badge>;
  }
  return line.state === 'live' ? <Badge tone="success">Followed</Badge> : <Badge>Not sent</Badge>;
}
