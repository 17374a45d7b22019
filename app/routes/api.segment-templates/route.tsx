import type { LoaderFunctionArgs } from '@remix-run/node';
import { segmentTemplates } from '#app/pipeline/activation-extensions.server.ts';
import { requireExtension } from '#app/shopify.server.ts';

/** Templates for Shopify's segment editor. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, cors } = await requireExtension(request);
  return cors(Response.json({ templates: await segmentTemplates(shop.shopId) }));
}
