import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { bringIn, readImportLine } from '#app/pipeline/activation-import.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { getOfflineAdmin, requireExtension } from '#app/shopify.server.ts';

const GONE = { refusal: 'This segment does not exist in Shopify any more.' };

/** A segment of Shopify as Onefold would take it, for the action on the segment's page there. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, cors } = await requireExtension(request);
  const line = await readImportLine(shop, params['segmentId'] ?? '', getOfflineAdmin(shop.domain), request.signal);
  return cors(line ? Response.json(line) : Response.json(GONE, { status: 404 }));
}

/** Brings it in. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, cors } = await requireExtension(request);
  const admin = getOfflineAdmin(shop.domain);
  const segmentId = params['segmentId'] ?? '';
  try {
    await bringIn(shop, [segmentId], actor, admin);
  } catch (error) {
    if (error instanceof Refusal) {
      return cors(Response.json({ refusal: error.message }, { status: 422 }));
    }
    throw error;
  }
  const line = await readImportLine(shop, segmentId, admin, request.signal);
  return cors(line ? Response.json(line) : Response.json(GONE, { status: 404 }));
}
