import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { ImportSegments } from '#app/components/activation/import-segments.tsx';
import { bringIn, readImportPage } from '#app/pipeline/activation-import.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { getOfflineAdmin, requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { lines: await readImportPage(shop, getOfflineAdmin(shop.domain)) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const ids = (await request.formData()).getAll('segment').map(String);
  try {
    return { refusal: null, brought: await bringIn(shop, ids, actor, getOfflineAdmin(shop.domain)) };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: error.message, brought: 0 }, 422);
    }
    throw error;
  }
}

export default function ImportRoute() {
  const { lines } = useLoaderData<typeof loader>();
  return <ImportSegments lines={lines} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
