import { BlockStack, Card, InlineStack, Text, Tooltip } from '@shopify/polaris';

type Attribute = 'name' | 'email' | 'phone' | 'address' | 'company' | 'birth_date' | 'language';
type Provenance = Partial<Record<Attribute, number>>;

type Props = {
  profile: {
    name: string;
    email: string | null;
    phone: string | null;
    company: string | null;
    birthDate: string | null;
    language: string | null;
    address: {
      line1: string | null;
      line2: string | null;
      city: string | null;
      region: string | null;
      postalCode: string | null;
      country: string | null;
    };
    provenance: Provenance;
  };
  records: readonly { id: number; source: string }[];
};

/** The profile's fields, each with the source whose word it is. */
export function GoldenFields({ profile, records }: Props) {
  const { address } = profile;
  const fields: [Attribute, string, string | null][] = [
    ['name', 'Name', profile.name],
    ['email', 'E-mail', profile.email],
    ['phone', 'Phone', profile.phone],
    [
      'address',
      'Address',
      [
        address.line1,
        address.line2,
        [address.postalCode, address.city].filter(Boolean).join(' '),
        address.region,
        address.country,
      ]
        .filter(Boolean)
        .join(', '),
    ],
    ['company', 'Company', profile.company],
    ['birth_date', 'Birthday', profile.birthDate],
    ['language', 'Language', profile.language],
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          Contact
        </Text>
        <dl style={{ margin: 0 }}>
          {fields
            .filter(([, , value]) => value)
            .map(([key, label, value]) => (
              <div key={key} style={{ marginBottom: 12 }}>
                <dt>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {label}
                  </Text>
                </dt>
                <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="span">{value}</Text>
                    <From record={records.find((one) => one.id === profile.provenance[key])} />
                  </InlineStack>
                </dd>
              </div>
            ))}
        </dl>
      </BlockStack>
    </Card>
  );
}

function From({ record }: { record: { id: number; source: string } | undefined }) {
  if (!record) {
    return null;
  }
  return (
    <Tooltip content="Ranked by how it was got (said by the person, typed by staff, imported), then by how recent it is, then by trust in the source">
      <Text as="span" tone="subdued" variant="bodySm">
        {`from ${record.source}`}
      </Text>
    </Tooltip>
  );
}
