import type { LoaderFunctionArgs } from '@remix-run/node';
import { formatMoney } from '#app/normalise/money.ts';
import { customerGlance } from '#app/pipeline/activation-extensions.server.ts';
import { requireExtension } from '#app/shopify.server.ts';

/** A customer at a glance, for the block on the customer's page in Shopify. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, cors } = await requireExtension(request);
  const glance = await customerGlance(shop.shopId, params['customerId'] ?? '');
  const profile = glance && { ...glance, net: formatMoney(glance.netMinor, shop.currency, 'en') };
  return cors(Response.json({ profile }));
}
