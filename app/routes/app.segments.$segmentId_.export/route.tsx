import type { HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { DownloadPeople } from '#app/components/activation/download-people.tsx';
import { mayTakeOut } from '#app/governance/staff.ts';
import { readDownloadPage } from '#app/pipeline/activation-download.server.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readDownloadPage(shop.shopId, readId(params['segmentId']));
  if (!page) {
    throw new Response('This segment does not exist any more.', { status: 404 });
  }
  return { page, isAllowed: mayTakeOut(staff) };
}

export default function ExportRoute() {
  const { page, isAllowed } = useLoaderData<typeof loader>();
  return <DownloadPeople page={page} isAllowed={isAllowed} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
