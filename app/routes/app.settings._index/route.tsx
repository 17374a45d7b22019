import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AuditLog } from '#app/components/settings/audit-log.tsx';
import { PrivacyRequests } from '#app/components/settings/privacy-requests.tsx';
import { Retention } from '#app/components/settings/retention.tsx';
import { ShopCard } from '#app/components/settings/shop-card.tsx';
import { SourceData } from '#app/components/settings/source-data.tsx';
import { readSettingsPage } from '#app/pipeline/settings-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readSettingsPage(shop)), format: formattingOf(shop) };
}

export default function Settings() {
  const { shop, historyDays, requests, log, sources, format } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings" subtitle="The shop, its customers’ rights, and who did what">
      <BlockStack gap="400">
        <ShopCard shop={shop} historyDays={historyDays} />
        <PrivacyRequests requests={requests} format={format} />
        <Retention />
        <SourceData sources={sources} format={format} />
        <AuditLog lines={log} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
