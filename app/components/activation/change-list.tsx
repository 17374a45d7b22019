import { Badge, BlockStack, IndexTable, Link, Text, useBreakpoints } from '@shopify/polaris';
import { plural } from '#app/components/format.ts';
import type { ChangeView } from './send-view.ts';

type Props = { changes: readonly ChangeView[]; total: number };

/** Some of the customers that a change is about, with what Shopify said where it refused. */
export function ChangeList({ changes, total }: Props) {
  const { smDown } = useBreakpoints();
  const hasMessages = changes.some((change) => change.message !== null);
  return (
    <BlockStack gap="200">
      <IndexTable
        resourceName={{ singular: 'customer', plural: 'customers' }}
        itemCount={changes.length}
        selectable={false}
        condensed={smDown}
        headings={[
          { title: 'Customer' },
          { title: 'Change' },
          ...(hasMessages ? [{ title: 'What Shopify says' }] : []),
        ]}
      >
        {changes.map((change, index) => (
          <IndexTable.Row id={change.customerId} key={change.customerId} position={index}>
            <IndexTable.Cell>
              <Link url={`shopify://admin/customers/${change.customerId}`} target="_top" monochrome removeUnderline>
                {change.name}
              </Link>
            </IndexTable.Cell>
            <IndexTable.Cell>
              {change.op === 'add' ? <Badge tone="success">Gets the tag</Badge> : <Badge>Loses the tag</Badge>}
            </IndexTable.Cell>
            {hasMessages && <IndexTable.Cell>{change.message ?? '–'}</IndexTable.Cell>}
          </IndexTable.Row>
        ))}
      </IndexTable>
      {total > changes.length && (
        <Text as="p" tone="subdued">
          {`and ${plural(total - changes.length, 'more customer', 'more customers')}`}
        </Text>
      )}
    </BlockStack>
  );
}
