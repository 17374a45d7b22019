import { BlockStack, Card, InlineGrid, Text } from '@shopify/polaris';
import { count, type Formatting, money, plural } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { ATTRIBUTE_NAMES } from '#app/profiles/survivorship.ts';
import { PlainTable } from './plain-table.tsx';

export type Summary = {
  profilesBefore: number;
  profilesAfter: number;
  questionsBefore: number;
  questionsAfter: number;
  merges: number;
  splits: number;
  fieldProfiles: number;
  fields: Partial<Record<string, number>>;
  mergedMinor: number;
  splitMinor: number;
  consents: { channel: string; from: string; to: string; profiles: number }[];
  segments: { name: string; entered: number; left: number }[];
};

const CHANNELS: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'Text message' };
const WORDS: Readonly<Record<string, string>> = {
  granted: 'allowed',
  denied: 'refused',
  pending: 'not confirmed',
  unknown: 'not known',
};

/** What a rehearsed change comes to, in figures and tables. */
export function RehearsalSummary({ summary, format }: { summary: Summary; format: Formatting }) {
  const fields = Object.entries(summary.fields).map(
    ([attribute, changed]) => `${NAMES[attribute] ?? attribute} ${count(changed ?? 0)}`,
  );
  return (
    <BlockStack gap="400">
      <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
        <KeyFigure
          label="Profiles"
          value={count(summary.profilesAfter)}
          note={`${count(summary.profilesBefore)} before`}
        />
        <KeyFigure
          label="Merges"
          value={count(summary.merges)}
          note={`${money(summary.mergedMinor, format)} of spend joins another profile`}
        />
        <KeyFigure
          label="Splits"
          value={count(summary.splits)}
          note={`${money(summary.splitMinor, format)} of spend leaves its profile`}
        />
        <KeyFigure
          label="Open questions"
          value={count(summary.questionsAfter)}
          note={`${count(summary.questionsBefore)} before`}
        />
      </InlineGrid>
      {summary.fieldProfiles > 0 && (
        <Card>
          <Text as="p">{`${plural(summary.fieldProfiles, 'profile')} show another value: ${fields.join(', ')}.`}</Text>
        </Card>
      )}
      {summary.consents.length > 0 && (
        <Moves
          title="Consents"
          headings={['Channel', 'Before', 'After', 'Profiles']}
          rows={summary.consents.map((one) => [
            CHANNELS[one.channel] ?? one.channel,
            WORDS[one.from] ?? one.from,
            WORDS[one.to] ?? one.to,
            one.profiles,
          ])}
        />
      )}
      {summary.segments.length > 0 && (
        <Moves
          title="Segments"
          headings={['Segment', 'Profiles that come in', 'Profiles that go out']}
          rows={summary.segments.map((one) => [one.name, one.entered, one.left])}
        />
      )}
    </BlockStack>
  );
}

const NAMES: Readonly<Record<string, string>> = ATTRIBUTE_NAMES;

function Moves({ title, headings, rows }: { title: string; headings: string[]; rows: (string | number)[][] }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
        <PlainTable label={title} headings={headings} rows={rows} />
      </BlockStack>
    </Card>
  );
}
