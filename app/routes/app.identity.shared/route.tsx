import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Card, EmptyState, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { DemotedValues } from '#app/components/identity/demoted-values.tsx';
import { SharedValues } from '#app/components/identity/shared-values.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { decideValue } from '#app/pipeline/decide-identity.server.ts';
import { readSharedPage } from '#app/pipeline/identity-pages.server.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  return { ...(await readSharedPage(shop.shopId)), mayDecide: mayDecide(staff), format: formattingOf(shop) };
}

/** Decides that a value identifies nobody, or takes that back. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const form = await request.formData();
  const [kind, value] = [String(form.get('kind') ?? ''), String(form.get('value') ?? '')];
  if (kind && value) {
    await decideValue(shop.shopId, { kind, value, identifies: form.get('identifies') === 'yes' }, actor);
  }
  return null;
}

export default function Shared() {
  const { shared, demoted, mayDecide, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Values that several people use"
      subtitle="A staff phone or a kiosk’s mailbox typed for everybody must never make one person of many"
    >
      <Deciding mayDecide={mayDecide}>
        {shared.length === 0 ? (
          <Card>
            <EmptyState heading="No value is used by different people" image="">
              <p>
                When one e-mail address, phone or number stands on records of three or more different names, it appears
                here.
              </p>
            </EmptyState>
          </Card>
        ) : (
          <SharedValues values={shared} />
        )}
        <DemotedValues values={demoted} format={format} />
      </Deciding>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
