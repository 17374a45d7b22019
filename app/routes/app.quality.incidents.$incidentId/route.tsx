import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { formattingOf } from '#app/components/format.ts';
import { AlarmTable, HarmCard, IncidentHistory, IncidentSummary } from '#app/components/quality/incident-facts.tsx';
import { IncidentBadge } from '#app/components/quality/incident-list.tsx';
import { IncidentQuarantine } from '#app/components/quality/incident-quarantine.tsx';
import { IncidentSteps } from '#app/components/quality/incident-steps.tsx';
import { mayBringIn } from '#app/governance/staff.ts';
import { moveIncident, readIncidentPage } from '#app/pipeline/incident-pages.server.ts';
import { readQuarantineOf } from '#app/pipeline/quarantine-source.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { todayOf } from '#app/quality/context.server.ts';
import { INCIDENT_STATES } from '#app/quality/incident.ts';
import { headingOf } from '#app/quality/incident-words.ts';
import { requireShop, requireStaff } from '#app/shopify.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const page = await readIncidentPage(shop, readId(params['incidentId']));
  if (!page) {
    throw new Response('This incident does not exist any more.', { status: 404 });
  }
  const quarantine = await readQuarantineOf(shop.shopId, page.incident.sourceId);
  return {
    ...page,
    quarantine,
    mayDecide: mayBringIn(staff),
    today: todayOf(shop, new Date()),
    format: formattingOf(shop),
  };
}

const changes = z.object({
  state: z.enum(INCIDENT_STATES).optional(),
  owner: z.string().trim().max(100).optional(),
  note: z.string().trim().max(500).optional(),
  reason: z.string().trim().max(200).optional(),
  until: z.string().optional(),
});

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, actor } = await requireShop(request);
  const form = Object.fromEntries(await request.formData());
  const { state, owner, note, reason, until } = changes.parse(form);
  const change = {
    ...(state && { state }),
    ...(owner !== undefined && { owner }),
    ...(note && { note }),
    ...(reason !== undefined && { reason }),
    ...(until !== undefined && { until }),
  };
  try {
    await moveIncident(shop, readId(params['incidentId']), change, actor);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return data({ refusal: { message: error.message, field: error.field ?? null } }, 422);
    }
    throw error;
  }
}

export default function IncidentRoute() {
  const { incident, alarms, events, harm, quarantine, mayDecide, today, format } = useLoaderData<typeof loader>();
  return (
    <Page
      backAction={{ content: 'Incidents', url: '/app/quality/incidents' }}
      title={headingOf(incident)}
      titleMetadata={<IncidentBadge state={incident.state} />}
    >
      <BlockStack gap="400">
        <IncidentSummary incident={incident} format={format} />
        <IncidentSteps incident={incident} today={today} />
        <IncidentQuarantine incident={incident} quarantine={quarantine} mayDecide={mayDecide} format={format} />
        <AlarmTable alarms={alarms} format={format} />
        <HarmCard harm={harm} format={format} />
        <IncidentHistory events={events} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
