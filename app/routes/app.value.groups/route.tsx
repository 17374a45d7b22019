import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useNavigate } from '@remix-run/react';
import { BlockStack, Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AsOf } from '#app/components/value/as-of.tsx';
import { GroupFlows, GroupTable, WithoutTill } from '#app/components/value/group-tables.tsx';
import { RfmGrid } from '#app/components/value/rfm-grid.tsx';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { readGroupsPage } from '#app/pipeline/read-value-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const asked = Number(new URL(request.url).searchParams.get('days'));
  const days = [30, 90, 180, 365].includes(asked) ? asked : 90;
  return { ...(await readGroupsPage(shop, days)), days, format: formattingOf(shop) };
}

export default function Groups() {
  const { grid, groups, withoutTill, flows, days, asOf, format } = useLoaderData<typeof loader>();
  const navigate = useNavigate();
  return (
    <Page title="Groups" subtitle="Customers by how lately, how often and for how much they bought">
      <ValueNav />
      {groups.length === 0 ? (
        <Card>
          <EmptyState heading="No groups yet" image="">
            <p>Customers are scored at night and after each import, as soon as there are orders.</p>
          </EmptyState>
        </Card>
      ) : (
        <BlockStack gap="400">
          <AsOf at={asOf} format={format} />
          <RfmGrid grid={grid} format={format} />
          <GroupTable groups={groups} format={format} />
          <GroupFlows
            flows={flows}
            days={days}
            onDays={(span) => navigate(`?days=${span}`, { preventScrollReset: true })}
            format={format}
          />
          <WithoutTill moved={withoutTill} format={format} />
        </BlockStack>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
