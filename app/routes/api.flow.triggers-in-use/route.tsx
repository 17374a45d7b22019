import type { ActionFunctionArgs } from '@remix-run/node';
import { hearFlowUse } from '#app/pipeline/activation-flow.server.ts';
import { authenticate } from '#app/shopify.server.ts';
import { ensureShop } from '#app/shops/find-shop.server.ts';

type Said = { flow_trigger_definition_id?: string; has_enabled_flow?: boolean };

/** Shopify Flow says, signed, whether a trigger is in use. */
export async function action({ request }: ActionFunctionArgs) {
  const { session, payload } = await authenticate.flow(request);
  const said = payload as Said;
  const wish = { handle: String(said.flow_trigger_definition_id ?? ''), isUsed: said.has_enabled_flow === true };
  await hearFlowUse(await ensureShop(session.shop), wish);
  return new Response(null, { status: 204 });
}
