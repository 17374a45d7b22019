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
import { OwnCheckForm } from '#app/components/quality/own-check-form.tsx';
import { readRuleWords } from '#app/pipeline/segment-pages.server.ts';
import { readOwnCheck, removeOwnCheck, setOwnCheck } from '#app/pipeline/standards-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

function idOf(request: Request): number | null {
  return Number(new URL(request.url).searchParams.get('id')) || null;
}

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const id = idOf(request);
  const own = id === null ? null : await readOwnCheck(shop.shopId, id);
  if (id !== null && !own) {
    throw new Response('This check does not exist any more.', { status: 404 });
  }
  return { own, words: await readRuleWords(shop.shopId), format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const id = idOf(request);
  const form = await request.formData();
  const text = (name: string) => String(form.get(name) ?? '').trim();
  try {
    if (text('intent') === 'delete' && id !== null) {
      await removeOwnCheck(shop.shopId, id, actor);
      return redirect('/app/quality/standards');
    }
    const draft = {
      name: text('name').slice(0, 100),
      dimension: text('dimension'),
      amongText: text('among'),
      ruleText: text('rule'),
      remedy: text('remedy').slice(0, 300),
    };
    await setOwnCheck(shop.shopId, id, draft, actor);
    return redirect('/app/quality/standards');
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, field: error.field ?? null } }, 422);
    }
    throw error;
  }
}

export default function OwnCheckRoute() {
  const { own, words, format } = useLoaderData<typeof loader>();
  return <OwnCheckForm key={own?.id ?? 'new'} own={own} words={words} format={format} />;
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
