import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { ReadyMadeRules } from '#app/components/sources/ready-made-rules.tsx';
import { RuleList } from '#app/components/sources/rule-list.tsx';
import { addRule, readRulesPage } from '#app/pipeline/clean-records.server.ts';
import { requireShop } from '#app/shopify.server.ts';
import { READY_MADE } from '#app/sources/cleansing.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readRulesPage(shop.shopId)), now: new Date() };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const key = String((await request.formData()).get('ready') ?? '');
  const ready = READY_MADE.find((one) => one.key === key);
  if (ready) {
    await addRule(shop.shopId, { ...ready.rule, name: ready.name, steps: [] }, actor);
  }
  return null;
}

export default function Rules() {
  const { rules, now } = useLoaderData<typeof loader>();
  useLivePage(
    rules.some((one) => one.enabled && one.state !== 'done'),
    1500,
  );
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title="Rules for clean data"
      subtitle="They run after each import and every night over what is kept. Every change can be taken back."
      primaryAction={{ content: 'New rule', url: '/app/sources/rules/new' }}
    >
      <BlockStack gap="400">
        {rules.length > 0 && <RuleList rules={rules} now={now} />}
        <ReadyMadeRules names={rules.map((one) => one.name)} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
