import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AnswersCard } from '#app/components/identity/answers-card.tsx';
import { takeBackAnswer } from '#app/pipeline/decide-identity.server.ts';
import { readDecisions } from '#app/pipeline/identity-pages.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { answers: await readDecisions(shop.shopId), format: formattingOf(shop) };
}

/** Takes an answer back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const answerId = Number((await request.formData()).get('answerId'));
  if (Number.isSafeInteger(answerId) && answerId > 0) {
    await takeBackAnswer(shop.shopId, answerId, actor);
  }
  return null;
}

export default function Decisions() {
  const { answers, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Decisions"
      subtitle="What people said about who is who. It stands whatever comes in, until it is taken back."
    >
      {answers.length === 0 ? (
        <Card>
          <EmptyState
            heading="Nothing was decided yet"
            image=""
            action={{ content: 'Answer questions', url: '/app/sources/review' }}
          >
            <p>Answers to questions and splits appear here.</p>
          </EmptyState>
        </Card>
      ) : (
        <AnswersCard title="The latest first" answers={answers} format={format} />
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
