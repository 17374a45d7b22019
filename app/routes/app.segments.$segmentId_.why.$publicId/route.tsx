import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { WhyMember } from '#app/components/segments/why-member.tsx';
import { readWhyPage } from '#app/pipeline/segment-insight.server.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const publicId = params['publicId'] ?? '';
  const segmentId = readId(params['segmentId']);
  const page = UUID.test(publicId) ? await readWhyPage(shop.shopId, segmentId, publicId) : null;
  if (!page) {
    throw new Response('This person or segment does not exist any more.', { status: 404 });
  }
  return page;
}

export default function WhyRoute() {
  return <WhyMember page={useLoaderData<typeof loader>()} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
