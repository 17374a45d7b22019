import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, InlineGrid, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { count, formattingOf, percent, plural } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { IdentityDoors } from '#app/components/identity/identity-doors.tsx';
import { ModelWaits } from '#app/components/identity/model-waits.tsx';
import { NightCard } from '#app/components/identity/night-card.tsx';
import { readIdentityOverview } from '#app/pipeline/identity-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { overview: await readIdentityOverview(shop.shopId), format: formattingOf(shop) };
}

export default function Identity() {
  const { overview, format } = useLoaderData<typeof loader>();
  return (
    <Page title="Identity" subtitle="Who is who: how records of every source become one profile per person">
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          <KeyFigure
            label="Profiles"
            value={count(overview.profiles)}
            note={`from ${plural(overview.records, 'record')}`}
          />
          <KeyFigure
            label="Known to several sources"
            value={count(overview.across)}
            note={`${percent(overview.across / Math.max(1, overview.profiles))} of profiles`}
          />
          <KeyFigure label="Open questions" value={count(overview.questions)} note="where evidence is not enough" />
          <KeyFigure label="Decisions" value={count(overview.decisions)} note="kept until taken back" />
        </InlineGrid>
        <ModelWaits model={overview.model} />
        <NightCard night={overview.night} format={format} />
        <IdentityDoors questions={overview.questions} alarms={overview.alarms} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
