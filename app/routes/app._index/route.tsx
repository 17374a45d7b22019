import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, InlineGrid, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { count, formattingOf, money, plural } from '#app/components/format.ts';
import { Attention } from '#app/components/home/attention.tsx';
import { ChannelRevenue } from '#app/components/home/channel-revenue.tsx';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { SourceFreshness } from '#app/components/home/source-freshness.tsx';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { BackfillProgress } from '#app/components/sources/backfill-progress.tsx';
import { readHomePage } from '#app/pipeline/read-home-page.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readHomePage(shop)), format: formattingOf(shop), now: new Date() };
}

export default function Home() {
  const { figures, sources, backfill, attention, format, now } = useLoaderData<typeof loader>();
  useLivePage(true, backfill.open ? 2000 : 5000);
  const [online, pos] = ['online', 'pos'].map((name) => figures.channels.find((one) => one.channel === name));
  return (
    <Page title="Home" subtitle="One view of every customer, online and in store">
      <BlockStack gap="400">
        <Attention items={attention} />
        <BackfillProgress backfill={backfill} />
        <InlineGrid columns={{ xs: 1, sm: 2, lg: 4 }} gap="400">
          <KeyFigure
            label="Customers"
            value={count(figures.profiles)}
            note={`from ${plural(figures.records, 'record')}`}
            url="/app/profiles"
          />
          <KeyFigure label="Orders" value={count(figures.orders)} note="online and in store, all time" />
          <KeyFigure
            label="Online, last 30 days"
            value={money(online?.netMinor ?? 0, format)}
            note={plural(online?.orders ?? 0, 'order')}
          />
          <KeyFigure
            label="In store, last 30 days"
            value={money(pos?.netMinor ?? 0, format)}
            note={plural(pos?.orders ?? 0, 'order')}
          />
        </InlineGrid>
        <ChannelRevenue days={figures.days} format={format} />
        <SourceFreshness sources={sources} now={now} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
