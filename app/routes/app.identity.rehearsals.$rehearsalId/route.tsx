import type { ActionFunctionArgs, HeadersFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Badge, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { RehearsalChanges } from '#app/components/identity/rehearsal-changes.tsx';
import { STATES } from '#app/components/identity/rehearsal-states.ts';
import { RehearsalStatus } from '#app/components/identity/rehearsal-status.tsx';
import { RehearsalSummary } from '#app/components/identity/rehearsal-summary.tsx';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { mayDecide } from '#app/governance/staff.ts';
import { readRehearsalPage } from '#app/pipeline/rehearsal-pages.server.ts';
import { approveRehearsal, declineRehearsal, stopRehearsal, undoRehearsal } from '#app/pipeline/rehearse.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readRehearsalPage(shop.shopId, readId(params['rehearsalId']));
  if (!page) {
    throw new Response('There is no rehearsal at this address.', { status: 404 });
  }
  return { page, mayDecide: mayDecide(staff), format: formattingOf(shop) };
}

/** Approves, stops or takes back. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const id = readId(params['rehearsalId']);
  try {
    switch ((await request.formData()).get('intent')) {
      case 'approve':
        await approveRehearsal(shop.shopId, id, actor);
        break;
      case 'decline':
        await declineRehearsal(shop.shopId, id, actor);
        break;
      case 'stop':
        await stopRehearsal(shop.shopId, id, actor);
        break;
      case 'undo':
        await undoRehearsal(shop.shopId, id, actor);
        break;
      default:
        break;
    }
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return { refusal: [error.message, error.remedy].filter(Boolean).join(' ') };
    }
    throw error;
  }
}

export default function RehearsalRoute() {
  const { page, mayDecide, format } = useLoaderData<typeof loader>();
  const state = STATES[page.state];
  useLivePage(state?.isWorking ?? false, 1000);
  return (
    <Page
      backAction={{ content: 'Identity', url: '/app/identity' }}
      title="Rehearsal"
      titleMetadata={<Badge {...state?.badge}>{state?.words ?? page.state}</Badge>}
      subtitle={page.sentence}
    >
      <Deciding mayDecide={mayDecide}>
        <RehearsalStatus page={page} />
        {page.summary && <RehearsalSummary summary={page.summary} format={format} />}
        <RehearsalChanges changes={page.changes} summary={page.summary} format={format} />
      </Deciding>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
