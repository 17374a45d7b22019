import { BlockStack, Card, InlineGrid, Link, Text } from '@shopify/polaris';
import { type Formatting, money as formatMoney, plural } from '#app/components/format.ts';

type Money = {
  unreachable: { people: number; netMinor: number };
  anonymous: { orders: number; netMinor: number };
  duplicates: { profiles: number; netMinor: number };
};

/** What bad data costs, each sum with how it comes about. */
export function MoneyCard({ money, format }: { money: Money; format: Formatting }) {
  const { unreachable, anonymous, duplicates } = money;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            In money
          </Text>
          <Text as="p" tone="subdued">
            Over the last 365 days, net of returns.
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Sum
            title="Bought by people who cannot be reached"
            value={formatMoney(unreachable.netMinor, format)}
            how={`${plural(unreachable.people, 'person', 'people')} without e-mail or phone × ${each(unreachable.netMinor, unreachable.people, format)} each`}
            url="/app/quality/email_missing"
            action="Records without e-mail"
          />
          <Sum
            title="Sold in store to nobody known"
            value={formatMoney(anonymous.netMinor, format)}
            how={`${plural(anonymous.orders, 'sale')} without a customer × ${each(anonymous.netMinor, anonymous.orders, format)} each`}
            url="/app/quality/order_without_person"
            action="Those sales"
          />
          <Sum
            title="Spread over possible duplicates"
            value={formatMoney(duplicates.netMinor, format)}
            how={`${plural(duplicates.profiles, 'profile')} that share an e-mail address with an older one`}
            url="/app/quality/email_in_two_profiles"
            action="Compare them"
          />
        </InlineGrid>
      </BlockStack>
    </Card>
  );
}

function each(netMinor: number, among: number, format: Formatting): string {
  return formatMoney(among === 0 ? 0 : Math.round(netMinor / among), format);
}

function Sum({
  title,
  value,
  how,
  url,
  action,
}: {
  title: string;
  value: string;
  how: string;
  url: string;
  action: string;
}) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <Text as="p" variant="headingLg">
        {value}
      </Text>
      <Text as="p" tone="subdued" variant="bodySm">
        {how}
      </Text>
      <Text as="p" variant="bodySm">
        <Link url={url}>{action}</Link>
      </Text>
    </BlockStack>
  );
}
