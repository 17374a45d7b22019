import type { LoaderFunctionArgs } from '@remix-run/node';
import { readRuleValues } from '#app/pipeline/preview-segment.server.ts';
import { requireShop } from '#app/shopify.server.ts';

/** The values the shop's data has for something a rule may name, most frequent first. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const name = new URL(request.url).searchParams.get('name') ?? '';
  return Response.json({ values: await readRuleValues(shop.shopId, name) });
}
