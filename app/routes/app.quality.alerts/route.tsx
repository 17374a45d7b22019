import { type ActionFunctionArgs, data, type HeadersFunction, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { z } from 'zod';
import { formattingOf } from '#app/components/format.ts';
import { useLivePage } from '#app/components/layout/use-live-page.ts';
import { AlertChannels } from '#app/components/quality/alert-channels.tsx';
import { AlertForm } from '#app/components/quality/alert-form.tsx';
import { DeliveryTable } from '#app/components/quality/delivery-table.tsx';
import { QualityNav } from '#app/components/quality/quality-nav.tsx';
import { mayTakeOut } from '#app/governance/staff.ts';
import { readAlertsPage, tellBy, tellNoMore, tryChannel } from '#app/pipeline/send-alerts.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireShop, requireStaff } from '#app/shopify.server.ts';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await requireShop(request);
  return { ...(await readAlertsPage(shop.shopId)), format: formattingOf(shop) };
}

const hour = z.coerce.number().int().min(0).max(23);
const drafts = z.object({
  kind: z.string(),
  address: z.string().trim().max(500),
  rhythm: z.string(),
  digestHour: hour,
  quietFrom: hour,
  quietTo: hour,
});

export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor, staff } = await requireStaff(request);
  const form = Object.fromEntries(await request.formData());
  const channelId = Number(form['channelId']) || 0;
  try {
    if (!mayTakeOut(staff)) {
      throw new Refusal('quality.channel_role', 'Only who may take data out of Onefold says who is told.', {
        remedy: 'The owner of the shop gives that role under Segments, Sent to Shopify.',
      });
    }
    switch (form['intent']) {
      case 'remove':
        await tellNoMore(shop.shopId, channelId, actor);
        return { refusal: null };
      case 'test':
        await tryChannel(shop.shopId, channelId);
        return { refusal: null };
      default:
        return { refusal: null, ...(await tellBy(shop.shopId, drafts.parse(form), actor)) };
    }
  } catch (error) {
    if (error instanceof Refusal) {
      const refusal = { message: error.message, remedy: error.remedy ?? null, field: error.field ?? null };
      return data({ refusal }, 422);
    }
    throw error;
  }
}

export default function Alerts() {
  const { channels, deliveries, canMail, format } = useLoaderData<typeof loader>();
  useLivePage(
    deliveries.some((one) => one.state === 'waiting'),
    3000,
  );
  return (
    <Page
      backAction={{ content: 'Quality', url: '/app/quality' }}
      title="Alerts"
      subtitle="Who is told when something is wrong with the data, when, and what became of each message"
    >
      <BlockStack gap="400">
        <QualityNav />
        <AlertChannels channels={channels} />
        <AlertForm canMail={canMail} />
        <DeliveryTable deliveries={deliveries} format={format} />
      </BlockStack>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
