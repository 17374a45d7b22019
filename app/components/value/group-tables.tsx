import { BlockStack, Card, DataTable, Link, Select, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { count, type Formatting, money, percent } from '#app/components/format.ts';
import type { RfmGroup } from '#app/metrics/rfm.ts';
import { GROUP_NAMES, groupName } from './score-words.ts';

type Sum = { people: number; netMinor: number; predictedMinor: number };

/** Each group with its people, what they brought and what is expected of them; leads to the people. */
export function GroupTable({ groups, format }: { groups: readonly (Sum & { group: RfmGroup })[]; format: Formatting }) {
  return (
    <Figures
      title="Groups"
      intro="Named as Shopify names them. Open a group to see who is in it; segments can ask for it as rfm_group."
      headings={['Group', 'People', 'Revenue so far', 'Per person', 'Expected in 12 months']}
      rows={groups.map((one) => [
        <Link key={one.group} url={`/app/value/people?group=${one.group}`}>
          {GROUP_NAMES[one.group]}
        </Link>,
        count(one.people),
        money(one.netMinor, format),
        money(Math.round(one.netMinor / Math.max(1, one.people)), format),
        money(one.predictedMinor, format),
      ])}
    />
  );
}

/** Who would be in another group if only online orders counted. */
export function WithoutTill({
  moved,
  format,
}: {
  moved: readonly (Sum & { group: RfmGroup; online: string })[];
  format: Formatting;
}) {
  const people = moved.reduce((sum, one) => sum + one.people, 0);
  return (
    <Figures
      title="Without the till"
      intro={`${count(people)} people are in another group than their online orders alone would put them in.`}
      headings={['Is', 'Without the till', 'People', 'Revenue so far']}
      rows={moved.slice(0, 12).map((one) => [
        <Link key={`${one.group} ${one.online}`} url={`/app/value/people?group=${one.group}&online=${one.online}`}>
          {GROUP_NAMES[one.group]}
        </Link>,
        groupName(one.online),
        count(one.people),
        money(one.netMinor, format),
      ])}
    />
  );
}

type Flow = { from: RfmGroup | null; to: RfmGroup; people: number; netMinor: number };

const SPANS = [30, 90, 180, 365];

/** Who moved between two days. */
export function GroupFlows({
  flows,
  days,
  onDays,
  format,
}: {
  flows: readonly Flow[];
  days: number;
  onDays: (days: number) => void;
  format: Formatting;
}) {
  const all = flows.reduce((sum, flow) => sum + flow.people, 0);
  const stayed = flows.filter((flow) => flow.from === flow.to).reduce((sum, flow) => sum + flow.people, 0);
  return (
    <Figures
      title="Movement"
      intro={`${percent(all > 0 ? stayed / all : null)} of today’s buyers are where they were; the largest moves:`}
      action={
        <Select
          label="Since"
          labelInline
          options={SPANS.map((span) => ({ label: `${span} days ago`, value: String(span) }))}
          value={String(days)}
          onChange={(value) => onDays(Number(value))}
        />
      }
      headings={['From', 'To', 'People', 'Revenue since']}
      rows={flows
        .filter((flow) => flow.from !== flow.to)
        .slice(0, 15)
        .map((flow) => [
          flow.from === null ? 'Had not bought' : GROUP_NAMES[flow.from],
          <Link key={flow.to} url={`/app/value/people?group=${flow.to}`}>
            {GROUP_NAMES[flow.to]}
          </Link>,
          count(flow.people),
          money(flow.netMinor, format),
        ])}
    />
  );
}

type FiguresProps = { title: string; intro: string; action?: ReactNode; headings: string[]; rows: ReactNode[][] };

function Figures({ title, intro, action, headings, rows }: FiguresProps) {
  const texts = headings.map((heading) => ['Group', 'Is', 'From', 'To', 'Without the till'].includes(heading));
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <Text as="p" tone="subdued">
          {intro}
        </Text>
        {action}
        <DataTable
          columnContentTypes={texts.map((isText) => (isText ? 'text' : 'numeric'))}
          headings={headings}
          rows={rows}
          increasedTableDensity
        />
      </BlockStack>
    </Card>
  );
}
