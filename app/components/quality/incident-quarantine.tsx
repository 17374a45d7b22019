import { BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import { day, type Formatting, instant } from '#app/components/format.ts';
import { QuarantineButton } from '#app/components/sources/quarantine-button.tsx';
import { heldWords } from '#app/components/sources/quarantine-words.ts';
import type { IncidentLine } from '#app/quality/incident.ts';
import type { SourceQuarantine } from '#app/sources/source-quarantine.ts';

type Props = {
  incident: IncidentLine;
  quarantine: SourceQuarantine | null;
  mayDecide: boolean;
  format: Formatting;
};

/** The repair that keeps more of the same from coming in: the source's quarantine, offered or under way. */
export function IncidentQuarantine({ incident, quarantine, mayDecide, format }: Props) {
  const isOver = incident.state === 'solved' || incident.state === 'ignored';
  const canBegin = mayDecide && !isOver && incident.sourceKind !== null && incident.sourceKind !== 'shopify';
  if (!quarantine && !canBegin) {
    return null;
  }
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {quarantine ? `Repair: ${incident.source} is in quarantine` : 'Repair: keep more of it from coming in'}
        </Text>
        {quarantine ? (
          <>
            <Text as="p">
              {`${quarantine.reason} (${instant(quarantine.beganAt, format)}, ${quarantine.beganBy}). ${heldWords(quarantine.held)} ${
                quarantine.releasing ? 'being taken in' : 'held'
              }${quarantine.until ? `, until ${day(quarantine.until)}` : ''}.`}
            </Text>
            <Text as="p">
              <Link url={`/app/sources/${incident.sourceId}`}>Take in or throw away what is held</Link>
            </Text>
          </>
        ) : (
          <>
            <Text as="p">
              {`Put ${incident.source} in quarantine until its cause is found: its new files are kept whole and in order, and none is taken in.`}
            </Text>
            <InlineStack>
              <QuarantineButton sources={[{ id: incident.sourceId, name: incident.source }]} incidentId={incident.id} />
            </InlineStack>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
