import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { SegmentEditor } from '#app/components/segments/segment-editor.tsx';
import { keepSegment, readRuleWords, readSegmentPage, removeSegment } from '#app/pipeline/segment-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { readyMadeSegments } from '#app/segments/ready-made.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const from = new URL(request.url).searchParams.get('from');
  const template = readyMadeSegments.find((one) => one.handle === from) ?? null;
  const page =
    params['segmentId'] === 'new'
      ? null
      : await readSegmentPage(shop.shopId, Number(params['segmentId']) || 0, shop.timeZone);
  if (!page && params['segmentId'] !== 'new') {
    throw new Response('This segment does not exist any more.', { status: 404 });
  }
  return { page, template, words: await readRuleWords(shop.shopId), format: formattingOf(shop) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const segmentId = params['segmentId'] === 'new' ? null : Number(params['segmentId']);
  try {
    if (form.get('intent') === 'delete' && segmentId !== null) {
      await removeSegment(shop.shopId, segmentId, actor);
      return redirect('/app/segments');
    }
    const draft = {
      name: String(form.get('name') ?? ''),
      description: String(form.get('description') ?? ''),
      ruleText: String(form.get('rule') ?? ''),
    };
    const id = await keepSegment(shop.shopId, segmentId, draft, actor);
    return redirect(`/app/segments/${id}`);
  } catch (error) {
    if (error instanceof Refusal) {
      return data(
        { refusal: { message: error.message, remedy: error.remedy ?? null, field: error.field ?? null } },
        422,
      );
    }
    throw error;
  }
}

export default function SegmentRoute() {
  const { page, template, words, format } = useLoaderData<typeof loader>();
  return (
    <SegmentEditor key={page?.segment.id ?? 'new'} page={page} template={template} words={words} format={format} />
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
