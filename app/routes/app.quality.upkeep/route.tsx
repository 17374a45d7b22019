import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { formattingOf, minorOfMajor } from '#app/components/format.ts';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { DecayTable, LatestRepairs, RegimenCard, UpkeepForm } from '#app/components/quality/upkeep-cards.tsx';
import { repairByItself } from '#app/pipeline/repair-quality.server.ts';
import { readUpkeepPage, setUpkeep } from '#app/pipeline/upkeep-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readUpkeepPage(shop)), format: formattingOf(shop) };
}

const rhythms = z.enum(['each_run', 'weekly', 'monthly']);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  try {
    if (form.get('intent') === 'itself') {
      await repairByItself(shop.shopId, String(form.get('checkKey')), form.get('repairs') === 'true', actor);
    } else {
      const price = String(form.get('price') ?? '')
        .trim()
        .replace(',', '.');
      const minor = price === '' ? null : minorOfMajor(Number(price), shop.currency);
      await setUpkeep(shop.shopId, rhythms.parse(form.get('rhythm')), minor, actor);
    }
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, field: error.field ?? null } }, 422);
    }
    throw error;
  }
}

export default function UpkeepRoute() {
  const { upkeep, regimen, repairs, decay, deadWeight, stale, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Quality', url: '/app/quality' }}
      title="Upkeep"
      subtitle="What keeps the data clean by itself, and what old data costs"
    >
      <BlockStack gap="400">
        <QualityNav />
        <RegimenCard regimen={regimen} />
        <UpkeepForm upkeep={upkeep} deadWeight={deadWeight} stale={stale} format={format} />
        <DecayTable decay={decay} />
        <LatestRepairs repairs={repairs} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
