import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { Link, Outlet, useLoaderData, useRouteError } from '@remix-run/react';
import { NavMenu } from '@shopify/app-bridge-react';
import { AppProvider } from '@shopify/polaris';
import en from '@shopify/polaris/locales/en.json' with { type: 'json' };
import { boundary } from '@shopify/shopify-app-remix/server';
import { PolarisLink } from '#app/components/layout/polaris-link.tsx';
import { LateSources } from '#app/components/sources/late-sources.tsx';
import { countIncidents } from '#app/pipeline/incident-pages.server.ts';
import { readLateSources } from '#app/pipeline/read-source-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const incidents = await countIncidents(shop.shopId);
  return { late: await readLateSources(shop.shopId), incidents, now: new Date() };
}

/** The frame of all pages: navigation in Shopify's own sidebar, Polaris around each page. */
export default function AppLayout() {
  const { late, incidents, now } = useLoaderData<typeof loader>();
  return (
    <AppProvider i18n={en} linkComponent={PolarisLink}>
      <NavMenu>
        <Link to="/app" rel="home">
          Home
        </Link>
        <Link to="/app/profiles">Profiles</Link>
        <Link to="/app/identity">Identity</Link>
        <Link to="/app/segments">Segments</Link>
        <Link to="/app/value">Value</Link>
        <Link to="/app/quality">{incidents > 0 ? `Quality (${incidents})` : 'Quality'}</Link>
        <Link to="/app/sources">Sources</Link>
        <Link to="/app/settings">Settings</Link>
      </NavMenu>
      <main>
        <LateSources late={late} now={now} />
        <Outlet />
      </main>
    </AppProvider>
  );
}

export function ErrorBoundary() {
  return boundary.error(useRouteError());
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
