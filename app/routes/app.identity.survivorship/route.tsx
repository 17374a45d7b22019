import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { SurvivorshipForm } from '#app/components/identity/survivorship-form.tsx';
import { readSurvivorshipForm } from '#app/components/identity/survivorship-form-data.ts';
import { TriedBefore } from '#app/components/identity/tried-before.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { readSurvivorshipPage } from '#app/pipeline/rehearsal-pages.server.ts';
import { askForRehearsal } from '#app/pipeline/rehearse.server.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  return { ...(await readSurvivorshipPage(shop.shopId)), mayDecide: mayDecide(staff), format: formattingOf(shop) };
}

/** Rehearses the rules that the form holds. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const proposal = readSurvivorshipForm(await request.formData());
  const id = await askForRehearsal(shop.shopId, { matching: null, ...proposal }, actor);
  return redirect(`/app/identity/rehearsals/${id}`);
}

export default function Survivorship() {
  const { rules, sources, tried, mayDecide, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Whose word counts"
      subtitle="Where records of one person differ: which value the profile shows. Consent is never decided here; merging only narrows it."
    >
      <Deciding mayDecide={mayDecide}>
        <SurvivorshipForm key={JSON.stringify([rules, sources])} rules={rules} sources={sources} />
        <TriedBefore tried={tried} format={format} />
      </Deciding>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
