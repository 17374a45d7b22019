import { Badge, Box, Card, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { ago, count } from '#app/components/format.ts';
import { CLEANABLE, type CleanableField } from '#app/sources/cleansing.ts';

export type RuleLine = {
  id: number;
  name: string;
  field: CleanableField;
  mode: 'apply' | 'propose';
  enabled: boolean;
  state: 'waiting' | 'running' | 'done';
  ranAt: Date | null;
  applied: number;
  proposed: number;
};

/** The standing rules with what each has done and proposes. */
export function RuleList({ rules, now }: { rules: readonly RuleLine[]; now: Date }) {
  const { smDown } = useBreakpoints();
  return (
    <Card padding="0">
      <IndexTable
        resourceName={{ singular: 'rule', plural: 'rules' }}
        itemCount={rules.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Rule' },
          { title: 'Field' },
          { title: 'Values changed', alignment: 'end' },
          { title: 'Proposed', alignment: 'end' },
          { title: 'Ran' },
          { title: 'State' },
        ]}
      >
        {rules.map((rule, index) => (
          <IndexTable.Row id={String(rule.id)} key={rule.id} position={index}>
            {smDown ? <PhoneCell rule={rule} /> : <Cells rule={rule} now={now} />}
          </IndexTable.Row>
        ))}
      </IndexTable>
    </Card>
  );
}

function Cells({ rule, now }: { rule: RuleLine; now: Date }) {
  return (
    <>
      <IndexTable.Cell>
        <RuleLink rule={rule} />
      </IndexTable.Cell>
      <IndexTable.Cell>{CLEANABLE[rule.field]}</IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(rule.applied)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Text as="span" alignment="end" numeric>
          {count(rule.proposed)}
        </Text>
      </IndexTable.Cell>
      <IndexTable.Cell>{rule.ranAt ? ago(rule.ranAt, now) : '–'}</IndexTable.Cell>
      <IndexTable.Cell>
        <RuleBadge rule={rule} />
      </IndexTable.Cell>
    </>
  );
}

function PhoneCell({ rule }: { rule: RuleLine }) {
  return (
    <Box padding="300" width="100%">
      <RuleLink rule={rule} />
      <Text as="p" tone="subdued" variant="bodySm">
        {`${CLEANABLE[rule.field]}: ${count(rule.applied)} changed, ${count(rule.proposed)} proposed`}
      </Text>
      <RuleBadge rule={rule} />
    </Box>
  );
}

function RuleLink({ rule }: { rule: RuleLine }) {
  return (
    <Link url={`/app/sources/rules/${rule.id}`} dataPrimaryLink removeUnderline monochrome>
      <Text as="span" fontWeight="semibold">
        {rule.name}
      </Text>
    </Link>
  );
}

export function RuleBadge({ rule }: { rule: Pick<RuleLine, 'enabled' | 'state' | 'proposed'> }) {
  if (!rule.enabled) {
    return <Badge>Off</Badge>;
  }
  if (rule.state !== 'done') {
    return <Badge tone="info">Running</Badge>;
  }
  return rule.proposed > 0 ? <Badge tone="attention">Waits for you</Badge> : <Badge tone="success">On</Badge>;
}
