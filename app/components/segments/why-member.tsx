import { Badge, BlockStack, Box, Card, InlineStack, Layout, Page, Text } from '@shopify/polaris';

type WhyNode = {
  group: 'all' | 'any' | 'not' | null;
  holds: boolean;
  sentence: string;
  found: string;
  children: WhyNode[];
};
type WhyPage = {
  segment: { id: number; name: string };
  person: { publicId: string; name: string };
  isMember: boolean;
  root: WhyNode;
  flip: { holds: boolean; sentence: string; found: string; gap: string | null }[] | null;
};

const GROUPS = { all: 'All of these must hold', any: 'One of these must hold', not: 'This must not hold' };

/** Why someone is or is not in a segment: each condition with what was found, and the least that would change it. */
export function WhyMember({ page }: { page: WhyPage }) {
  const { segment, person, isMember, root, flip } = page;
  const name = person.name || 'No name';
  return (
    <Page
      backAction={{ content: segment.name, url: `/app/segments/${segment.id}` }}
      title={`${name} and ${segment.name}`}
      titleMetadata={<Badge tone={isMember ? 'success' : 'info'}>{isMember ? 'In it' : 'Not in it'}</Badge>}
      secondaryActions={[{ content: 'See the profile', url: `/app/profiles/${person.publicId}` }]}
    >
      <Layout>
        <Layout.Section>
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {`Why ${name} is ${isMember ? '' : 'not '}in it`}
              </Text>
              <Node node={root} />
            </BlockStack>
          </Card>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {isMember ? 'The least that would take them out' : 'The least that would bring them in'}
              </Text>
              <Flip flip={flip} />
            </BlockStack>
          </Card>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

function Node({ node }: { node: WhyNode }) {
  if (node.group === null) {
    return (
      <Box borderColor="border" borderWidth="025" borderRadius="200" padding="300">
        <InlineStack gap="200" align="space-between" blockAlign="start" wrap={false}>
          <BlockStack gap="100">
            <Text as="p">{sentenceOf(node.sentence)}</Text>
            <Text as="p" tone="subdued">
              {`Found: ${node.found}`}
            </Text>
          </BlockStack>
          <Verdict holds={node.holds} />
        </InlineStack>
      </Box>
    );
  }
  return (
    <Box borderInlineStartWidth="050" borderColor={node.holds ? 'border-success' : 'border'} paddingInlineStart="300">
      <BlockStack gap="200">
        <InlineStack gap="200" align="space-between" wrap={false}>
          <Text as="p" fontWeight="medium">
            {GROUPS[node.group]}
          </Text>
          <Verdict holds={node.holds} />
        </InlineStack>
        {node.children.map((child, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a rule have no other name than their place, and do not move here
          <Node key={index} node={child} />
        ))}
      </BlockStack>
    </Box>
  );
}

function Verdict({ holds }: { holds: boolean }) {
  return <Badge tone={holds ? 'success' : 'critical'}>{holds ? 'Holds' : 'Does not hold'}</Badge>;
}

function Flip({ flip }: { flip: WhyPage['flip'] }) {
  if (!flip || flip.length === 0) {
    return (
      <Text as="p" tone="subdued">
        Nothing about them could change it.
      </Text>
    );
  }
  return (
    <BlockStack gap="200">
      {flip.map((change) => (
        <BlockStack gap="050" key={`${change.sentence} ${change.found}`}>
          <Text as="p">
            {`${sentenceOf(change.sentence)} would have to ${change.holds ? 'cease to hold' : 'hold'}.`}
          </Text>
          <Text as="p" tone="subdued">
            {change.gap ? `Found: ${change.found}. Missing: ${change.gap}.` : `Found: ${change.found}.`}
          </Text>
        </BlockStack>
      ))}
    </BlockStack>
  );
}

/** `whose amount spent is at least 100` as the words of a row. */
function sentenceOf(clause: string): string {
  const words = clause.replace(/^(whose|who) /, '');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
