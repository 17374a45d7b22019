import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { SegmentHistory } from '#app/components/segments/segment-history.tsx';
import { readHistoryPage } from '#app/pipeline/segment-insight.server.ts';
import { isRealDay } from '#app/segments/rule-dates.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const day = new URL(request.url).searchParams.get('day') ?? '';
  const asked = /^\d{4}-\d{2}-\d{2}$/.test(day) && isRealDay(day) ? day : null;
  const page = await readHistoryPage(shop, readId(params['segmentId']), asked);
  if (!page) {
    throw new Response('This segment does not exist any more.', { status: 404 });
  }
  return { page, format: formattingOf(shop) };
}

export default function HistoryRoute() {
  const { page, format } = useLoaderData<typeof loader>();
  return <SegmentHistory page={page} format={format} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
