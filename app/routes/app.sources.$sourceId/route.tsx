import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf, plural } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { MappingVersions } from '#app/components/sources/mapping-versions.tsx';
import { QuarantineCard } from '#app/components/sources/quarantine-card.tsx';
import { RhythmCard } from '#app/components/sources/rhythm-card.tsx';
import { mayBringIn, type StaffMember } from '#app/governance/staff.ts';
import {
  quarantineSource,
  readQuarantineOf,
  refuseHeld,
  releaseSource,
} from '#app/pipeline/quarantine-source.server.ts';
import { changeRhythm, readSourcePage } from '#app/pipeline/read-source-page.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireStaff } from '#app/shopify.server.ts';
import type { Shop } from '#app/shops/find-shop.server.ts';
import { readId } from '#app/web/read-id.ts';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const sourceId = readId(params['sourceId']);
  const page = await readSourcePage(shop.shopId, sourceId);
  if (!page) {
    throw new Response('This source does not exist.', { status: 404 });
  }
  const quarantine = await readQuarantineOf(shop.shopId, sourceId);
  const may = { decide: mayBringIn(staff), refuse: staff.isOwner };
  return { ...page, quarantine, may, format: formattingOf(shop), now: new Date() };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { shop, ...asking } = await requireStaff(request);
  const form = await request.formData();
  try {
    await carryOut(shop, readId(params['sourceId']), form, asking);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      const { message, remedy = null, field = null } = error;
      return data({ refusal: { message, remedy, field } }, 422);
    }
    throw error;
  }
}

type Asking = { actor: string; staff: StaffMember };

async function carryOut(shop: Shop, sourceId: number, form: FormData, asking: Asking): Promise<void> {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 200);
  switch (form.get('intent')) {
    case 'quarantine': {
      const incidentId = Number(form.get('incident')) || null;
      return quarantineSource(shop, { sourceId, incidentId, reason: text('reason'), until: text('until') }, asking);
    }
    case 'release':
      return releaseSource(shop, sourceId, asking);
    case 'refuse': {
      const uploadIds = String(form.get('uploads') ?? '')
        .split(',')
        .map(Number)
        .filter(Number.isInteger);
      return refuseHeld(shop, sourceId, { uploadIds, reason: text('reason') }, asking);
    }
    default: {
      const told = text('hours');
      return changeRhythm(shop.shopId, sourceId, told === 'learned' ? null : Number(told), asking.actor);
    }
  }
}

export default function SourceRoute() {
  const { source, mappings, quarantine, may, format, now } = useLoaderData<typeof loader>();
  useLivePage(quarantine?.releasing ?? false, 1500);
  return (
    <Page
      backAction={{ content: 'Sources', url: '/app/sources' }}
      title={source.name}
      subtitle={`${plural(source.records, 'customer record')}, ${plural(source.orders, 'order')}`}
      secondaryActions={[{ content: 'Books', url: `/app/sources/books/${source.id}` }]}
    >
      <BlockStack gap="400">
        <RhythmCard key={`${source.rhythmBy}${source.expectedRhythmHours}`} source={source} now={now} />
        <QuarantineCard source={source} quarantine={quarantine} may={may} format={format} />
        {source.kind !== 'shopify' && <MappingVersions versions={mappings} format={format} />}
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
