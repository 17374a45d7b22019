import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AnswersCard } from '#app/components/identity/answers-card.tsx';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { takeBackAnswer } from '#app/pipeline/decide-identity.server.ts';
import { readDecisions } from '#app/pipeline/identity-pages.server.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  return { answers: await readDecisions(shop.shopId), mayDecide: mayDecide(staff), format: formattingOf(shop) };
}

/** Takes an answer back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const answerId = Number((await request.formData()).get('answerId'));
  if (Number.isSafeInteger(answerId) && answerId > 0) {
    await takeBackAnswer(shop.shopId, answerId, actor);
  }
  return null;
}

export default function Decisions() {
  const { answers, mayDecide, format } = useLoaderData<typeof loader>();
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
            action={{ content: 'Answer questions', url: '/app/identity/review' }}
          >
            <p>Answers to questions and splits appear here.</p>
          </EmptyState>
        </Card>
      ) : (
        <Deciding mayDecide={mayDecide}>
          <AnswersCard title="The latest first" answers={answers} format={format} />
        </Deciding>
      )}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
