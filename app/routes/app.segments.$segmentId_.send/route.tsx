import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { SendSegment } from '#app/components/activation/send-segment.tsx';
import { formattingOf } from '#app/components/format.ts';
import { mayTakeOut } from '#app/governance/staff.ts';
import { planSending, readSendPage } from '#app/pipeline/activation-send.server.ts';
import { approveRun, changeCap, endSending, stopRun, undoRun } from '#app/pipeline/activation-steer.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { getOfflineAdmin, requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readSendPage(shop.shopId, readId(params['segmentId']));
  if (!page) {
    throw new Response('This segment does not exist any more.', { status: 404 });
  }
  return { page, isAllowed: mayTakeOut(staff), format: formattingOf(shop) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const by = { actor, staff };
  const segmentId = readId(params['segmentId']);
  const form = await request.formData();
  const runId = Number(form.get('run')) || 0;
  const intents: Record<string, () => Promise<void>> = {
    plan: () => {
      const way = form.get('way') === 'native' ? 'native' : 'tag';
      return planSending(shop, { segmentId, way }, by, getOfflineAdmin(shop.domain));
    },
    approve: () => approveRun(shop, runId, by),
    stop: () => stopRun(shop, runId, by),
    undo: () => undoRun(shop, runId, by),
    end: () => endSending(shop, segmentId, by),
    cap: () => changeCap(shop, segmentId, Number(form.get('cap')), by),
  };
  try {
    await intents[String(form.get('intent'))]?.();
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      const refusal = { message: error.message, remedy: error.remedy ?? null, field: error.field ?? null };
      return data({ refusal }, 422);
    }
    throw error;
  }
}

export default function SendRoute() {
  const { page, isAllowed, format } = useLoaderData<typeof loader>();
  return <SendSegment page={page} isAllowed={isAllowed} format={format} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
