import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { SegmentOverlap } from '#app/components/segments/segment-overlap.tsx';
import { readOverlapPage } from '#app/pipeline/segment-insight.server.ts';
import { isRealDay } from '#app/segments/rule-dates.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const [from, to] = [dayOf(params.get('from')), dayOf(params.get('to'))];
  const days = from && to ? { from, to } : null;
  const wanted = params.getAll('segment').map(Number).filter(Number.isSafeInteger);
  return { page: await readOverlapPage(shop, wanted, days), days };
}

function dayOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && isRealDay(text) ? text : null;
}

export default function OverlapRoute() {
  const { page, days } = useLoaderData<typeof loader>();
  return <SegmentOverlap page={page} days={days} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
