import { BlockStack, Card, List, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { count, plural } from '#app/components/format.ts';
import type { DryRunFound, FieldChange } from '#app/sources/dry-run.ts';
import { consentWords, fieldWord } from './dry-run-words.ts';

/** Field by field what would differ, who would join whom, whose consent would change and what would be refused. */
export function DryRunChanges({ found }: { found: DryRunFound }) {
  const { joined, consents, reasons } = found;
  return (
    <BlockStack gap="400">
      <Fields title="Changed in customer records" fields={found.fields.filter((one) => one.subject === 'customer')} />
      <Fields title="Changed in orders" fields={found.fields.filter((one) => one.subject === 'order')} />
      {joined.examples.length > 0 && (
        <Section title="Who would join whom">
          {joined.examples.map((one) => (
            <List.Item key={`${one.who}→${one.profile}`}>
              {`${one.who} joins ${one.profile || 'a profile without a name'}${because(one.because)}.`}
            </List.Item>
          ))}
          {joined.records > joined.examples.length && (
            <List.Item>{`And ${count(joined.records - joined.examples.length)} more.`}</List.Item>
          )}
        </Section>
      )}
      {consents.length > 0 && (
        <Section title="Consent">
          {consents.map((one) => (
            <List.Item key={consentWords(one)}>
              {`${consentWords(one)} – ${plural(one.profiles, 'person', 'people')}, for example ${one.examples.filter(Boolean).join(', ') || 'people without a name'}.`}
            </List.Item>
          ))}
        </Section>
      )}
      {reasons.length > 0 && (
        <Section title="Refused rows">
          {reasons.map((one) => (
            <List.Item key={one.reason}>
              {`${plural(one.rows, 'row')} (${one.first.map(count).join(', ')}${one.rows > one.first.length ? ' …' : ''}): ${one.reason} ${one.remedy}`}
            </List.Item>
          ))}
        </Section>
      )}
    </BlockStack>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        <List>{children}</List>
      </BlockStack>
    </Card>
  );
}

function Fields({ title, fields }: { title: string; fields: readonly FieldChange[] }) {
  if (fields.length === 0) {
    return null;
  }
  return (
    <Section title={title}>
      {fields.map((one) => (
        <List.Item key={one.field}>
          <Text as="span" fontWeight="semibold">
            {`${fieldWord(one.field)}: ${count(one.rows)}`}
          </Text>
          {one.examples.map((example) => (
            <Text as="p" key={example.who} tone="subdued" breakWord>
              {`${example.who}: ${example.before || 'empty'} → ${example.after || 'empty'}`}
            </Text>
          ))}
        </List.Item>
      ))}
    </Section>
  );
}

function because(kinds: readonly string[]): string {
  return kinds.length > 0 ? `: same ${kinds.map((kind) => fieldWord(kind).toLowerCase()).join(' and ')}` : '';
}
