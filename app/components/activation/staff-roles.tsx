import { useFetcher } from '@remix-run/react';
import { BlockStack, Box, Card, InlineError, InlineGrid, Select, Text } from '@shopify/polaris';
import { STAFF_ROLES, type StaffMember } from '#app/governance/staff.ts';

type Props = { staff: readonly StaffMember[]; me: StaffMember };

/** What staff may do of Onefold; the owner of the shop decides. */
export function StaffRoles({ staff, me }: Props) {
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            What staff may do
          </Text>
          <Text as="p" tone="subdued">
            Deciding who is who, downloads and everything that is sent to Shopify need a role. The owner of the shop may
            do all and gives roles. Staff appear here once they have opened this page or a download.
          </Text>
        </BlockStack>
        {staff.map((member) => (
          <Member key={member.staffId} member={member} me={me} />
        ))}
      </BlockStack>
    </Card>
  );
}

function Member({ member, me }: { member: StaffMember; me: StaffMember }) {
  const fetcher = useFetcher<{ refusal: string | null }>();
  const role = String(fetcher.formData?.get('role') ?? member.role);
  const name = member.staffId === me.staffId ? `${member.name} (you)` : member.name;
  return (
    <InlineGrid columns={{ xs: 1, sm: ['oneThird', 'twoThirds'] }} gap="200" alignItems="center">
      <Text as="p" fontWeight="medium">
        {name}
      </Text>
      {member.isOwner ? (
        <Box paddingBlock="150">
          <Text as="p">Owner of the shop</Text>
        </Box>
      ) : (
        <BlockStack gap="100">
          <Select
            label={`Role of ${member.name}`}
            labelHidden
            options={STAFF_ROLES.map((one) => ({ value: one.role, label: one.label }))}
            value={role}
            disabled={!me.isOwner}
            onChange={(value) => fetcher.submit({ staffId: member.staffId, role: value }, { method: 'post' })}
          />
          {fetcher.data?.refusal && <InlineError message={fetcher.data.refusal} fieldID={`role-${member.staffId}`} />}
        </BlockStack>
      )}
    </InlineGrid>
  );
}
