import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { ReviewCard } from '#app/components/identity/review-card.tsx';
import { decidePair, nextQuestion } from '#app/pipeline/decide-identity.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const skip = Math.max(0, Number(new URL(request.url).searchParams.get('skip')) || 0);
  return { question: await nextQuestion(shop.shopId, skip), format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const [a, b] = [Number(form.get('a')), Number(form.get('b'))];
  const kind = form.get('kind') === 'must_link' ? 'must_link' : 'cannot_link';
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b) && a > 0 && b > 0) {
    await decidePair(shop.shopId, kind, a, b, actor);
  }
  return null;
}

export default function Review() {
  const { question, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const skip = () => setParams({ skip: String((Number(params.get('skip')) || 0) + 1) });
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title="Questions about people"
      subtitle="Records that may be one person, those first where the most hangs on it. Your answer is kept for ever."
    >
      {question ? (
        <ReviewCard
          key={`${question.a.recordId}-${question.b.recordId}`}
          question={question}
          format={format}
          onSkip={skip}
        />
      ) : (
        <Card>
          <EmptyState heading="No questions are open" image="">
            <p>Where the evidence is not enough to be sure, Onefold asks here rather than guess.</p>
          </EmptyState>
        </Card>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
