import { BlockStack, Card, DataTable, InlineGrid, Link, List, Text } from '@shopify/polaris';
import { count, day, type Formatting, instant, money, plural } from '#app/components/format.ts';
import type { Harm, IncidentAlarm, IncidentEvent, IncidentLine } from '#app/quality/incident.ts';
import { alarmSentence, eventWords, firstStepOf, spanWords } from '#app/quality/incident-words.ts';
import { costText, daysText } from './incident-list.tsx';

/** What is wrong, what it costs, how long it took, and what to do first. */
export function IncidentSummary({ incident, format }: { incident: IncidentLine; format: Formatting }) {
  const { worst, noticedAt, solvedAt } = incident;
  const facts = [
    ['Days', daysText(incident)],
    ['Money that rests on it', costText(incident, format)],
    ['Noticed', instant(noticedAt, format)],
    [
      'Repaired',
      solvedAt
        ? `${instant(solvedAt, format)}, after ${spanWords(solvedAt.getTime() - noticedAt.getTime())}`
        : 'Not yet',
    ],
    ...(incident.ignoreUntil ? [['Ignored', `until ${day(incident.ignoreUntil)}: ${incident.reason}`]] : []),
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          {worst && (
            <Text as="p" variant="bodyLg" fontWeight="medium">
              {alarmSentence(worst, (minor) => money(Math.round(minor), format))}
            </Text>
          )}
          <Text as="p">{`What to do first: ${firstStepOf(incident)}`}</Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2, md: 4 }} gap="300">
          {facts.map(([name, value]) => (
            <BlockStack key={name}>
              <Text as="span" tone="subdued" variant="bodySm">
                {name}
              </Text>
              <Text as="span">{value}</Text>
            </BlockStack>
          ))}
        </InlineGrid>
        <Text as="p">
          <Link url={`/app/sources/${incident.sourceId}`}>{`Open ${incident.source}`}</Link>
        </Text>
      </BlockStack>
    </Card>
  );
}

/** Each figure of each day that cannot be explained by chance. */
export function AlarmTable({ alarms, format }: { alarms: readonly IncidentAlarm[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Day by day
        </Text>
        {alarms.length === 0 ? (
          <Text as="p" tone="subdued">
            The figures of those days are as usual now.
          </Text>
        ) : (
          <List>
            {alarms.map((alarm) => (
              <List.Item key={`${alarm.day}${alarm.figure}${alarm.value}${alarm.storeName ?? ''}`}>
                {`${day(alarm.day)}: ${alarmSentence(alarm, (minor) => money(Math.round(minor), format))}`}
              </List.Item>
            ))}
          </List>
        )}
      </BlockStack>
    </Card>
  );
}

/** What ran on the bad data meanwhile. */
export function HarmCard({ harm, format }: { harm: Harm; format: Formatting }) {
  const { segments, downloads, sends, reports, notices, scores } = harm;
  const isNone = [segments, downloads, sends, reports, notices, scores].every((list) => list.length === 0);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What ran on this data meanwhile
        </Text>
        {isNone && <Text as="p">Nothing: no segment moved by it, nothing was downloaded, sent or scored.</Text>}
        {segments.length > 0 && (
          <DataTable
            columnContentTypes={['text', 'numeric', 'numeric']}
            headings={['Segment', 'People of this source who came in', 'Who left']}
            rows={segments.map((one) => [
              <Link key={one.id} url={`/app/segments/${one.id}`}>
                {one.name}
              </Link>,
              count(one.entered),
              count(one.left),
            ])}
            increasedTableDensity
          />
        )}
        <List>
          {downloads.map((one) => (
            <List.Item key={`${one.at.getTime()}${one.what}`}>
              {`${instant(one.at, format)}: ${one.what} downloaded by ${one.actor}`}
            </List.Item>
          ))}
          {sends.map((one) => (
            <List.Item key={one.id}>
              {`${instant(one.at, format)}: ${one.segment} sent to Shopify, ${plural(one.changes, 'change')}`}
            </List.Item>
          ))}
          {reports.map((one) => (
            <List.Item key={`report ${one.id}`}>
              {`${instant(one.at, format)}: report ${one.name} ${
                one.recipients > 0 ? `sent to ${plural(one.recipients, 'person', 'people')}` : 'made, sent to nobody'
              }`}
            </List.Item>
          ))}
          {notices.map((one) => (
            <List.Item key={`notice ${one.segment}`}>
              {`Shopify Flow was told of ${plural(one.people, 'person', 'people')} who moved in ${one.segment}, last ${instant(one.lastAt, format)}`}
            </List.Item>
          ))}
          {scores.length > 0 && (
            <List.Item>{`Value scores were computed ${plural(scores.length, 'time')}, last ${instant(scores[0]!, format)}`}</List.Item>
          )}
        </List>
      </BlockStack>
    </Card>
  );
}

/** What happened to an incident, the oldest first. */
export function IncidentHistory({ events, format }: { events: readonly IncidentEvent[]; format: Formatting }) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          What happened
        </Text>
        <List type="number">
          {events.map((event) => (
            <List.Item key={`${event.at.getTime()}${event.kind}${event.detail}`}>
              {`${instant(event.at, format)}: ${eventWords(event.kind, event.detail)}${event.actor ? ` (${event.actor})` : ''}`}
            </List.Item>
          ))}
        </List>
      </BlockStack>
    </Card>
  );
}
