import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page, Text } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { plural } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { BeforeAfter } from '#app/components/sources/before-after.tsx';
import { RuleProposals, RuleSwitches } from '#app/components/sources/rule-changes.tsx';
import { RuleBadge } from '#app/components/sources/rule-list.tsx';
import { mayTakeAway } from '#app/governance/staff.ts';
import { decideProposals, readRulePage, removeRule, resumeRule, undoRule } from '#app/pipeline/clean-records.server.ts';
import type { Doer } from '#app/pipeline/require-take-away.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readRulePage(shop.shopId, readId(params['ruleId']));
  if (!page) {
    throw new Response('This rule does not exist any more.', { status: 404 });
  }
  return { ...page, isAllowed: mayTakeAway(staff) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const ruleId = readId(params['ruleId']);
  try {
    const isGone = await carryOut(shop.shopId, ruleId, await request.formData(), { actor, staff });
    return isGone ? redirect('/app/sources/rules') : { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: error.message }, 422);
    }
    throw error;
  }
}

/** Whether the rule is gone by it. */
async function carryOut(shopId: number, ruleId: number, form: FormData, by: Doer): Promise<boolean> {
  const intent = String(form.get('intent') ?? '');
  const records = form.getAll('record').map(Number).filter(Number.isSafeInteger);
  if (intent === 'accept' || intent === 'refuse') {
    const recordIds = records.length > 0 ? records : null;
    await decideProposals(shopId, ruleId, { accept: intent === 'accept', recordIds, actor: by.actor });
  } else if (intent === 'undo') {
    await undoRule(shopId, ruleId, by);
  } else if (intent === 'resume') {
    await resumeRule(shopId, ruleId, by.actor);
  } else if (intent === 'remove') {
    await removeRule(shopId, ruleId, by);
  }
  return intent === 'remove';
}

export default function Rule() {
  const { rule, changes, isAllowed } = useLoaderData<typeof loader>();
  useLivePage(rule.enabled && rule.state !== 'done', 1500);
  return (
    <Page
      backAction={{ content: 'Rules', url: '/app/sources/rules' }}
      title={rule.name}
      titleMetadata={<RuleBadge rule={rule} />}
    >
      <BlockStack gap="400">
        <RuleSwitches enabled={rule.enabled} applied={rule.applied} isAllowed={isAllowed} />
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
