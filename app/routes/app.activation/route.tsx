import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { StaffRoles } from '#app/components/activation/staff-roles.tsx';
import { TargetList } from '#app/components/activation/target-list.tsx';
import { formattingOf } from '#app/components/format.ts';
import { changeRole, readActivationPage } from '#app/pipeline/activation-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  return { ...(await readActivationPage(shop.shopId)), me: staff, format: formattingOf(shop) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const form = await request.formData();
  const wish = { staffId: String(form.get('staffId') ?? ''), role: String(form.get('role') ?? '') };
  try {
    await changeRole(shop.shopId, { actor, staff }, wish);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: error.message }, 422);
    }
    throw error;
  }
}

export default function Activation() {
  const { targets, staff, me, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Segments', url: '/app/segments' }}
      title="Sent to Shopify"
      subtitle="Where segments go, and who may send them"
    >
      <BlockStack gap="400">
        <TargetList targets={targets} format={format} />
        <StaffRoles staff={staff} me={me} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
