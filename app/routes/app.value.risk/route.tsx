import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { Banner, BlockStack, Card, EmptyState, InlineGrid, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useCallback, useState } from 'react';
import { z } from 'zod';
import { count, formattingOf, money } from '#app/components/format.ts';
import { KeyFigure } from '#app/components/home/key-figure.tsx';
import { CareResults, OpenActions } from '#app/components/value/care-cards.tsx';
import { PlanAction } from '#app/components/value/plan-action.tsx';
import { RiskTable } from '#app/components/value/risk-table.tsx';
import { LEVELS } from '#app/components/value/score-words.ts';
import { ValueNav } from '#app/components/value/value-nav.tsx';
import { noteSuggested, planCare, readRiskPage, settleCare } from '#app/pipeline/care-pages.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const params = new URL(request.url).searchParams;
  const level = z.enum(['late', 'overdue']).nullable().catch(null).parse(params.get('level'));
  const page = Math.min(100, Math.max(1, Number(params.get('page')) || 1));
  return { ...(await readRiskPage(shop, { level, page })), page, format: formattingOf(shop) };
}

const asked = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('plan'),
    kind: z.string(),
    owner: z.string(),
    dueDay: z.string(),
    profileIds: z
      .string()
      .regex(/^\d+(,\d+)*$/)
      .transform((text) => text.split(',').map(Number)),
  }),
  z.object({ intent: z.literal('suggested'), profileId: z.coerce.number().int(), productKey: z.string().min(1) }),
  z.object({ intent: z.literal('settle'), id: z.coerce.number().int(), state: z.enum(['done', 'dropped']) }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = asked.safeParse(Object.fromEntries(await request.formData()));
  if (!form.success) throw new Response('This was not understood.', { status: 400 });
  try {
    if (form.data.intent === 'plan') await planCare(shop.shopId, form.data, actor);
    else if (form.data.intent === 'suggested') {
      await noteSuggested(shop, form.data.profileId, form.data.productKey, actor);
    } else await settleCare(shop.shopId, form.data.id, form.data.state, actor);
    return { problem: null };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: { field: String(error.field ?? ''), message: error.message } };
  }
}

export default function Risk() {
  const { summary, lines, hasNext, open, results, page, today, format } = useLoaderData<typeof loader>();
  const [chosen, setChosen] = useState<number[] | null>(null);
  const [params, setParams] = useSearchParams();
  const close = useCallback(() => setChosen(null), []);
  const turn = (to: number) => setParams({ ...Object.fromEntries(params), page: String(to) });
  return (
    <Page title="At risk" subtitle="Late by their own rhythm, not by one number of days for all">
      <ValueNav />
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 2, md: 4 }} gap="400">
          {(['on_time', 'due', 'late', 'overdue'] as const).map((level) => {
            const found = summary.find((one) => one.level === level);
            return (
              <KeyFigure
                key={level}
                label={LEVELS[level].name}
                value={count(found?.people ?? 0)}
                note={`${money(found?.stakeMinor ?? 0, format)} a year at stake`}
                {...(level === 'late' || level === 'overdue' ? { url: `/app/value/risk?level=${level}` } : {})}
              />
            );
          })}
        </InlineGrid>
        {lines.length === 0 ? (
          <Card>
            <EmptyState heading="Nobody is late" image="">
              <p>People are judged at night and after each order, once the shop has a rhythm to judge them by.</p>
            </EmptyState>
          </Card>
        ) : (
          <>
            <Banner tone="info">
              Money in danger is the chance of no order in 90 days times what a year of this person was or will be
              worth.
            </Banner>
            <RiskTable
              lines={lines}
              format={format}
              onPlan={setChosen}
              pagination={{
                hasPrevious: page > 1,
                hasNext,
                onPrevious: () => turn(page - 1),
                onNext: () => turn(page + 1),
              }}
            />
          </>
        )}
        <OpenActions open={open} />
        <CareResults results={results} format={format} />
      </BlockStack>
      {chosen !== null && <PlanAction profileIds={chosen} today={today} onClose={close} />}
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
