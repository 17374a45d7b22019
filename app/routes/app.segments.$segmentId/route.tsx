import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, minorOfMajor } from '#app/components/format.ts';
import { SegmentEditor } from '#app/components/segments/segment-editor.tsx';
import { mayTakeAway } from '#app/governance/staff.ts';
import type { Doer } from '#app/pipeline/require-take-away.ts';
import { endGoal, type GoalWish, readGoalView, setGoal } from '#app/pipeline/segment-goals.server.ts';
import { keepSegment, readRuleWords, readSegmentPage, removeSegment } from '#app/pipeline/segment-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { goalMeasures, isGoalMeasure } from '#app/segments/goal-measures.ts';
import { readyMadeSegments } from '#app/segments/ready-made.ts';
import { requireStaff } from '#app/shopify.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const from = new URL(request.url).searchParams.get('from');
  const template = readyMadeSegments.find((one) => one.handle === from) ?? null;
  const page =
    params['segmentId'] === 'new'
      ? null
      : await readSegmentPage(shop.shopId, readId(params['segmentId']), shop.timeZone);
  if (!page && params['segmentId'] !== 'new') {
    throw new Response('This segment does not exist any more.', { status: 404 });
  }
  const suggested = template ?? readyMadeSegments.find((one) => one.name === page?.segment.name) ?? null;
  return {
    page,
    template,
    goal: page && { view: await readGoalView(shop.shopId, page.segment.id), suggested: suggested?.goal ?? null },
    words: await readRuleWords(shop.shopId),
    mayDelete: mayTakeAway(staff),
    format: formattingOf(shop),
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const segmentId = params['segmentId'] === 'new' ? null : readId(params['segmentId']);
  try {
    return await act(shop, segmentId, await request.formData(), { actor, staff });
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

async function act(shop: Shop, segmentId: number | null, form: FormData, by: Doer) {
  if (form.get('intent') === 'delete' && segmentId !== null) {
    await removeSegment(shop.shopId, segmentId, by);
    return redirect('/app/segments');
  }
  if (segmentId !== null && isGoalIntent(form)) {
    await actOnGoal(shop, segmentId, form, by.actor);
    return { refusal: null };
  }
  const draft = {
    name: String(form.get('name') ?? ''),
    description: String(form.get('description') ?? ''),
    ruleText: String(form.get('rule') ?? ''),
  };
  const id = await keepSegment(shop.shopId, segmentId, draft, by.actor);
  return redirect(`/app/segments/${id}`);
}

function isGoalIntent(form: FormData): boolean {
  return form.get('intent') === 'goal' || form.get('intent') === 'end-goal';
}

async function actOnGoal(shop: Shop, segmentId: number, form: FormData, actor: string): Promise<void> {
  if (form.get('intent') === 'end-goal') {
    await endGoal(shop.shopId, segmentId, actor);
  } else {
    await setGoal(shop, segmentId, goalWish(form, shop.currency), actor);
  }
}

/** Percent as typed, amounts in minor units; not a number where nothing or something else was typed. */
function goalWish(form: FormData, currency: string): GoalWish {
  const text = (name: string) => String(form.get(name) ?? '').trim();
  const typed = text('target') === '' ? Number.NaN : Number(text('target').replace(',', '.'));
  const measure = text('measure');
  const isMoney = isGoalMeasure(measure) && goalMeasures[measure].unit === 'money';
  return {
    measure,
    target: isMoney ? minorOfMajor(typed, currency) : typed,
    windowDays: Number(text('windowDays')),
    holdoutPercent: Number(text('holdoutPercent')),
    dueDay: text('dueDay'),
  };
}

export default function SegmentRoute() {
  const { page, template, goal, words, mayDelete, format } = useLoaderData<typeof loader>();
  return (
    <SegmentEditor
      key={page?.segment.id ?? 'new'}
      page={page}
      template={template}
      goal={goal}
      words={words}
      mayDelete={mayDelete}
      format={format}
    />
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
