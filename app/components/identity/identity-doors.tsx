import { Badge, BlockStack, Card, InlineGrid, InlineStack, Link, Text } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';

type Door = { url: string; title: string; text: string; badge?: { text: string; tone: 'attention' | 'critical' } };

/** What can be done about identity, each with a line on what it is for. */
export function IdentityDoors({ questions, alarms }: { questions: number; alarms: number }) {
  const doors: Door[] = [
    {
      url: '/app/identity/review',
      title: 'Questions about people',
      text: 'Records that may be one person. Begin with thirty cards.',
      ...(questions > 0 ? { badge: { text: plural(questions, 'question'), tone: 'attention' as const } } : {}),
    },
    {
      url: '/app/identity/shared',
      title: 'Values that several people use',
      text: 'Staff phones and kiosk mailboxes that may have made one person of many.',
      ...(alarms > 0 ? { badge: { text: plural(alarms, 'alarm'), tone: 'critical' as const } } : {}),
    },
    {
      url: '/app/identity/matching',
      title: 'Matching rules',
      text: 'How sure Onefold must be; rehearsed on all your data before anything changes.',
    },
    {
      url: '/app/identity/survivorship',
      title: 'Whose word counts',
      text: 'Which value a profile shows where its records differ.',
    },
    {
      url: '/app/identity/decisions',
      title: 'Decisions',
      text: 'What people said about who is who, to be taken back at any time.',
    },
    {
      url: '/app/identity/till',
      title: 'Anonymous till',
      text: 'Sales in store with no person behind them, by store, hour and staff.',
    },
  ];
  return (
    <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
      {doors.map((door) => (
        <Card key={door.url}>
          <BlockStack gap="100">
            <InlineStack align="space-between" blockAlign="center" gap="200">
              <Text as="h2" variant="headingMd">
                <Link url={door.url} removeUnderline>
                  {door.title}
                </Link>
              </Text>
              {door.badge && <Badge tone={door.badge.tone}>{door.badge.text}</Badge>}
            </InlineStack>
            <Text as="p" tone="subdued">
              {door.text}
            </Text>
          </BlockStack>
        </Card>
      ))}
    </InlineGrid>
  );
}
