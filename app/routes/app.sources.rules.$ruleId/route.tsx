import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page, Text } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { plural } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { BeforeAfter } from '#app/components/sources/before-after.tsx';
import { RuleProposals, RuleSwitches } from '#app/components/sources/rule-changes.tsx';
import { RuleBadge } from '#app/components/sources/rule-list.tsx';
import { decideProposals, readRulePage, removeRule, resumeRule, undoRule } from '#app/pipeline/clean-records.server.ts';
import { requireShop } from '#app/shopify.server.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  const page = await readRulePage(shop.shopId, Number(params['ruleId']) || 0);
  if (!page) {
    throw new Response('This rule does not exist any more.', { status: 404 });
  }
  return page;
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const ruleId = Number(params['ruleId']) || 0;
  const form = await request.formData();
  const intent = String(form.get('intent') ?? '');
  const records = form.getAll('record').map(Number).filter(Number.isSafeInteger);
  if (intent === 'accept' || intent === 'refuse') {
    const recordIds = records.length > 0 ? records : null;
    await decideProposals(shop.shopId, ruleId, { accept: intent === 'accept', recordIds, actor });
  } else if (intent === 'undo') {
    await undoRule(shop.shopId, ruleId, actor);
  } else if (intent === 'resume') {
    await resumeRule(shop.shopId, ruleId, actor);
  } else if (intent === 'remove') {
    await removeRule(shop.shopId, ruleId, actor);
    return redirect('/app/sources/rules');
  }
  return null;
}

export default function Rule() {
  const { rule, changes } = useLoaderData<typeof loader>();
  useLivePage(rule.enabled && rule.state !== 'done', 1500);
  return (
    <Page
      backAction={{ content: 'Rules', url: '/app/sources/rules' }}
      title={rule.name}
      titleMetadata={<RuleBadge rule={rule} />}
    >
      <BlockStack gap="400">
        <RuleSwitches enabled={rule.enabled} applied={rule.applied} />
        {rule.proposed > 0 ? (
          <RuleProposals changes={changes} total={rule.proposed} />
        ) : (
          <Card>
            <BlockStack gap="300">
              <Text as="h2" variant="headingMd">
                {`${plural(rule.applied, 'value')} changed`}
              </Text>
              {changes.length > 0 && (
                <BeforeAfter
                  changes={changes.map((one) => ({ ...one, key: String(one.recordId) }))}
                  caption={changes.length < rule.applied ? `The first ${changes.length}` : 'All of them'}
                />
              )}
            </BlockStack>
          </Card>
        )}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
