import { BlockStack, Card, Icon, InlineStack, Link, List, Text } from '@shopify/polaris';
import { AlertTriangleIcon, CheckCircleIcon, XCircleIcon } from '@shopify/polaris-icons';
import { type Formatting, money } from '#app/components/format.ts';
import type { Trust } from '#app/quality/trust.ts';

const SIGNS = {
  yes: { icon: CheckCircleIcon, tone: 'success', label: 'In order' },
  partly: { icon: AlertTriangleIcon, tone: 'caution', label: 'With care' },
  no: { icon: XCircleIcon, tone: 'critical', label: 'Not in order' },
} as const;

/** One look: can today's data be trusted, and what to do first. */
export function TrustCard({ trust, format }: { trust: Trust; format: Formatting }) {
  const { icon, tone, label } = SIGNS[trust.level];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center" wrap={false}>
          <span>
            <Icon source={icon} tone={tone} accessibilityLabel={label} />
          </span>
          <Text as="h2" variant="headingLg">
            {trust.title}
          </Text>
        </InlineStack>
        <Text as="p">{trust.why}</Text>
        {trust.steps.length > 0 && (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              What to do first
            </Text>
            <List type="number">
              {trust.steps.map((step) => (
                <List.Item key={step.url}>
                  <Link url={step.url}>{step.text}</Link>
                  {step.moneyMinor ? `, ${money(step.moneyMinor, format)} rest on it` : ''}
                </List.Item>
              ))}
            </List>
          </BlockStack>
        )}
      </BlockStack>
    </Card>
  );
}
