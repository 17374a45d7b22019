import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData, useSearchParams } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { formattingOf } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { CheckCard } from '#app/components/quality/check-card.tsx';
import { FaultTable } from '#app/components/quality/fault-table.tsx';
import { LetPass } from '#app/components/quality/let-pass.tsx';
import { HoldSource, RepairCard } from '#app/components/quality/repair-card.tsx';
import { mayBringIn } from '#app/governance/staff.ts';
import { letPass, letPassNoMore, readFaultsPage } from '#app/pipeline/quality-pages.server.ts';
import { askForRepair, askToUndo, repairByItself, tryRepair } from '#app/pipeline/repair-quality.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { requireShop, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const query = new URL(request.url).searchParams;
  const page = Math.max(1, Math.trunc(Number(query.get('page'))) || 1);
  const found = await readFaultsPage(shop, {
    checkKey: params['checkKey'] ?? '',
    sourceId: Number(query.get('source')) || null,
    page,
  });
  if (!found) {
    throw new Response('There is no such check.', { status: 404 });
  }
  const holdable = mayBringIn(staff) ? found.holdable : [];
  return { ...found, holdable, page, today: todayOf(shop, new Date()), format: formattingOf(shop) };
}

const number = z.number().int().min(0);
const forecasts = z.object({ total: number, failingBefore: number, failingAfter: number, changed: number });

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const checkKey = params['checkKey'] ?? '';
  const sourceId = Number(form.get('source')) || null;
  try {
    switch (form.get('intent')) {
      case 'try':
        return { dryRun: await tryRepair(shop, checkKey, sourceId) };
      case 'repair': {
        const forecast = forecasts.parse(JSON.parse(String(form.get('forecast'))));
        await askForRepair(shop.shopId, { checkKey, sourceId, forecast }, actor);
        return { refusal: null };
      }
      case 'undo':
        await askToUndo(shop.shopId, Number(form.get('repairId')) || 0, actor);
        return { refusal: null };
      case 'pass': {
        const text = (name: string) => String(form.get(name) ?? '').slice(0, 200);
        const pass = { checkKey, sourceId: sourceId ?? 0, reason: text('reason'), until: text('until') };
        await letPass(shop, pass, actor);
        return { refusal: null };
      }
      case 'count':
        await letPassNoMore(shop.shopId, checkKey, sourceId ?? 0, actor);
        return { refusal: null };
      default:
        await repairByItself(shop.shopId, checkKey, form.get('repairs') === 'true', actor);
        return { refusal: null };
    }
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

export default function QualityCheck() {
  const loaded = useLoaderData<typeof loader>();
  const { check, score, sources, faults, hasNext, page, repair, repairs, holdable, ignored, today, format } = loaded;
  const [params] = useSearchParams();
  const source = params.get('source') ?? '';
  const rows = `/app/quality/${check.key}/rows${source && `?source=${source}`}`;
  useLivePage(
    repairs.some((one) => one.state === 'waiting' || one.state === 'undoing'),
    1500,
  );
  return (
    <Page backAction={{ content: 'Quality', url: '/app/quality' }} title={check.label}>
      <BlockStack gap="400">
        <CheckCard check={check} score={score} sources={sources} source={source} downloadUrl={rows} />
        {repair && (
          <RepairCard repair={repair} repairsItself={loaded.repairsItself} repairs={repairs} format={format}>
            {holdable.length > 0 && <HoldSource sources={holdable} />}
          </RepairCard>
        )}
        <LetPass ignored={ignored} sources={sources} today={today} />
        <Card padding="0">
          <FaultTable faults={faults} subject={check.subject} page={page} hasNext={hasNext} format={format} />
        </Card>
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
