import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { MatchingForm } from '#app/components/identity/matching-form.tsx';
import { TriedBefore } from '#app/components/identity/tried-before.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { readMatchingRules } from '#app/identity/matching-rules.ts';
import { readMatchingPage } from '#app/pipeline/rehearsal-pages.server.ts';
import { askForRehearsal } from '#app/pipeline/rehearse.server.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const suggested = new URL(request.url).searchParams.get('link');
  const link = suggested === null ? Number.NaN : Number(suggested);
  return {
    ...(await readMatchingPage(shop.shopId)),
    suggestedLink: Number.isFinite(link) ? link : null,
    mayDecide: mayDecide(staff),
    format: formattingOf(shop),
  };
}

/** Rehearses the rules that the form holds. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const form = await request.formData();
  const number = (name: string) => Number(form.get(name));
  const shifts = Object.fromEntries(
    [...form.entries()].flatMap(([name, value]) =>
      name.startsWith('shift:') ? [[name.slice('shift:'.length), Number(value)]] : [],
    ),
  );
  const matching = readMatchingRules({ link: number('link'), review: number('review'), shifts });
  const id = await askForRehearsal(shop.shopId, { matching, survivorship: null, trust: null }, actor);
  return redirect(`/app/identity/rehearsals/${id}`);
}

export default function Matching() {
  const { rules, fields, tried, suggestedLink, mayDecide, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Matching rules"
      subtitle="How sure Onefold must be. Nothing changes before you have seen on all your data what would change."
    >
      <Deciding mayDecide={mayDecide}>
        <MatchingForm key={JSON.stringify(rules)} rules={rules} fields={fields} suggestedLink={suggestedLink} />
        <TriedBefore tried={tried} format={format} />
      </Deciding>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
