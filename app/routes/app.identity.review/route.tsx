import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useState } from 'react';
import { formattingOf } from '#app/components/format.ts';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { NoQuestions } from '#app/components/identity/no-questions.tsx';
import { ReviewCard } from '#app/components/identity/review-card.tsx';
import { RoundCard } from '#app/components/identity/round-card.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { takeBackAnswer } from '#app/pipeline/decide-identity.server.ts';
import { answerQuestion, beginRound, nextQuestion, readRound } from '#app/pipeline/review-queue.server.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const skip = Math.max(0, Number(new URL(request.url).searchParams.get('skip')) || 0);
  const [question, progress] = [await nextQuestion(shop.shopId, skip), await readRound(shop.shopId)];
  return { question, progress, mayDecide: mayDecide(staff), format: formattingOf(shop) };
}

/** Begins a round of cards, answers one, or takes an answer back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const form = await request.formData();
  const number = (name: string) => Number(form.get(name)) || 0;
  if (form.get('intent') === 'round') {
    await beginRound(shop.shopId, actor);
    return { answerId: null };
  }
  if (form.has('undo')) {
    await takeBackAnswer(shop.shopId, number('undo'), actor);
    return { answerId: null };
  }
  const [a, b] = [number('a'), number('b')];
  const kind = form.get('kind') === 'must_link' ? 'must_link' : 'cannot_link';
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || a <= 0 || b <= 0) {
    return { answerId: null };
  }
  const roundId = number('roundId') || null;
  return { answerId: await answerQuestion(shop.shopId, { kind, a, b, roundId, actor }) };
}

export default function Review() {
  const { question, progress, mayDecide, format } = useLoaderData<typeof loader>();
  const [params, setParams] = useSearchParams();
  const [lastAnswerId, setLastAnswerId] = useState<number | null>(null);
  const skip = () => setParams({ skip: String((Number(params.get('skip')) || 0) + 1) });
  const { round } = progress;
  const isRunning = round !== null && round.answered < round.size;
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Questions about people"
      subtitle="Records that may be one person, those first where the most hangs on it. Your answer is kept for ever."
    >
      <Deciding mayDecide={mayDecide}>
        <RoundCard progress={progress} hasQuestions={question !== null} />
        {question ? (
          <ReviewCard
            key={`${question.a.recordId}-${question.b.recordId}`}
            question={question}
            format={format}
            roundId={isRunning ? round.id : null}
            lastAnswerId={lastAnswerId}
            onAnswered={setLastAnswerId}
            onSkip={skip}
          />
        ) : (
          <NoQuestions skipped={params.has('skip')} onStartAgain={() => setParams({})} />
        )}
      </Deciding>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
