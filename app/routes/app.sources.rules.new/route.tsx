import {
  type ActionFunctionArgs,
  data,
  type HeadersFunction,
  type LoaderFunctionArgs,
  redirect,
} from '@remix-run/node';
import { Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { RuleForm } from '#app/components/sources/rule-form.tsx';
import { addRule, previewRule } from '#app/pipeline/clean-records.server.ts';
import { requireShop } from '#app/shopify.server.ts';
import { readRuleForm } from '#app/sources/read-rule-form.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  await requireShop(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = await request.formData();
  const rule = readRuleForm((name) => form.get(name));
  if (typeof rule === 'string') {
    return data({ refusal: rule }, 422);
  }
  if (form.get('intent') === 'preview') {
    return { preview: await previewRule(shop.shopId, rule) };
  }
  return redirect(`/app/sources/rules/${await addRule(shop.shopId, rule, actor)}`);
}

export default function NewRule() {
  return (
    <Page backAction={{ content: 'Rules', url: '/app/sources/rules' }} title="New rule">
      <RuleForm />
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
