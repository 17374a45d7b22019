import { type ActionFunctionArgs, type HeadersFunction, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Badge, BlockStack, InlineStack, Layout, Page } from '@shopify/polaris';
import { boundary } from '@shopify/shopify-app-remix/server';
import { formattingOf } from '#app/components/format.ts';
import { AnswersCard } from '#app/components/identity/answers-card.tsx';
import { Deciding } from '#app/components/identity/deciding.tsx';
import { KeptApart } from '#app/components/identity/kept-apart.tsx';
import { WhyOnePerson } from '#app/components/identity/why-one-person.tsx';
import { ConsentBadges } from '#app/components/profiles/consent-badges.tsx';
import { GoldenFields } from '#app/components/profiles/golden-fields.tsx';
import { IdentifierCard } from '#app/components/profiles/identifier-card.tsx';
import { PresentsCard } from '#app/components/profiles/presents-card.tsx';
import { ProfileFigures } from '#app/components/profiles/profile-figures.tsx';
import { RecordCards } from '#app/components/profiles/record-cards.tsx';
import { Timeline } from '#app/components/profiles/timeline.tsx';
import { ProfileSegments } from '#app/components/segments/profile-segments.tsx';
import { AdviceCard } from '#app/components/value/advice-card.tsx';
import { ProfileForecast } from '#app/components/value/profile-forecast.tsx';
import { WorthCard } from '#app/components/value/worth-card.tsx';
import { mayDecide } from '#app/governance/staff.ts';
import { readProfileIdentity, splitOff } from '#app/pipeline/decide-identity.server.ts';
import { readProfilePage } from '#app/pipeline/read-profile-pages.server.ts';
import { readProfileForecast } from '#app/pipeline/read-value-page.server.ts';
import { readProfileSegments } from '#app/pipeline/segment-insight.server.ts';
import { Refusal } from '#app/platform/refusal.ts';
import { requireDecider, requireStaff } from '#app/shopify.server.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shop, staff } = await requireStaff(request);
  const publicId = params['publicId'] ?? '';
  const page = UUID.test(publicId) ? await readProfilePage(shop.shopId, publicId) : null;
  if (!page) {
    throw new Response('There is no profile at this address.', { status: 404 });
  }
  if (page.profile.publicId !== publicId) {
    throw redirect(`/app/profiles/${page.profile.publicId}`);
  }
  const forecast = await readProfileForecast(shop, page.profile.id);
  const identity = await readProfileIdentity(shop.shopId, page.profile.id);
  return {
    ...page,
    forecast,
    identity,
    segments: await readProfileSegments(shop.shopId, page.profile.id),
    mayDecide: mayDecide(staff),
    format: formattingOf(shop),
  };
}

/** Takes records out of the profile. */
export async function action({ request }: ActionFunctionArgs) {
  const { shop, actor } = await requireDecider(request);
  const recordIds = (await request.formData())
    .getAll('recordId')
    .map(Number)
    .filter((id) => Number.isSafeInteger(id) && id > 0);
  try {
    await splitOff(shop.shopId, recordIds, actor);
    return { refusal: null };
  } catch (error) {
    if (error instanceof Refusal) {
      return { refusal: [error.message, error.remedy].filter(Boolean).join(' ') };
    }
    throw error;
  }
}

export default function ProfileRoute() {
  const data = useLoaderData<typeof loader>();
  const { profile, rules, records, identifiers, metrics, presents, timeline, identity, forecast, format } = data;
  const sources = [...new Set(records.map((record) => record.source))];
  return (
    <Page
      backAction={{ content: 'Profiles', url: '/app/profiles' }}
      title={profile.name || 'No name'}
      titleMetadata={<Badge>{sources.join(' + ')}</Badge>}
      subtitle={profile.tags.join(', ')}
    >
      <Layout>
        <Layout.Section>
          <Deciding mayDecide={data.mayDecide} quiet>
            {metrics && <ProfileFigures metrics={metrics} format={format} />}
            <RecordCards records={records} format={format} />
            <WhyOnePerson reasons={identity.reasons} records={records} />
            <KeptApart apart={identity.apart} />
            <PresentsCard presents={presents} format={format} />
            <AnswersCard title="What people decided" answers={identity.answers} format={format} />
            <Timeline items={timeline} format={format} />
          </Deciding>
        </Layout.Section>
        <Layout.Section variant="oneThird">
          <BlockStack gap="400">
            {forecast && <ProfileForecast {...forecast} format={format} />}
            {forecast?.worth && <WorthCard {...forecast} worth={forecast.worth} format={format} />}
            {forecast && <AdviceCard advice={forecast.advice} profileId={profile.id} />}
            <ProfileSegments publicId={profile.publicId} segments={data.segments} />
            <GoldenFields profile={profile} records={records} rules={rules} />
            <InlineStack gap="200">
              {metrics && <ConsentBadges email={metrics.emailConsent} sms={metrics.smsConsent} />}
            </InlineStack>
            <IdentifierCard identifiers={identifiers} />
          </BlockStack>
        </Layout.Section>
      </Layout>
    </Page>
  );
}

export const headers: HeadersFunction = (args) => boundary.headers(args);
